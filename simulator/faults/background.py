"""What a fault still has to do when its exchange is over: a second sending, a restart."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class Background:
    """Work that goes on beside the exchanges, and ends with the run at the latest."""

    def __init__(self) -> None:
        """Have nothing to do."""
        # A dictionary, for it keeps the order: a simulated run ends in the same order each time.
        self._tasks: dict[asyncio.Task[None], None] = {}

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something from now on; it is held on to until it is done."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks[task] = None
        task.add_done_callback(self._tasks.pop)

    async def end(self) -> None:
        """Break off what is not done yet, and wait until it has ended."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
