"""A tap of its own for tests that need no sandbox."""

from contracts.participants import Hop, System
from simulator.clock import RunClock
from simulator.entropy import RunEntropy
from simulator.faults.plan import FaultPlan, Site
from simulator.journal.journal import Journal
from simulator.journal.redaction import Redactor
from simulator.taps.tap import Tap


class NoSystems:
    """A run that has none to stop."""

    @property
    def stubs(self) -> dict[System, object]:
        return {}

    async def stop(self, system: System) -> None:
        raise AssertionError(f"nobody runs {system}")

    async def start(self, system: System) -> None:
        raise AssertionError(f"nobody runs {system}")


def plain_tap(hop: Hop, seed: int = 1) -> Tap:
    """Give a tap on a hop, with a journal and a fault plan of its own."""
    clock = RunClock()
    site = Site(hop, clock, RunEntropy(seed), NoSystems())
    return Tap(site, Journal(clock, Redactor(())), FaultPlan())
