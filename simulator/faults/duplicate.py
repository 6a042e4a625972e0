"""Send a request twice. The caller gets the first answer; the journal holds both sendings as one exchange."""

from contextlib import suppress
from dataclasses import dataclass

from contracts.wire import HttpAnswer, HttpRequest, Transport, WireError
from simulator.faults.plan import Site
from simulator.faults.values import read_seconds, write_seconds


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Sends again, at once (both are on their way together) or after so many seconds of the run's time."""

    seconds: float = 0

    @classmethod
    def read(cls, value: str, _options: dict[str, str]) -> "Duplicate":
        """Read how much later."""
        return cls(read_seconds(value))

    @property
    def name(self) -> str:
        """What the journal calls it."""
        return f"sent twice, {write_seconds(self.seconds)} later" if self.seconds else "sent twice at once"

    @property
    def spec(self) -> str:
        """How it is written."""
        return f"duplicate={write_seconds(self.seconds)}" if self.seconds else "duplicate"

    def around(self, inner: Transport, site: Site) -> Transport:
        """Use the inner transport twice."""
        return _Duplicating(self.seconds, inner, site)


@dataclass(frozen=True, slots=True)
class _Duplicating:
    seconds: float
    inner: Transport
    site: Site

    async def send(self, request: HttpRequest) -> HttpAnswer:
        self.site.background.begin(self._again(request))
        return await self.inner.send(request)

    async def _again(self, request: HttpRequest) -> None:
        if self.seconds:
            await self.site.clock.sleep(self.seconds)
        with suppress(WireError):  # nobody waits for the second answer
            await self.inner.send(request)
