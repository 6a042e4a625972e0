"""A request as a node asks for it, and as it then crosses: what n8n's HTTP client makes of body, headers and query."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from contracts.wire import HttpRequest
from stubs.n8n.engine.json_text import from_text, to_text
from stubs.n8n.nodes.sending import urls
from stubs.n8n.nodes.sending.failures import ClientFailure
from stubs.n8n.nodes.sending.forms import Part, written
from stubs.n8n.nodes.sending.headers import RequestHeaders
from stubs.n8n.nodes.sending.query import stringify

ABSENT: Any = object()
"""No body, where null is one."""
FORM = "application/x-www-form-urlencoded"
ENCODINGS = "gzip, compress, deflate, br"
_EXPECT_A_BODY = frozenset({"POST", "PUT", "PATCH"})
_WITHOUT_LENGTH = frozenset({"GET", "HEAD", "DELETE", "OPTIONS", "TRACE"})


@dataclass(slots=True)
class Asked:
    """What a node asks for.

    Attributes:
        headers: as the node sets them, in order.
        body: text, bytes, or a JSON value; `ABSENT` for none.
        form: values that are sent as a form.
        parts: of a form with files.
        query: added to that of the address.
        arrays: how lists in the query are named.
        reads_json: True when the client itself reads the answer as JSON; it then also calls a body JSON.
        user: name and password of basic authentication.
        redirects: how many are followed.
        timeout: milliseconds.
        never_fails: whether every status is fine.
        keeps_credentials: whether they follow a redirect to another origin.
        boundary: of a form with files.
        secrets: texts that no error shows.
    """

    method: str
    url: str
    headers: dict[str, Any] = field(default_factory=dict)
    body: Any = field(default=ABSENT, repr=False)
    form: Mapping[str, Any] | None = None
    parts: Sequence[Part] | None = None
    query: dict[str, Any] = field(default_factory=dict)
    arrays: str = "indices"
    reads_json: bool = False
    user: tuple[str, str] | None = None
    redirects: int = 21
    timeout: int = 300_000
    never_fails: bool = False
    keeps_credentials: bool = True
    boundary: str = ""
    secrets: tuple[str, ...] = ()


@dataclass(slots=True)
class Ready:
    """A request that can be sent.

    Attributes:
        data: the body as an error object shows it; None for none.
        body: the body's bytes.
    """

    method: str
    url: urls.Url
    headers: RequestHeaders
    data: str | None = field(repr=False)
    body: bytes | None = field(repr=False)
    user: tuple[str, str] | None

    def request(self) -> HttpRequest:
        """Give it as it crosses, all headers named."""
        headers = list(self.headers.sent())
        names = {name.lower() for name, _ in headers}
        if "host" not in names:
            headers.append(("Host", self.url.host))
        if self.user is not None and "authorization" not in names:
            credentials = base64.b64encode(":".join(self.user).encode("utf-8", "replace")).decode()
            headers.append(("Authorization", f"Basic {credentials}"))
        if "connection" not in names:
            headers.append(("Connection", "close"))
        if not self.body and self.method not in _WITHOUT_LENGTH and "content-length" not in names:
            headers.append(("Content-Length", "0"))
        return HttpRequest(self.method, str(self.url), tuple(headers), self.body or b"")


def prepared(asked: Asked) -> Ready:
    """Make a request ready.

    Raises:
        ClientFailure: its body can't be sent.
        ValueError: its address is none.
    """
    given, data = _formed(asked)
    if asked.reads_json and data is not ABSENT and data != "" and not isinstance(data, bytes):
        _default(given, "content-type", "application/json")
    _default(given, "User-Agent", "n8n")
    headers = RequestHeaders(given)
    text = _transformed(data, headers)
    if asked.method in _EXPECT_A_BODY and data is not ABSENT:
        headers.default("Content-Type", FORM)
    elif data is ABSENT and headers["content-type"] is None:
        headers.set("Content-Type", False)
    url = urls.parse(asked.url)
    user = asked.user or url.user
    if user is not None:
        headers.drop("authorization")
    body = _bytes(text, asked, headers)
    if body:
        headers.default("Content-Length", len(body))
    headers.default("Accept-Encoding", ENCODINGS)
    target = urls.with_query(url.target, stringify(asked.query, asked.arrays))
    address = urls.Url(url.scheme, url.host, target)
    shown = text if isinstance(text, str) else None
    return Ready(asked.method, address, headers, shown, body, user)


def _formed(asked: Asked) -> tuple[dict[str, Any], Any]:
    """Give headers and body, forms written."""
    headers = dict(asked.headers)
    typed = next((name for name in headers if name.lower() == "content-type"), None)
    if asked.parts is not None:
        body = written(asked.parts, asked.boundary)
        if typed:
            del headers[typed]
        return headers | {
            "content-type": f"multipart/form-data; boundary={asked.boundary}",
            "content-length": len(body),
        }, body
    if typed and headers[typed] == FORM:
        if isinstance(asked.body, str):
            return headers, asked.body
        values = {} if asked.body is ABSENT or not isinstance(asked.body, Mapping) else asked.body
        return headers, stringify({**values, **(asked.form or {})})
    if asked.form is not None:
        if asked.body is not ABSENT:
            return headers, {**asked.body, **asked.form}
        if typed:
            del headers[typed]
        return headers | {"Content-Type": FORM}, stringify(asked.form)
    return headers, asked.body


def _default(headers: dict[str, Any], name: str, value: str) -> None:
    if not any(each.lower() == name.lower() for each in headers):
        headers[name] = value


def _transformed(data: Any, headers: RequestHeaders) -> Any:
    """Write a JSON value as text; a text that is called JSON is one, or becomes a JSON string."""
    kind = headers["content-type"] or ""
    is_json = "application/json" in kind
    if data is ABSENT or isinstance(data, bytes):
        return data
    if isinstance(data, dict | list) and FORM in kind:
        return stringify(data if isinstance(data, dict) else {str(n): each for n, each in enumerate(data)})
    if isinstance(data, dict | list) or is_json:
        headers.default("Content-Type", "application/json")
        return _safely(data) if isinstance(data, str) else to_text(data)
    return data


def _safely(text: str) -> str:
    try:
        from_text(text)
    except ValueError:
        return to_text(text)
    return text.strip()


def _bytes(text: Any, asked: Asked, headers: RequestHeaders) -> bytes | None:
    if text is ABSENT or text is None or text == "" or text is False or text == 0:
        return None
    if isinstance(text, bytes):
        return text
    if isinstance(text, str):
        return text.encode("utf-8", "replace")
    raise ClientFailure(
        "Data after transformation must be a string, an ArrayBuffer, a Buffer, or a Stream",
        code="ERR_BAD_REQUEST",
        options={"url": asked.url, "method": asked.method.lower(), "data": text, "headers": headers.shown()},
    )
