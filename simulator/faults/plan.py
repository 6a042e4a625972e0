"""Which fault is due on which exchange, and what a fault may use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from contracts.participants import Hop, System
from contracts.runtime import Clock, Entropy
from contracts.wire import Transport
from simulator.faults import when
from simulator.faults.background import Background


class Systems(Protocol):
    """The systems of a run, as a fault that kills one reaches them."""

    @property
    def stubs(self) -> Mapping[System, object]:
        """Give those that run now and can be stopped; a real system never can."""
        ...

    async def stop(self, system: System) -> None:
        """Stop a stub at once, its connections too."""
        ...

    async def start(self, system: System) -> None:
        """Start it again at the same address, on what it kept."""
        ...


@dataclass(frozen=True, slots=True)
class Site:
    """Where a fault is at work.

    Attributes:
        hop: the wire.
        clock: the run's.
        entropy: chance of the faults' own, so that a fault changes no id of the run.
        systems: the run's systems.
        secrets: webhook signing secrets, newest first; None when they are not known.
        background: the run's, for what outlasts an exchange.
    """

    hop: Hop
    clock: Clock
    entropy: Entropy
    systems: Systems
    secrets: tuple[str, ...] | None = field(default=None, repr=False)
    background: Background = field(default_factory=Background, repr=False)


class Fault(Protocol):
    """One way to disturb an exchange."""

    @property
    def name(self) -> str:
        """What the journal calls it, and people read."""
        ...

    @property
    def spec(self) -> str:
        """How it is written (`simulator.faults.text`), its value and options too."""
        ...

    def around(self, inner: Transport, site: Site) -> Transport:
        """Give a transport that does what the inner one does, disturbed."""
        ...


@runtime_checkable
class Followed(Protocol):
    """A fault that the next exchange on its hop has a part in as well."""

    def follower(self) -> Fault | None:
        """Give the next exchange's part; None when it has none any more."""
        ...


@runtime_checkable
class Repeated(Protocol):
    """A fault that has the tap send the request once more, as an exchange of its own."""

    @property
    def seconds(self) -> float:
        """How much later."""
        ...

    @property
    def second(self) -> Fault:
        """What befalls the second sending."""
        ...


@dataclass(slots=True)
class Planned:
    """A fault, and the exchanges that it is for: where, which ones in the order of the story, with what chance.

    Attributes:
        fault: what happens.
        hop: the wire; any on which the interaction crosses when None.
        interaction: its id; every exchange on the hop when None.
        times: how many of them; all when None.
        skip: how many are let alone before.
        chance: between 0 and 1, drawn anew for each; certain when None.
        id: the plan's name for it.
        met: how many fitting exchanges there were.
        hits: how many it disturbed.
    """

    fault: Fault
    hop: Hop | None
    interaction: str | None = None
    times: int | None = 1
    skip: int = 0
    chance: float | None = None
    id: str = field(default="", compare=False)
    met: int = field(default=0, compare=False)
    hits: int = field(default=0, compare=False)

    def meets(self, site: Site, interaction: str) -> bool:
        """Count an exchange if it is one of these, and tell whether the fault is due on it."""
        if self.hop not in {None, site.hop} or self.interaction not in {None, interaction}:
            return False
        self.met += 1
        if self.met <= self.skip or (self.times is not None and self.met > self.skip + self.times):
            return False
        return self.chance is None or site.entropy.uniform(0, 1) < self.chance

    @property
    def spec(self) -> str:
        """Give it as one line that `read_fault` reads."""
        where = "/".join(each for each in (self.hop, self.interaction) if each)
        return f"{where}:{self.fault.spec}{when.spec(self.skip, self.times, self.chance)}"

    @property
    def text(self) -> str:
        """Give it as people read it."""
        where = " on ".join(each for each in (self.interaction, self.hop) if each)
        return f"{where}: {self.fault.name}, {when.words(self.skip, self.times, self.chance)}"


@dataclass(slots=True)
class FaultPlan:
    """All faults of a run; where several are due on one exchange, the one that was planned first wins."""

    planned: list[Planned] = field(default_factory=list)
    _added: int = 0
    _followed: dict[Hop, Followed] = field(default_factory=dict)

    def add(self, planned: Planned) -> Planned:
        """Plan one more; it gets an id of its own."""
        self._added += 1
        planned.id = f"fault-{self._added}"
        self.planned.append(planned)
        return planned

    def remove(self, planned_id: str) -> None:
        """Give one up; raises `KeyError` when there is none of this id."""
        kept = [each for each in self.planned if each.id != planned_id]
        if len(kept) == len(self.planned):
            raise KeyError(planned_id)
        self.planned[:] = kept

    def clear(self) -> None:
        """Disturb nothing any more."""
        self.planned.clear()
        self._followed.clear()

    def due(self, site: Site, interaction: str) -> Fault | None:
        """Give the fault that is due on an exchange. Each one counts for all that are planned, whichever wins."""
        due = [each for each in self.planned if each.meets(site, interaction)]
        followed = self._followed.pop(site.hop, None)
        follower = followed.follower() if followed else None
        if follower is not None or not due:
            return follower
        due[0].hits += 1
        if isinstance(due[0].fault, Followed):
            self._followed[site.hop] = due[0].fault
        return due[0].fault
