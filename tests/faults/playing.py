"""A fault at work on virtual time, in front of a system that only counts."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from contracts.kit.signing import make_secret
from contracts.participants import Hop
from contracts.wire import HttpAnswer, HttpRequest, Transport
from simulator.entropy import RunEntropy
from simulator.faults.plan import Site
from simulator.faults.text import read_fault
from simulator.simulated.clock import VirtualClock
from simulator.simulated.loop import VirtualLoop
from tests.taps import NoSystems

Result = TypeVar("Result")
SECRET = make_secret("a secret of thirty-two characters")
WHOLE = HttpAnswer(200, (("content-type", "text/plain"),), b"the whole answer")


@dataclass
class Echo:
    """A system: it takes note of what it hears, and gives one answer."""

    heard: list[HttpRequest] = field(default_factory=list)
    answer: HttpAnswer = WHOLE

    async def send(self, request: HttpRequest) -> HttpAnswer:
        self.heard.append(request)
        return self.answer


@dataclass
class Scene:
    """A fault in front of an echo.

    Attributes:
        echo: the system behind.
        site: where the fault is at work.
        transport: the way to the echo, disturbed.
    """

    echo: Echo
    site: Site
    transport: Transport

    def passed(self, seconds: float) -> bool:
        """Tell whether so much of the run's time has gone by, to the millisecond."""
        return abs(asyncio.get_running_loop().time() - seconds) < 0.001


def play(text: str, act: Callable[[Scene], Awaitable[Result]], hop: Hop = Hop.N8N_AI, seed: int = 1) -> Result:
    """Do something with a fault that is written as in `read_fault`, without its place; give what it gives."""

    async def scene() -> Result:
        echo = Echo()
        site = Site(hop, VirtualClock(), RunEntropy(seed), NoSystems(), (SECRET,))
        return await act(Scene(echo, site, read_fault(f"{hop}:{text}").fault.around(echo, site)))

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(scene())


def request(body: bytes = b"{}", headers: dict[str, str] | None = None) -> HttpRequest:
    """Give a request to send."""
    return HttpRequest("POST", "http://127.0.0.1:1/x", tuple((headers or {}).items()), body)
