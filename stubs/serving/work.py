"""Background work of a stub: started and ended with it, and never lost silently."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class Work:
    """Tasks that live as long as their stub."""

    def __init__(self) -> None:
        """Start with none."""
        self._tasks: dict[asyncio.Task[None], None] = {}  # in the order in which they began, and end when they must

    def start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Run work in the background; a fault in it is logged by its name."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks[task] = None
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.pop(task, None)
        if not task.cancelled() and (fault := task.exception()):
            log.error("Background work %s ended by a fault", task.get_name(), exc_info=fault)

    async def stop(self) -> None:
        """Cancel what still runs and wait for its end."""
        running = list(self._tasks)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
