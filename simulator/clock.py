"""The run's clock in served mode: wall time that can be moved on, so that a day's wait takes a moment, or held."""

import asyncio
import time
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

from contracts.runtime import Clock

Result = TypeVar("Result")


class MovableClock(Clock, Protocol):
    """A run's clock, as those who direct the run hold it."""

    async def move_on(self, seconds: float) -> None:
        """Let so many seconds go by; what was due in them is due."""
        ...

    def hold(self) -> None:
        """Let the run's time stand still until `go_on`."""
        ...

    def go_on(self) -> None:
        """Let a held clock run again, from where it stood."""
        ...


class RunClock:
    """Wall time, plus what it was moved on by, less what it was held for.

    Who waits on it wakes when their time has come. It runs on the loop of its stubs, and is moved on and held from
    there.
    """

    def __init__(self) -> None:
        """Start at the wall's time."""
        self._start = datetime.now(UTC)
        self._zero = time.monotonic()
        self._skipped = 0.0
        self._held_at: float | None = None
        self._waits: dict[asyncio.Timeout, float] = {}

    def _elapsed(self) -> float:
        wall = time.monotonic() if self._held_at is None else self._held_at
        return wall - self._zero + self._skipped

    def now(self) -> datetime:
        """Give the run's time."""
        return self._start + timedelta(seconds=self._elapsed())

    async def sleep(self, seconds: float) -> None:
        """Wait until the run's time has moved on by so many seconds."""
        try:
            await self.within(seconds, asyncio.get_running_loop().create_future())
        except TimeoutError:
            return

    async def within(self, seconds: float, work: Awaitable[Result]) -> Result:
        """Await the work; cancel it and raise `TimeoutError` when the run's time has moved on by so many seconds."""
        due = self._elapsed() + seconds
        async with asyncio.timeout_at(self._wall_time(due)) as wait:
            self._waits[wait] = due
            try:
                return await work
            finally:
                del self._waits[wait]

    async def move_on(self, seconds: float) -> None:
        """Skip so many seconds; what was due in them is due now."""
        self._skipped += max(0.0, seconds)
        self._reschedule()

    def hold(self) -> None:
        """Let the run's time stand still until `go_on`: nothing becomes due but by `move_on`."""
        if self._held_at is None:
            self._held_at = time.monotonic()
            self._reschedule()

    def go_on(self) -> None:
        """Let a held clock run again, from where it stood."""
        if self._held_at is not None:
            self._zero += time.monotonic() - self._held_at
            self._held_at = None
            self._reschedule()

    def _reschedule(self) -> None:
        for wait, due in self._waits.items():
            if not wait.expired():
                wait.reschedule(self._wall_time(due))

    def _wall_time(self, due: float) -> float | None:
        """Give the loop's time at which something is due; None while a held clock keeps it from ever being due."""
        left = due - self._elapsed()
        if self._held_at is not None and left > 0:
            return None
        return asyncio.get_running_loop().time() + max(0.0, left)
