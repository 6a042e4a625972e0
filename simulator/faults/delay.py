"""Delay a request on its way to the system, or its answer on the way back."""

from dataclasses import dataclass

from contracts.wire import HttpAnswer, HttpRequest, Transport
from simulator.faults.plan import Site
from simulator.faults.values import Point, read_point, read_seconds, write_seconds
from simulator.settings import SettingsError

SIDES: tuple[Point, ...] = ("before", "after")


@dataclass(frozen=True, slots=True)
class Delay:
    """Waits so many seconds of the run's time, drawn anew for each exchange when both bounds differ.

    A caller that gives up meanwhile has sent nothing when the request is delayed; when its answer is, the system acted.
    """

    shortest: float
    longest: float
    point: Point = "before"

    @classmethod
    def read(cls, value: str, options: dict[str, str]) -> "Delay":
        """Read `20s` or `1s-5s`."""
        low, _, high = value.partition("-")
        shortest, longest = read_seconds(low), read_seconds(high or low)
        if shortest > longest:
            raise SettingsError(f"{value!r} is no span: write the shorter duration first.")
        return cls(shortest, longest, read_point(options.get("point", "before"), SIDES))

    @property
    def name(self) -> str:
        """What the journal calls it."""
        what = "delayed by" if self.point == "before" else "answer delayed by"
        return f"{what} {self._span(' to ')}"

    @property
    def spec(self) -> str:
        """How it is written."""
        return f"delay={self._span('-')}" + (f";point={self.point}" if self.point != "before" else "")

    def _span(self, between: str) -> str:
        return between.join(write_seconds(each) for each in sorted({self.shortest, self.longest}))

    def around(self, inner: Transport, site: Site) -> Transport:
        """Wait on the run's clock, before or after the inner transport."""
        return _Delaying(self, inner, site)


@dataclass(frozen=True, slots=True)
class _Delaying:
    delay: Delay
    inner: Transport
    site: Site

    async def send(self, request: HttpRequest) -> HttpAnswer:
        seconds = self.site.entropy.uniform(self.delay.shortest, self.delay.longest)
        if self.delay.point == "before":
            await self.site.clock.sleep(seconds)
            return await self.inner.send(request)
        answer = await self.inner.send(request)
        await self.site.clock.sleep(seconds)
        return answer
