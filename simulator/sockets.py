"""How systems reach each other over sockets: one keep-alive client for all, its errors named by what they mean."""

import asyncio
import errno
import io
import ipaddress
from typing import Any

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from contracts.wire import (
    AnswerTooLarge,
    Headers,
    HttpAnswer,
    HttpRequest,
    Interrupted,
    NotConnected,
    Reset,
    Truncated,
    UnknownHost,
)

OURS = {"User-Agent", "Accept", "Accept-Encoding", "Content-Type"}
"""Headers that the client would add by itself: a tap passes on what the sender sent, no more."""

ERRORS: tuple[tuple[type[Exception], type[Exception]], ...] = (
    (aiohttp.ClientConnectorDNSError, UnknownHost),
    (aiohttp.ClientConnectorError, NotConnected),
    (aiohttp.InvalidURL, NotConnected),
    (aiohttp.ClientPayloadError, Truncated),
    (aiohttp.ClientError, Interrupted),
    (OSError, Interrupted),
)
"""Foreign errors and what they mean, the first that fits."""


class _Request(aiohttp.ClientRequest):
    """A request whose headers cross in the order in which they were given."""

    def update_headers(self, headers: Any) -> None:
        """Take the headers as they are; the client's own `Host` leads only where none was given."""
        super().update_headers(headers)
        if headers and "host" in headers:
            self.headers = CIMultiDict(headers)

    def update_body_from_data(self, body: Any, _stacklevel: int = 3) -> None:
        """Say nothing of the length of a body that a DELETE does not have."""
        if body is None and self.method == "DELETE":
            self._body = None
        else:
            super().update_body_from_data(body, _stacklevel + 1)


class SocketTransport:
    """Sends requests over sockets; connections are kept alive. Proxies, cookies and redirects are never used.

    A request that says `Connection: close` has a connection of its own, and is sent once whatever becomes of it.
    """

    def __init__(self) -> None:
        """Open nothing yet."""
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    async def send(self, request: HttpRequest) -> HttpAnswer:
        """Exchange one request for its answer; raises `WireError`."""
        try:
            return await self._send(request)
        except (aiohttp.ClientError, OSError) as error:
            meaning = next(ours for foreign, ours in ERRORS if isinstance(error, foreign))
            if meaning is Interrupted and getattr(error, "errno", None) == errno.ECONNRESET:
                meaning = Reset
            # The client's own text may hold the whole URL, and a URL may hold a signature.
            raise meaning(f"{request.method} {_origin(request.url)}: {_reason(error)}") from None

    async def _send(self, request: HttpRequest) -> HttpAnswer:
        url = URL(request.url, encoded=True)
        headers = list(request.headers)
        server_name = None
        if request.address is not None:
            # Connect to the address that was checked, and still ask for the host that was named.
            if request.header("host") is None:
                headers.append(("host", url.authority.rpartition("@")[2]))
            server_name = None if _is_address(url.host or "") else url.host
            url = url.with_host(request.address)
        if request.body and request.header("content-length") is None:
            headers.append(("content-length", str(len(request.body))))
        closing = (request.header("connection") or "").lower() == "close"
        async with self._client(closing=closing).request(
            request.method,
            url,
            headers=headers,
            data=io.BytesIO(request.body) if request.body else None,
            allow_redirects=False,
            server_hostname=server_name if url.scheme == "https" else None,
        ) as answer:
            body = await _read(answer, request.body_limit)
            return HttpAnswer(answer.status, _headers(answer), body, answer.reason)

    def _client(self, *, closing: bool) -> aiohttp.ClientSession:
        if closing not in self._sessions:
            self._sessions[closing] = session = aiohttp.ClientSession(
                auto_decompress=False,
                skip_auto_headers=OURS,
                cookie_jar=aiohttp.DummyCookieJar(),
                connector=aiohttp.TCPConnector(limit=0, force_close=closing),
                request_class=_Request,
                timeout=aiohttp.ClientTimeout(total=None),
            )
            if closing:
                # A fresh connection can't have been given up unseen: sending again would ask twice what was asked once.
                session._retry_connection = False  # noqa: SLF001 - there is no public switch
        return self._sessions[closing]

    async def close(self) -> None:
        """Close all connections."""
        sessions, self._sessions = self._sessions, {}
        for session in sessions.values():
            await session.close()
        for _ in range(3 * bool(sessions)):
            await asyncio.sleep(0)  # closed connections are let go on the loop's next turns


async def _read(answer: aiohttp.ClientResponse, limit: int | None) -> bytes:
    if limit is None:
        return await answer.read()
    chunks: list[bytes] = []
    size = 0
    async for chunk in answer.content.iter_any():
        size += len(chunk)
        if size > limit:
            answer.close()
            raise AnswerTooLarge(f"The answer is larger than {limit} bytes.")
        chunks.append(chunk)
    return b"".join(chunks)


def _headers(answer: aiohttp.ClientResponse) -> Headers:
    return tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in answer.raw_headers)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__


def _origin(url: str) -> str:
    parts = URL(url, encoded=True)
    return f"{parts.scheme}://{parts.host}:{parts.port}" if parts.host else "an address without a host"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
