"""Requests and answers as the journal holds them: their bytes while they are few, else what is shown of them.

A journal holds a hundred thousand exchanges and is read seldom: what people are shown is made when they look.
"""

from typing import Any

from contracts.wire import Headers, HttpAnswer, HttpRequest, find_header
from simulator.journal.redaction import Redactor

LARGEST_HELD = 4 * 1024
"""Bytes of a body that is held as it came."""


class _Message:
    __slots__ = ("_body", "_headers", "_redactor")

    def __init__(self, headers: Headers, body: bytes, redactor: Redactor) -> None:
        self._redactor = redactor
        # One text is a quarter of the size of tuples of texts; no header has a line feed in it.
        self._headers = "\n".join([f"{name}\0{value}" for name, value in headers])
        self._body = body if len(body) <= LARGEST_HELD else redactor.body(body, find_header(headers, "content-type"))

    def shown(self) -> dict[str, Any]:
        """Give headers and body as people may see them."""
        pairs = [line.partition("\0") for line in self._headers.split("\n") if line]
        headers = tuple((name, value) for name, _, value in pairs)
        body = self._body
        if isinstance(body, bytes):
            body = self._redactor.body(body, find_header(headers, "content-type"))
        return {"headers": self._redactor.headers(headers), "body": body}


class Sent(_Message):
    """A request."""

    __slots__ = ("_method", "_url")

    def __init__(self, request: HttpRequest, redactor: Redactor) -> None:
        """Take a request down."""
        super().__init__(request.headers, request.body, redactor)
        self._method, self._url = request.method, request.url

    def shown(self) -> dict[str, Any]:
        """Give `method`, `url`, `headers`, `body`."""
        return {"method": self._method, "url": self._redactor.text(self._url)} | super().shown()


class Given(_Message):
    """An answer."""

    __slots__ = ("_status",)

    def __init__(self, answer: HttpAnswer, redactor: Redactor) -> None:
        """Take an answer down."""
        super().__init__(answer.headers, answer.body, redactor)
        self._status = answer.status

    def shown(self) -> dict[str, Any]:
        """Give `status`, `headers`, `body`."""
        return {"status": self._status} | super().shown()
