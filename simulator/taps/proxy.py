"""The tap's second mounting: a reverse proxy whose address is handed out in place of the system behind it."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from contracts.breaking import break_off, can_break
from contracts.participants import Hop
from contracts.ports import ai, odoo
from contracts.wire import Headers, HttpAnswer, HttpRequest, Interrupted, Transport, WireError
from simulator.faults.asked import Asked
from simulator.taps.tap import Tap

HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "proxy-authenticate", "te", "trailer", "transfer-encoding", "upgrade"}
)
CAP = 64 * 1024 * 1024
"""Bytes of a request's body that the proxy holds."""


class TapProxy:
    """An ASGI application that passes everything on to one system, each request through the tap of its hop.

    Bytes are passed on untouched, and so is the Host header: signatures cover it (S3), and pages compare it (Origin).
    """

    def __init__(self, target: str, taps: Callable[[str], Tap], transport: Transport) -> None:
        """Stand in front of a system.

        Args:
            target: its base address.
            taps: gives the tap for a request's path: one system may receive from several hops.
            transport: how the system is reached.
        """
        self._target, self._taps, self._transport = target.rstrip("/"), taps, transport

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        try:
            response = await self._pass_on(Request(scope, receive))
        except ClientDisconnect:
            return
        except WireError as error:
            asked = error.__cause__ if isinstance(error.__cause__, Asked) else None
            # What breaks off behind the tap is felt before it, too: a caller without one would meet no 502.
            if (asked or isinstance(error, Interrupted)) and can_break(scope):
                await break_off(scope, receive, send, _partly(asked.partly if asked else None, scope["method"]))
                return
            response = PlainTextResponse(f"The system behind this tap gave no answer: {error}", 502)
        await response(scope, receive, send)

    async def _pass_on(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse(f"The body is larger than {CAP} bytes: send less.", 413)
        path = request.scope["raw_path"].decode("latin-1")
        query = request.scope["query_string"].decode("latin-1")
        outgoing = HttpRequest(
            request.method, f"{self._target}{path}{'?' + query if query else ''}", _headers(request), body
        )
        exchange = self._taps(path).exchange(outgoing, self._transport)
        return _response(await _while_there(exchange, request.receive), request.method)


async def _while_there(exchange: Coroutine[Any, Any, HttpAnswer], receive: Receive) -> HttpAnswer:
    """Give the answer, or give the exchange up when its caller does (`ClientDisconnect`), as without a tap between."""
    answered, gone = asyncio.ensure_future(exchange), asyncio.ensure_future(_until_gone(receive))
    gone.add_done_callback(lambda _: answered.cancel())
    try:
        return await answered  # also when it is given up: it still has its connection to let go of
    except asyncio.CancelledError:
        if answered.cancelled() and gone.done() and not gone.cancelled():
            raise ClientDisconnect from None
        raise
    finally:
        gone.cancel()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue


def _response(answer: HttpAnswer, method: str) -> Response:
    response = Response(answer.body, answer.status)
    length = answer.header("content-length") if method == "HEAD" else str(len(answer.body))
    kept = [(n, v) for n, v in answer.headers if n.lower() not in HOP_BY_HOP | {"content-length"}]
    response.raw_headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in kept]
    if length is not None and answer.status not in {204, 304}:
        MutableHeaders(raw=response.raw_headers)["content-length"] = length
    return response


def _partly(answer: HttpAnswer | None, method: str) -> tuple[Message, bytes] | None:
    if answer is None:
        return None
    headers = _response(answer, method).raw_headers
    return {"type": "http.response.start", "status": answer.status, "headers": headers}, answer.body


async def _body(request: Request) -> bytes | None:
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > CAP:
            return None
        chunks.append(chunk)
    return b"".join(chunks)


def _headers(request: Request) -> Headers:
    dropped = HOP_BY_HOP | {"content-length"}
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in request.scope["headers"]
        if name.decode("latin-1") not in dropped
    )


def front_hop(system: str) -> Callable[[str], Hop]:
    """Tell by its path on which hop a request reaches a system."""
    if system == "odoo":
        return lambda path: Hop.N8N_ODOO if path.startswith(odoo.CALLBACK) else Hop.PORTAL_ODOO
    if system == "ai":
        return lambda path: Hop.ODOO_AI if path.startswith(f"{ai.LINKS}/") else Hop.N8N_AI
    return lambda _path: Hop.ODOO_N8N if system == "n8n" else Hop.ODOO_STORAGE
