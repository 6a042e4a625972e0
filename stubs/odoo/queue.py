"""Durable work: rows that are due are handled, and rows alone say what is left, so a restart loses nothing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from contracts.runtime import Clock
from stubs.serving.work import Work

log = logging.getLogger(__name__)

Due = tuple[str, float]
"""Key of an unfinished row, and when it is due (seconds since the epoch)."""

PENALTY_SECONDS = 30


class DurableQueue:
    """Handles the rows of one table, each when it is due, several at once, never one twice at a time.

    A handler finishes its row or moves its due time on. One that fails unforeseen is logged and tried again later.
    """

    def __init__(
        self,
        name: str,
        clock: Clock,
        unfinished: Callable[[int], Sequence[Due]],
        handle: Callable[[str], Awaitable[None]],
        *,
        limit: int = 16,
    ) -> None:
        """Take how to find the next unfinished rows (so many at most, soonest first) and how to handle one."""
        self.name, self._clock, self._unfinished, self._handle, self._limit = name, clock, unfinished, handle, limit
        self._wake = asyncio.Event()
        self._running: set[str] = set()
        self._penalty: dict[str, float] = {}

    def wake(self) -> None:
        """Look at the rows at once: something was added."""
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
        for key, due_at in self._unfinished(self._limit + len(self._running)):
            if key in self._running:
                continue
            due = max(due_at, self._penalty.get(key, 0))
            if due > now:
                return due - now
            if len(self._running) >= self._limit:
                return None
            self._running.add(key)
            work.start(self._one(key), f"{self.name} {key}")
        return None

    async def _one(self, key: str) -> None:
        try:
            await self._handle(key)
            self._penalty.pop(key, None)
        except Exception:
            log.exception("%s could not handle %s", self.name, key)
            self._penalty[key] = self._clock.now().timestamp() + PENALTY_SECONDS
        finally:
            self._running.discard(key)
            self._wake.set()
