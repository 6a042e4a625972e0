"""Reset the connection: before the system hears of the request, in the middle of its answer, or after it.

After the answer means: it came whole, and the connection was reset while nobody used it, so that the next exchange on
the hop runs into a dead connection: the risk of all that are kept alive. The system does not hear of that exchange.
"""

from dataclasses import dataclass

from contracts.wire import HttpAnswer, HttpRequest, Interrupted, Transport
from simulator.faults.asked import Asked
from simulator.faults.plan import Fault, Site
from simulator.faults.values import Point, read_point

WORDS: dict[Point, str] = {
    "before": "connection reset before the system heard of it",
    "during": "connection reset in the middle of the answer",
    "after": "connection reset after the answer",
}


@dataclass(frozen=True, slots=True)
class Reset:
    """Breaks the connection before the system hears of the request, or when it has acted."""

    point: Point = "during"

    @classmethod
    def read(cls, value: str, _options: dict[str, str]) -> Fault:
        """Read the point."""
        point = read_point(value)
        return ResetAfter() if point == "after" else cls(point)

    @property
    def name(self) -> str:
        """What the journal calls it."""
        return WORDS[self.point]

    @property
    def spec(self) -> str:
        """How it is written."""
        return f"reset={self.point}"

    def around(self, inner: Transport, _site: Site) -> Transport:
        """Break the connection at the point."""
        return _Resetting(self.point, inner)


@dataclass(frozen=True, slots=True)
class _Resetting:
    point: Point
    inner: Transport

    async def send(self, request: HttpRequest) -> HttpAnswer:
        answer = await self.inner.send(request) if self.point == "during" else None
        raise Interrupted(f"{request.method}: connection reset by a fault") from Asked(answer)


@dataclass(frozen=True, slots=True)
class ResetAfter:
    """Lets an exchange pass, and resets the connection that the next one uses."""

    name: str = WORDS["after"]
    spec: str = "reset=after"

    def around(self, inner: Transport, _site: Site) -> Transport:
        """Pass this exchange on untouched."""
        return inner

    def follower(self) -> Fault:
        """Break the next one."""
        return Reset("before")
