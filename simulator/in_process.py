"""Applications called in process: what stands at an address of this run, without a socket between."""

import asyncio
import logging
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes, urlsplit

from starlette.types import ASGIApp, Message, Scope

from contracts.breaking import ABORT
from contracts.wire import AnswerTooLarge, HttpAnswer, HttpRequest, Interrupted, NotConnected, Reset, Truncated

log = logging.getLogger(__name__)

WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
"""Methods whose requests tell their length even when it is 0, as clients over sockets do."""


class Applications:
    """The applications of this process by their addresses, and the way to each."""

    def __init__(self) -> None:
        """Hold none yet."""
        self._served: dict[str, Served] = {}

    def __contains__(self, address: str) -> bool:
        """Whether an address was ever set aside."""
        return address in self._served

    def put(self, address: str, app: ASGIApp | None = None) -> None:
        """Set an address aside, or have an application answer at it."""
        self._served.setdefault(address, Served()).app = app

    async def take(self, address: str) -> None:
        """Have nothing answer there any more, and break off what runs."""
        served = self._served[address]
        served.app = None
        for task in list(served.running):
            task.cancel()
        await asyncio.gather(*served.running, return_exceptions=True)

    async def take_all(self) -> None:
        """Break off whatever still runs."""
        for address in self._served:
            await self.take(address)

    async def send(self, request: HttpRequest) -> HttpAnswer:
        """Exchange one request for its answer; raises `WireError`."""
        parts = urlsplit(request.url)
        served = self._served.get(f"{parts.scheme}://{parts.netloc}")
        if served is None or served.app is None:
            raise NotConnected(f"{request.method} {parts.scheme}://{parts.netloc}: Connection refused")
        exchange = Exchange(request)
        task = asyncio.get_running_loop().create_task(exchange.run(served.app))
        served.running[task] = None
        task.add_done_callback(served.running.pop)
        try:
            await asyncio.wait((task,))
        except asyncio.CancelledError:
            exchange.gone.set()  # as over sockets: the application goes on, and finds nobody there
            raise
        if task.cancelled():
            raise Interrupted(f"{request.method} {parts.scheme}://{parts.netloc}: Connection reset by peer")
        answer = task.result()
        if request.body_limit is not None and len(answer.body) > request.body_limit:
            raise AnswerTooLarge(f"The answer is larger than {request.body_limit} bytes.")
        return answer


@dataclass(slots=True)
class Served:
    """What is served at an address; `running` is in the order in which it began."""

    app: ASGIApp | None = None
    running: dict["asyncio.Task[HttpAnswer]", None] = field(default_factory=dict)


class Exchange:
    """One request, as an application is called with it and answers it."""

    def __init__(self, request: HttpRequest) -> None:
        """Take the request; `gone` is set when its sender has given up."""
        self._request = request
        self._read = False
        self._start: Message = {}
        self._chunks: list[bytes] = []
        self._aborted = False
        self.gone = asyncio.Event()

    async def run(self, app: ASGIApp) -> HttpAnswer:
        """Give the application's answer; a fault in it is a 500, as a server makes of it.

        Raises:
            Interrupted: the application broke the connection off.
        """
        scope = scope_of(self._request)
        scope["extensions"] = {ABORT: {"abort": self._abort}}
        try:
            await app(scope, self._receive, self._send)
        except Exception:
            log.exception("%s %s was not answered", self._request.method, urlsplit(self._request.url).path)
            return HttpAnswer(500, (("content-type", "text/plain; charset=utf-8"),), b"Internal Server Error")
        if self._aborted:
            raise (Truncated if self._start else Reset)(f"{self._request.method}: Connection reset by peer")
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in self._start["headers"])
        body = b"" if self._request.method == "HEAD" else b"".join(self._chunks)
        return HttpAnswer(self._start["status"], headers, body)

    def _abort(self) -> None:
        self._aborted = True
        self.gone.set()

    async def _receive(self) -> Message:
        if not self._read:
            self._read = True
            return {"type": "http.request", "body": self._request.body, "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            self._chunks.append(message.get("body", b""))


def scope_of(request: HttpRequest) -> Scope:
    """Give a request as an ASGI server gives it to its application."""
    parts = urlsplit(request.url)
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in request.headers]
    names = {name for name, _ in headers}
    if b"host" not in names:
        headers.insert(0, (b"host", parts.netloc.encode("latin-1")))
    if (request.body or request.method in WITH_BODY) and b"content-length" not in names:
        headers.append((b"content-length", str(len(request.body)).encode()))
    raw_path = (parts.path or "/").encode("ascii")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": parts.scheme,
        "path": unquote_to_bytes(raw_path).decode("utf-8", "replace"),
        "raw_path": raw_path,
        "query_string": parts.query.encode("ascii"),
        "root_path": "",
        "headers": headers,
        "server": (parts.hostname, parts.port),
        "client": ("127.0.0.1", 1),
        "state": {},
    }
