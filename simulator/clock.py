"""The run's clock in served mode: wall time that can be moved on, so that a day's wait takes a moment."""

import asyncio
import time
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

Result = TypeVar("Result")


class RunClock:
    """Wall time plus what it was moved on by. Everyone who waits on it wakes when their time has come.

    It runs on the loop of its stubs and must be moved on from there.
    """

    def __init__(self) -> None:
        """Start at the wall's time."""
        self._start = datetime.now(UTC)
        self._zero = time.monotonic()
        self._skipped = 0.0
        self._waits: dict[asyncio.Timeout, float] = {}

    def _elapsed(self) -> float:
        return time.monotonic() - self._zero + self._skipped

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
        async with asyncio.timeout(max(0.0, seconds)) as wait:
            self._waits[wait] = due
            try:
                return await work
            finally:
                del self._waits[wait]

    def move_on(self, seconds: float) -> None:
        """Skip so many seconds; what was due in them is due now."""
        self._skipped += max(0.0, seconds)
        now = asyncio.get_running_loop().time()
        for wait, due in self._waits.items():
            if not wait.expired():
                wait.reschedule(now + max(0.0, due - self._elapsed()))
