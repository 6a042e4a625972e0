"""Kill the stub that receives a request, and start it again later, on the data that it kept."""

import asyncio
from dataclasses import dataclass

from contracts.interactions import INTERACTIONS
from contracts.participants import Hop, System
from contracts.wire import HttpAnswer, HttpRequest, Interrupted, NotConnected, Transport
from simulator.faults.asked import Asked
from simulator.faults.plan import Planned, Site
from simulator.faults.values import Point, read_point, read_seconds, write_seconds

WORDS: dict[Point, str] = {
    "before": "before it hears of the request",
    "during": "when it has acted and before it answers",
    "after": "when it has answered",
}


@dataclass(frozen=True, slots=True)
class Kill:
    """Stops the receiver for so many seconds of the run's time; leaves alone a real system, and one that is down."""

    seconds: float = 10
    point: Point = "before"

    @classmethod
    def read(cls, value: str, options: dict[str, str]) -> "Kill":
        """Read for how long, and the point."""
        return cls(read_seconds(value), read_point(options.get("point", "before")))

    @property
    def name(self) -> str:
        """What the journal calls it."""
        return f"receiver killed {WORDS[self.point]}, for {write_seconds(self.seconds)}"

    @property
    def spec(self) -> str:
        """How it is written."""
        return f"kill={write_seconds(self.seconds)}" + (f";point={self.point}" if self.point != "before" else "")

    def around(self, inner: Transport, site: Site) -> Transport:
        """Stop the receiver at the point."""
        return _Killing(self, inner, site)


@dataclass(frozen=True, slots=True)
class _Killing:
    kill: Kill
    inner: Transport
    site: Site

    async def send(self, request: HttpRequest) -> HttpAnswer:
        if self.kill.point == "before":
            if await self._killed():
                raise NotConnected(f"{request.method}: the receiver was killed by a fault") from Asked()
            return await self.inner.send(request)
        answer = await self.inner.send(request)
        if await self._killed() and self.kill.point == "during":
            raise Interrupted(f"{request.method}: the receiver was killed by a fault") from Asked(answer)
        return answer

    async def _killed(self) -> bool:
        system = receiver(self.site.hop)
        if system not in self.site.systems.stubs:
            return False
        stopped = asyncio.Event()
        # In the background: a sender that gives up now must not keep the receiver down for ever.
        self.site.background.begin(self._down(system, stopped))
        await stopped.wait()
        return True

    async def _down(self, system: System, stopped: asyncio.Event) -> None:
        try:
            await self.site.systems.stop(system)
        finally:
            stopped.set()
        await self.site.clock.sleep(self.kill.seconds)
        if system not in self.site.systems.stubs:
            await self.site.systems.start(system)


def receiver(hop: Hop) -> System:
    """Give the system that receives the requests on a hop."""
    return System(hop.value.rpartition("-")[2])


def victims(planned: Planned) -> set[System]:
    """Give the systems that a planned fault may kill."""
    if not isinstance(planned.fault, Kill):
        return set()
    known = INTERACTIONS.get(planned.interaction or "")
    hops = [planned.hop] if planned.hop else known.hops if known else ()
    return {receiver(hop) for hop in hops}
