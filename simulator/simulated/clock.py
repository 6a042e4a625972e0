"""The run's clock in simulated mode: its loop's virtual time, from a fixed moment on."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

Result = TypeVar("Result")
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
"""When every simulated run begins."""


class VirtualClock:
    """Time goes by only while somebody waits for it; it repeats exactly, to the microsecond."""

    def __init__(self) -> None:
        """Start at the beginning; the running loop must be a `VirtualLoop`."""
        self._loop = asyncio.get_running_loop()
        self._zero = self._loop.time()

    def now(self) -> datetime:
        """Give the run's time."""
        return BEGINNING + timedelta(seconds=self._loop.time() - self._zero)

    async def sleep(self, seconds: float) -> None:
        """Wait until the run's time has moved on by so many seconds."""
        await asyncio.sleep(seconds)

    async def within(self, seconds: float, work: Awaitable[Result]) -> Result:
        """Await the work; cancel it and raise `TimeoutError` when the run's time has moved on by so many seconds."""
        async with asyncio.timeout(max(0.0, seconds)):
            return await work

    async def move_on(self, seconds: float) -> None:
        """Let so many seconds go by, and all that happens in them happen."""
        await asyncio.sleep(max(0.0, seconds))

    def hold(self) -> None:
        """Nothing to hold: no virtual time goes by while a person thinks."""

    def go_on(self) -> None:
        """Nothing was held."""
