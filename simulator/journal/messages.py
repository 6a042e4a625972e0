"""Requests and answers as the journal holds them: their bytes while they are few, else what is shown of them.

A journal holds a hundred thousand exchanges and is read seldom: what people are shown is made when they look.
"""

from typing import Any

from contracts.wire import Headers, HttpAnswer, HttpRequest, find_header
from simulator.journal.pages import Book
from simulator.journal.redaction import Redactor

LARGEST_HELD = 4 * 1024
"""Bytes of a body that is held as it came."""


class Shelf:
    """Where the messages of a journal are kept, and who removes secrets from what is shown of them."""

    def __init__(self, redactor: Redactor) -> None:
        """Start empty."""
        self.redactor, self.book = redactor, Book()

    def sent(self, request: HttpRequest) -> "Sent":
        """Take a request down."""
        return Sent(self, f"{request.method} {request.url}", request.headers, request.body)

    def given(self, answer: HttpAnswer) -> "Given":
        """Take an answer down."""
        return Given(self, str(answer.status), answer.headers, answer.body)


class _Message:
    __slots__ = ("_page", "_place", "_shelf", "_summary")

    def __init__(self, shelf: Shelf, first: str, headers: Headers, body: bytes) -> None:
        self._shelf, self._summary = shelf, None
        if len(body) > LARGEST_HELD:
            self._summary = shelf.redactor.body(body, find_header(headers, "content-type"))
            body = b""
        # As on the wire: nothing in a head has a line feed in it.
        head = "\n".join([first, *[f"{name}\0{value}" for name, value in headers]])
        self._page, self._place = shelf.book.keep(head.encode("utf-8", "surrogateescape") + b"\n\n" + body)

    def _read(self) -> tuple[str, dict[str, Any]]:
        """Give the first line, and headers and body as people may see them."""
        head, _, body = self._shelf.book.read(self._page, self._place).partition(b"\n\n")
        first, *lines = head.decode("utf-8", "surrogateescape").split("\n")
        headers = tuple((name, value) for name, _, value in (line.partition("\0") for line in lines))
        redactor = self._shelf.redactor
        shown = self._summary
        if shown is None:
            shown = redactor.body(body, find_header(headers, "content-type"))
        return first, {"headers": redactor.headers(headers), "body": shown}


class Sent(_Message):
    """A request."""

    __slots__ = ()

    def shown(self) -> dict[str, Any]:
        """Give `method`, `url`, `headers`, `body`."""
        first, rest = self._read()
        method, _, url = first.partition(" ")
        return {"method": method, "url": self._shelf.redactor.text(url)} | rest


class Given(_Message):
    """An answer."""

    __slots__ = ()

    def shown(self) -> dict[str, Any]:
        """Give `status`, `headers`, `body`."""
        first, rest = self._read()
        return {"status": int(first)} | rest
