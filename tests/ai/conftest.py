"""An AI stub on a real socket, its clock in the test's hand."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from contracts.runtime import Runtime
from simulator.entropy import RunEntropy
from simulator.loops import LoopThread
from simulator.serving import Server, address_of, bind
from stubs.ai.settings import AiSettings
from stubs.ai.stub import AiStub

SMALL = {"model": "gpt-image-2", "prompt": "a red fox at dawn", "size": "64x64"}


class HandClock:
    """Time that stands still until it is moved on."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 10, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.move_on(seconds)

    async def within(self, _seconds: float, work: Any) -> Any:
        return await work

    def move_on(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


class NoObserver:
    def state(self, interaction: str, correlation_id: str, facts: dict[str, Any]) -> None:
        """The AI stub has no states that no wire shows."""


@dataclass
class Service:
    """A served stub and a client of it."""

    url: str
    stub: AiStub
    clock: HandClock
    session: requests.Session

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.session.get(path if path.startswith("http") else self.url + path, timeout=20, **more)

    def generate(self, headers: dict[str, str] | None = None, **fields: Any) -> requests.Response:
        """Ask for a small picture, with fields of one's own."""
        return self.post(json=SMALL | fields, headers=headers)

    def post(self, headers: dict[str, str] | None = None, **more: Any) -> requests.Response:
        """Post to the generations endpoint with the right key."""
        given = {"Authorization": "Bearer sk-imageflow"} | (headers or {})
        return self.session.post(f"{self.url}/v1/images/generations", headers=given, timeout=20, **more)


@contextmanager
def serving(entropy_seed: int = 1, **settings: Any) -> Iterator[Service]:
    """Serve a stub until the block ends."""
    clock = HandClock()
    stub = AiStub(AiSettings(**settings), Runtime(clock, RunEntropy(entropy_seed), NoObserver()))
    bound = bind("127.0.0.1")
    loop = LoopThread()
    server = loop.run(_server(stub, bound))
    try:
        with requests.Session() as session:
            session.trust_env = False
            yield Service(address_of(bound), stub, clock, session)
    finally:
        loop.run(server.stop())
        loop.run(stub.stop())
        loop.close()


async def _server(stub: AiStub, bound: Any) -> Server:
    await stub.start()
    server = Server(stub.app, bound)
    await server.start()
    return server


Serve = Callable[..., Service]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve stubs with settings of the test's own."""
    with ExitStack() as open_ones:
        yield lambda **settings: open_ones.enter_context(serving(**settings))


@pytest.fixture(scope="module")
def ai() -> Iterator[Service]:
    """One stub with the default settings for a module's tests that change nothing."""
    with serving() as service:
        yield service
