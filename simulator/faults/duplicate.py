"""Send a request twice: two exchanges, of which the caller gets the first one's answer."""

from dataclasses import dataclass

from contracts.wire import Transport
from simulator.faults.plan import Fault, Site
from simulator.faults.values import read_seconds, write_seconds


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Has the tap send again, at once (both are on their way together) or after so many seconds of the run's time."""

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
        return f"duplicate={write_seconds(self.seconds)}"

    @property
    def second(self) -> Fault:
        """Name the second sending."""
        return Second()

    def around(self, inner: Transport, _site: Site) -> Transport:
        """Pass the first sending on untouched."""
        return inner


@dataclass(frozen=True, slots=True)
class Second:
    """The second sending, untouched as well."""

    name: str = "sent a second time"
    spec: str = "second"

    def around(self, inner: Transport, _site: Site) -> Transport:
        """Pass it on."""
        return inner
