"""A server that is stopped leaves nothing at work."""

import asyncio
import logging
from urllib.parse import urlsplit

import pytest
from starlette.types import Receive, Scope, Send

from simulator.loops import run_async
from simulator.serving import Server, address_of, bind


async def stopped_at_work() -> list[str]:
    """Stop a server whose application still works on an answer, and tell what became of the work."""
    told: list[str] = []
    begun = asyncio.Event()

    async def never_answers(_scope: Scope, _receive: Receive, _send: Send) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            told.append("ended")
            raise

    bound = bind("127.0.0.1")
    server = Server(never_answers, bound)
    await server.start()
    _, writer = await asyncio.open_connection("127.0.0.1", urlsplit(address_of(bound)).port)
    writer.write(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
    await begun.wait()
    await server.stop()
    told.append("stopped")
    writer.close()
    return told


def test_work_on_an_answer_ends_with_its_server(caplog: pytest.LogCaptureFixture) -> None:
    """What still waits is ended before the server is, and nothing is logged of it: nobody is there for the answer."""
    with caplog.at_level(logging.WARNING):
        told = run_async(stopped_at_work())
    assert told == ["ended", "stopped"]
    assert not caplog.records
