"""Event loops: one for a command, or one in a thread for callers that are not asynchronous."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

import uvloop

from simulator.simulated.loop import VirtualLoop

Result = TypeVar("Result")


def run_async(work: Coroutine[Any, Any, Result], *, simulated: bool = False) -> Result:
    """Run work to its end, on a fast loop or on virtual time."""
    if simulated:
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            return runner.run(work)
    return uvloop.run(work)


class Driver(Protocol):
    """A loop for callers that are not asynchronous."""

    def run(self, work: Coroutine[Any, Any, Result], seconds: float = 60) -> Result:
        """Give what the work gives; raises what it raises, `TimeoutError` when it takes too long."""
        ...

    def close(self) -> None:
        """End the loop."""
        ...


class VirtualTime:
    """A loop on virtual time, in the caller's own thread: between two calls nothing happens."""

    def __init__(self) -> None:
        """Make the loop."""
        self._runner = asyncio.Runner(loop_factory=VirtualLoop)

    def run(self, work: Coroutine[Any, Any, Result], seconds: float = 60) -> Result:  # noqa: ARG002 - no wall time goes by
        """Give what the work gives; raises what it raises, `NothingLeft` when it waits for what can't come."""
        return self._runner.run(work)

    def close(self) -> None:
        """End the loop and what still runs on it."""
        self._runner.close()


class LoopThread:
    """A loop in a thread of its own; work is handed to it and waited for."""

    def __init__(self) -> None:
        """Start the thread."""
        self._loop = uvloop.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="imageflow loop", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Result], seconds: float = 60) -> Result:
        """Give what the work gives; raises what it raises, `TimeoutError` when it takes too long."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(seconds)
        except TimeoutError:
            future.cancel()
            raise

    def close(self) -> None:
        """End the loop and its thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
