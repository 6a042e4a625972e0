"""Which fault is due on which exchange."""

from dataclasses import dataclass, field
from typing import Protocol

from contracts.participants import Hop
from contracts.runtime import Clock
from contracts.wire import Transport


class Fault(Protocol):
    """One way to disturb an exchange."""

    @property
    def name(self) -> str:
        """What the journal calls it."""
        ...

    def around(self, inner: Transport, clock: Clock) -> Transport:
        """Give a transport that does what the inner one does, disturbed."""
        ...


@dataclass(slots=True)
class Planned:
    """A fault and when it is due: on one hop, for one interaction, so many times (None: always), after some skipped."""

    fault: Fault
    hop: Hop
    interaction: str | None = None
    times: int | None = 1
    skip: int = 0

    def fits(self, hop: Hop, interaction: str) -> bool:
        """Tell whether it is due now, and count."""
        if hop is not self.hop or self.interaction not in {None, interaction} or self.times == 0:
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True


@dataclass(slots=True)
class FaultPlan:
    """All faults of a run, the first that is due wins."""

    planned: list[Planned] = field(default_factory=list)

    def add(self, planned: Planned) -> None:
        """Plan one more."""
        self.planned.append(planned)

    def clear(self) -> None:
        """Disturb nothing any more."""
        self.planned.clear()

    def due(self, hop: Hop, interaction: str) -> Fault | None:
        """Give the fault that is due on an exchange."""
        return next((each.fault for each in self.planned if each.fits(hop, interaction)), None)
