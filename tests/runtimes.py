"""A run's clock, entropy and observer for tests: time stands still until it is told, and chance repeats."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from contracts.runtime import Runtime
from simulator.entropy import RunEntropy

Result = TypeVar("Result")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class FixedClock:
    """Stands still. `move_on` may be called from any thread; who sleeps wakes when their time has come."""

    def __init__(self, moment: datetime = NOON) -> None:
        self._moment = moment
        self._sleepers: list[tuple[datetime, asyncio.Event, asyncio.AbstractEventLoop]] = []

    def now(self) -> datetime:
        return self._moment

    def move_on(self, seconds: float) -> None:
        self.set(self._moment + timedelta(seconds=seconds))

    def set(self, moment: datetime) -> None:
        self._moment = moment
        due = [each for each in self._sleepers if each[0] <= moment]
        self._sleepers = [each for each in self._sleepers if each[0] > moment]
        for _, event, loop in due:
            loop.call_soon_threadsafe(event.set)

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        sleeper = (self._moment + timedelta(seconds=seconds), asyncio.Event(), asyncio.get_running_loop())
        self._sleepers.append(sleeper)
        try:
            await sleeper[1].wait()
        finally:
            self._sleepers = [each for each in self._sleepers if each is not sleeper]

    async def within(self, seconds: float, work: Awaitable[Result]) -> Result:
        doing, waiting = asyncio.ensure_future(work), asyncio.ensure_future(self.sleep(seconds))
        try:
            await asyncio.wait({doing, waiting}, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise TimeoutError
            return await doing
        finally:
            for task in (doing, waiting):
                task.cancel()
            await asyncio.gather(doing, waiting, return_exceptions=True)


@dataclass
class Notebook:
    """An observer that keeps what it is told: interaction, correlation id, facts."""

    notes: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    def state(self, interaction: str, correlation_id: str, facts: dict[str, Any]) -> None:
        self.notes.append((interaction, correlation_id, facts))


@dataclass(frozen=True)
class FixedRuntime(Runtime):
    """A runtime whose parts tests may reach into."""

    clock: FixedClock
    entropy: RunEntropy
    observer: Notebook


def fixed_runtime(seed: int = 1, moment: datetime = NOON) -> FixedRuntime:
    """Give a runtime: a clock that stands at a moment, entropy of a seed, an observer that records."""
    return FixedRuntime(FixedClock(moment), RunEntropy(seed), Notebook())
