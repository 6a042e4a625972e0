"""Real sockets for tests: an application on a free port of the loopback, served by a thread of its own."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Protocol

from starlette.types import ASGIApp

from simulator.loops import run_async
from simulator.serving import Server, address_of, bind

START_SECONDS = 10


class Stub(Protocol):
    """What has background work to begin and to end on the server's loop."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


@contextmanager
def served(app: ASGIApp, stub: Stub | None = None, port: int = 0) -> Iterator[str]:
    """Serve an application as the sandbox does and give its base address; give its stub too to have that started."""
    address: Future[str] = Future()
    ended: Future[None] = Future()
    thread = threading.Thread(target=_run, args=(app, stub, port, address, ended), name="served", daemon=True)
    thread.start()
    try:
        yield address.result(START_SECONDS)
    finally:
        ended.set_result(None)
        thread.join(START_SECONDS)
        assert not thread.is_alive(), "The server did not stop."


def _run(app: ASGIApp, stub: Stub | None, port: int, address: Future[str], ended: Future[None]) -> None:
    try:
        run_async(_serve(app, stub, port, address, ended))
    except BaseException as error:
        if address.done():
            raise
        address.set_exception(error)


async def _serve(app: ASGIApp, stub: Stub | None, port: int, address: Future[str], ended: Future[None]) -> None:
    bound = bind("127.0.0.1", port)
    server = Server(app, bound)
    await server.start()
    try:
        if stub is not None:
            await stub.start()
        address.set_result(address_of(bound))
        await asyncio.wrap_future(ended)
    finally:
        if stub is not None:
            await stub.stop()
        await server.stop()
