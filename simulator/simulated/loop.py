"""An event loop on virtual time: when nobody has anything to do, time moves on to what is due next.

Limitations: it knows no threads. One that is waited for does no harm but to the order of events.
"""

import asyncio
import math
import selectors
from collections.abc import Mapping
from typing import Any

PATIENCE_SECONDS = 2.0
"""Wall time that a run may wait for something from outside (a thread) while nothing of its own is due."""


class NothingLeft(RuntimeError):
    """The run waits for something that can't come any more."""


class VirtualLoop(asyncio.SelectorEventLoop):
    """Runs at the speed of its work: a day in which nothing happens takes no time.

    The order of events depends on nothing but the program, so that a run repeats exactly, on every Python.
    """

    def __init__(self) -> None:
        """Start at second 0."""
        self._now = 0.0
        super().__init__(_NeverWaiting(self))

    def time(self) -> float:
        """Give the virtual time in seconds."""
        return self._now

    def skip(self, seconds: float) -> None:
        """Move time on, by the smallest step that shows at the least."""
        self._now = max(self._now + seconds, math.nextafter(self._now, math.inf))


class _NeverWaiting(selectors.BaseSelector):
    """Looks at files without waiting for them; where a loop would wait, its time is skipped instead."""

    def __init__(self, loop: VirtualLoop) -> None:
        self._loop = loop
        self._inner = selectors.DefaultSelector()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None:
            if timeout <= 0:
                return []
            self._loop.skip(timeout)
            return []
        found = self._inner.select(PATIENCE_SECONDS)
        if not found:
            raise NothingLeft("The simulated run waits for something that can't come any more.")
        return found

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._inner.register(fileobj, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._inner.unregister(fileobj)

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._inner.get_map()

    def close(self) -> None:
        self._inner.close()
