"""Durable work: rows that are due are handled, and rows alone say what is left, so a restart loses nothing."""

import asyncio
import heapq
import logging
from collections.abc import Awaitable, Callable, Iterable
from itertools import count

from contracts.runtime import Clock
from stubs.serving.work import Work

log = logging.getLogger(__name__)

Due = tuple[str, float]
"""Key of an unfinished row, and when it is due (seconds since the epoch)."""

PENALTY_SECONDS = 30


class DurableQueue:
    """Handles the rows of one table, each when it is due, several at once, never one twice at a time.

    The rows are read once, at the beginning; from then on each new one is added after its commit, so that no row is
    ever looked for. A handler gives the time at which its row is due again, or None when it has finished it. One that
    fails unforeseen is logged and tried again later.
    """

    def __init__(
        self,
        name: str,
        clock: Clock,
        unfinished: Iterable[Due],
        handle: Callable[[str], Awaitable[float | None]],
        *,
        limit: int = 16,
    ) -> None:
        """Take the rows that were left from before, how to handle one, and how many at once."""
        self.name, self._clock, self._handle, self._limit = name, clock, handle, limit
        self._wake = asyncio.Event()
        self._running = 0
        self._order = count()  # rows that are due at the same time are handled as they came
        self._waiting: list[tuple[float, int, str]] = []
        for key, due_at in unfinished:
            self.add(key, due_at)

    def add(self, key: str, due_at: float) -> None:
        """Handle a row when it is due."""
        entry = (due_at, next(self._order), key)
        heapq.heappush(self._waiting, entry)
        if self._waiting[0] is entry:
            self._wake.set()

    async def run(self, work: Work) -> None:
        """Handle rows until cancelled."""
        while True:
            self._wake.clear()
            pause = self._start_due(work)
            try:
                await (self._wake.wait() if pause is None else self._clock.within(pause, self._wake.wait()))
            except TimeoutError:
                continue

    def _start_due(self, work: Work) -> float | None:
        """Start what is due; give the seconds until the next row, or None when only a wake can bring one."""
        now = self._clock.now().timestamp()
        while self._waiting and self._running < self._limit:
            due_at = self._waiting[0][0]
            if due_at > now:
                return due_at - now
            _, _, key = heapq.heappop(self._waiting)
            self._running += 1
            work.start(self._one(key), f"{self.name} {key}")
        return None

    async def _one(self, key: str) -> None:
        try:
            again = await self._handle(key)
        except Exception:
            log.exception("%s could not handle %s", self.name, key)
            again = self._clock.now().timestamp() + PENALTY_SECONDS
        self._running -= 1
        if again is not None:
            self.add(key, again)
        if self._running == self._limit - 1:
            self._wake.set()
