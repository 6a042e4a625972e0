"""Plays one story at a time on the page: its captions stay long enough to be read, and it can be stopped."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from contracts.messages.base import InvalidMessage
from contracts.wire import WireError
from simulator.portal import PortalError
from simulator.sandbox import Sandbox
from simulator.settings import SettingsError
from simulator.stories.stage import Story, StoryStopped, play

SHORTEST_SECONDS, LONGEST_SECONDS, SECONDS_A_CHARACTER = 1.5, 6.0, 0.035
"""How long a caption stays, in wall time: people read at that pace whatever the run's clock does."""
ARROW_SECONDS = 0.35
"""Between two exchanges of a story, in wall time: so that eyes can follow."""
SURPRISES = (StoryStopped, SettingsError, PortalError, WireError, InvalidMessage)
"""What a story may meet in a sandbox that somebody else disturbs too."""


class Player:
    """The story that plays, or the last one that did."""

    def __init__(self, sandbox: Sandbox) -> None:
        """Play nothing yet."""
        self._sandbox = sandbox
        self._task: asyncio.Task[None] | None = None
        self._story: Story | None = None
        self._caption = ""

    @property
    def playing(self) -> bool:
        """Tell whether a story is on."""
        return self._task is not None and not self._task.done()

    def play(self, story: Story) -> None:
        """Begin a story; another one must not be on."""
        self._story, self._caption = story, ""
        self._task = asyncio.get_running_loop().create_task(self._play(story))

    async def stop(self) -> None:
        """Stop the story; what it disturbed is set right before this returns."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._caption = "Stopped."

    def forget(self) -> None:
        """Show no story any more."""
        self._story = None

    async def _play(self, story: Story) -> None:
        try:
            with self._watchable():
                await play(story, self._sandbox, self._tell)
        except SURPRISES as surprise:
            self._caption = f"The story ends here. {surprise}"

    @contextmanager
    def _watchable(self) -> Iterator[None]:
        """Let arrows come one by one while a story plays, unless people chose a pace themselves."""
        pacing = self._sandbox.pacing
        chosen = pacing.mode
        if chosen == "run":
            pacing.slow(ARROW_SECONDS)
        try:
            yield
        finally:
            if chosen == "run" and (pacing.mode, pacing.seconds) == ("slow", ARROW_SECONDS):
                pacing.run()

    async def _tell(self, caption: str) -> None:
        self._caption = caption
        await asyncio.sleep(min(LONGEST_SECONDS, SHORTEST_SECONDS + SECONDS_A_CHARACTER * len(caption)))

    def shown(self) -> dict[str, Any] | None:
        """Give the story as the state tells it."""
        if self._story is None:
            return None
        story = {"name": self._story.name, "title": self._story.title}
        return story | {"caption": self._caption, "playing": self.playing}
