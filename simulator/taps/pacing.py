"""How fast a run goes, for people who watch: at once, in slow motion, or a step at a time.

Limitations: it paces what crosses taps; what a stub does within itself takes the time it takes.
"""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Literal

from simulator.clock import MovableClock

Mode = Literal["run", "slow", "paused"]


class Pacing:
    """Holds each exchange at its tap until it is its turn.

    While one is held the run's time stands still, so that watching costs no deadline.

    Attributes:
        mode: at full speed, in slow motion, or paused.
        seconds: of wall time between two exchanges in slow motion.
    """

    def __init__(self, clock: MovableClock) -> None:
        """Go at full speed."""
        self._clock = clock
        self.mode: Mode = "run"
        self.seconds = 1.0
        self._queue: deque[asyncio.Event] = deque()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        """Count the exchanges that are held."""
        return len(self._queue)

    async def turn(self) -> None:
        """Wait until an exchange may go on."""
        if self.mode == "run":
            return
        passed = asyncio.Event()
        self._queue.append(passed)
        self._settle()
        try:
            await passed.wait()
        finally:
            with suppress(ValueError):
                self._queue.remove(passed)
            self._settle()

    def run(self) -> None:
        """Go at full speed; what was held goes on."""
        self.mode = "run"
        while self._queue:
            self._queue.popleft().set()
        self._settle()

    def slow(self, seconds: float) -> None:
        """Let one exchange pass every so many seconds of wall time."""
        self.mode, self.seconds = "slow", seconds
        self._settle()

    def pause(self) -> None:
        """Let nothing pass but by `step`."""
        self.mode = "paused"
        self._settle()

    def step(self) -> None:
        """Let the exchange that has waited longest pass."""
        if self._queue:
            self._queue.popleft().set()
        self._settle()

    def _settle(self) -> None:
        """Hold the clock while paused or while anything waits; keep a timer going in slow motion."""
        if self.mode == "paused" or self._queue:
            self._clock.hold()
        else:
            self._clock.go_on()
        if self._timer is not None and (self.mode != "slow" or not self._queue):
            self._timer.cancel()
            self._timer = None
        if self._timer is None and self.mode == "slow" and self._queue:
            self._timer = asyncio.get_running_loop().call_later(self.seconds, self._tick)

    def _tick(self) -> None:
        self._timer = None
        self.step()
