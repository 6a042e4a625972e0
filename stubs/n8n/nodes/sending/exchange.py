"""Sends what nodes ask for: follows redirects, unpacks answers, and fails as n8n's HTTP client does."""

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import brotli

from contracts.wire import (
    HttpAnswer,
    Interrupted,
    NotConnected,
    Reset,
    TimedOut,
    Truncated,
    UnknownHost,
    WireError,
)
from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.json_text import from_text
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.sending.asked import Asked, Ready, prepared
from stubs.n8n.nodes.sending.failures import ClientFailure, InvalidUrl, refused
from stubs.n8n.nodes.sending.urls import Url

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FIRST_COUNTS = frozenset(
    {"age", "authorization", "content-length", "content-type", "etag", "expires", "from", "host", "if-modified-since"}
    | {"if-unmodified-since", "last-modified", "location", "max-forwards", "proxy-authorization", "referer"}
    | {"retry-after", "server", "user-agent"}
)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, unpacked.

    Attributes:
        headers: by lower-case name; only `set-cookie` is a list.
        value: its body as the client read it: JSON or text where it was asked to, else None.
        url: where it came from in the end.
    """

    status: int
    phrase: str
    headers: dict[str, Any]
    body: bytes = field(repr=False)
    value: Any = field(repr=False)
    url: Url


async def exchange(call: Call, asked: Asked) -> Answered:
    """Exchange a request for its answer.

    Raises:
        ClientFailure: there is none, or its status says that it went wrong.
        NodeOperationError: it broke off.
    """
    try:
        ready = prepared(asked)
    except ValueError:
        raise InvalidUrl(asked.url) from None
    first, options = ready.url, None
    for _ in range(asked.redirects + 1):
        answer = await _sent(call, ready, asked, options)
        location = answer.header("location") if answer.status // 100 == 3 else None
        if location is None or not asked.redirects:
            return _answered(answer, ready, asked, options)
        options = options or _options(asked, ready)  # errors show the first request, wherever it led
        _redirect(ready, answer.status, location, first, asked)
    name = "ERR_FR_TOO_MANY_REDIRECTS"
    cause = {"code": name, "message": "Maximum number of redirects exceeded"}
    raise ClientFailure(cause["message"], name=f"Error [{name}]", code=name, cause=cause, options=options)


async def _sent(call: Call, ready: Ready, asked: Asked, options: Mapping[str, Any] | None) -> HttpAnswer:
    try:
        return await call.send(ready.request(), asked.timeout / 1000)
    except Truncated:
        raise NodeOperationError("aborted") from None
    except WireError as error:
        raise _failure(error, ready.url, asked, options or _options(asked, ready)) from None


def _failure(error: WireError, url: Url, asked: Asked, options: Mapping[str, Any]) -> ClientFailure:
    """Say in Node.js' words why there is no answer."""
    if isinstance(error, TimedOut):
        return ClientFailure(f"timeout of {asked.timeout}ms exceeded", code="ECONNABORTED", options=options)
    cause: dict[str, Any]
    if isinstance(error, UnknownHost):
        cause = {"errno": -3008, "code": "ENOTFOUND", "syscall": "getaddrinfo", "hostname": url.host_name}
        message = f"getaddrinfo ENOTFOUND {url.host_name}"
    elif isinstance(error, NotConnected):
        address = "127.0.0.1" if url.host_name == "localhost" else url.host_name
        place = {"address": address, "port": url.port}
        cause = {"errno": -111, "code": "ECONNREFUSED", "syscall": "connect", **place}
        message = f"connect ECONNREFUSED {address}:{url.port}"
    elif isinstance(error, Reset):
        cause, message = {"errno": -104, "code": "ECONNRESET", "syscall": "read"}, "read ECONNRESET"
    elif isinstance(error, Interrupted):
        cause, message = {"code": "ECONNRESET"}, "socket hang up"
    else:
        return ClientFailure(str(error), code="ERR_BAD_RESPONSE", options=options)
    return ClientFailure(message, name="Error", code=cause["code"], cause=cause, options=options)


def _redirect(ready: Ready, status: int, location: str, first: Url, asked: Asked) -> None:
    """Turn a request to where a redirect leads."""
    held = next((value for name, value in ready.headers.sent() if name == "Authorization"), None)
    try:
        target = ready.url.joined(location)
    except ValueError:
        raise InvalidUrl(location) from None
    if (status == 303 and ready.method not in {"GET", "HEAD"}) or (status in {301, 302} and ready.method == "POST"):
        ready.method, ready.body, ready.data = "GET", None, None
        ready.headers.drop_content()
    ready.headers.drop("host")
    same = target.origin == first.origin
    if target.host_name != ready.url.host_name or target.port != ready.url.port or target.scheme != ready.url.scheme:
        ready.headers.drop("authorization", "proxy-authorization", "cookie")
    if held and (same or asked.keeps_credentials):
        ready.headers.set("Authorization", held)
    if not (same or asked.keeps_credentials):
        ready.user = None
    ready.url = target


def _answered(answer: HttpAnswer, ready: Ready, asked: Asked, options: Mapping[str, Any] | None) -> Answered:
    headers = _joined(answer)
    body = unpacked(answer.body, headers, answer.status if ready.method != "HEAD" else 204)
    phrase = answer.reason if answer.reason is not None else _phrase(answer.status)
    value = _read(body) if asked.reads_json else None
    if not asked.never_fails and not 200 <= answer.status < 300:
        said = value if asked.reads_json else body.decode("utf-8", "replace")
        raise refused(answer.status, headers, phrase, said, options or _options(asked, ready))
    return Answered(answer.status, phrase, headers, body, value, ready.url)


def _read(body: bytes) -> Any:
    text = body.decode("utf-8", "replace").removeprefix("\ufeff")
    try:
        return from_text(text)
    except ValueError:
        return text


def _joined(answer: HttpAnswer) -> dict[str, Any]:
    """Give the headers as Node.js gives them."""
    found: dict[str, Any] = {}
    for name, value in answer.headers:
        key = name.lower()
        if key == "set-cookie":
            found.setdefault(key, []).append(value)
        elif key not in found:
            found[key] = value
        elif key not in _FIRST_COUNTS:
            found[key] = f"{found[key]}, {value}"
    return found


def unpacked(body: bytes, headers: dict[str, Any], status: int = 200) -> bytes:
    """Unpack a body, and take the header away that says it is packed; raises `NodeOperationError`."""
    coding = str(headers.get("content-encoding", "")).lower()
    if not coding:
        return body
    if status == 204 or not body:
        del headers["content-encoding"]
        return body
    try:
        if coding in {"gzip", "x-gzip", "compress", "x-compress"}:
            body = gzip.decompress(body)
        elif coding == "br":
            body = brotli.decompress(body)
        elif coding == "deflate":
            body = zlib.decompress(body, zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS)
        else:
            return body
    except (OSError, EOFError, zlib.error, brotli.error):
        raise NodeOperationError("Failed to decompress response") from None
    del headers["content-encoding"]
    return body


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _options(asked: Asked, ready: Ready) -> dict[str, Any]:
    """Give the request as an error object shows it."""
    data = {} if ready.data is None else {"data": ready.data}
    return {"url": asked.url, "method": asked.method.lower(), **data, "headers": ready.headers.shown()}
