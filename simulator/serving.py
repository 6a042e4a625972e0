"""Servers on sockets bound before anything is built: addresses are known early, and a taken port is told."""

import asyncio
import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.settings import SettingsError
from simulator.taps.abort import AbortableProtocol

TICK_SECONDS = 0.1
TURNS = 4
"""Of the loop, after a server has ended: one that was just accepted is made known, closed and let go, a turn each."""


def bind(host: str, port: int = 0, what: str = "stub") -> socket.socket:
    """Give a bound socket; port 0 takes a free one. Raises `SettingsError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio turns Nagle's algorithm off: small answers leave at once.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except (OSError, OverflowError) as error:
        bound.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"Port {port} for {what} is in use: free it, or choose another with --port {what}=PORT."
            ) from None
        raise SettingsError(f"Can't listen on {host}:{port} for {what}: {error}.") from None
    return bound


def address_of(bound: socket.socket) -> str:
    """Give the base address of a bound socket."""
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own, ending as soon as it is told."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ended = asyncio.Event()
        self.up = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        self.up.set()
        tick = 0
        while not self.ended.is_set() and not await self.on_tick(tick):
            tick = (tick + 1) % 864000
            try:
                await asyncio.wait_for(self.ended.wait(), TICK_SECONDS)
            except TimeoutError:
                continue


class Server:
    """One application on one socket."""

    def __init__(self, app: ASGIApp, bound: socket.socket, *, dated: bool = True) -> None:
        """Prepare; nothing listens yet. A `Date` is added unless the application gives its own."""
        config = uvicorn.Config(
            self._answer,
            http=AbortableProtocol,
            interface="asgi3",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=dated,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=1,
        )
        self._app = app
        self._server = _Server(config)
        self._socket = bound
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listen and serve."""
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        up = asyncio.create_task(self._server.up.wait())
        await asyncio.wait({self._task, up}, return_when=asyncio.FIRST_COMPLETED)
        up.cancel()
        if self._task.done():
            self._task.result()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            if not self._server.ended.is_set():
                raise  # else nobody waits for the answer: uvicorn need not tell of an error

    async def stop(self) -> None:
        """Close the socket and all connections, and end what is still at work on an answer."""
        if self._task is not None:
            self._server.should_exit = True
            self._server.force_exit = True
            self._server.ended.set()
            await self._task
            for _ in range(TURNS):
                for connection in list(self._server.server_state.connections):
                    # One whose peer does not read would stay half closed, and outlive its loop.
                    connection.transport.abort()
                await asyncio.sleep(0)
            await self._end_work()
        self._socket.close()

    async def _end_work(self) -> None:
        left = [task for task in self._server.server_state.tasks if task is not asyncio.current_task()]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
