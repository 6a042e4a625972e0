"""The room without its page: what is shown, and what keeps it up to date."""

import asyncio
from collections.abc import Coroutine
from contextlib import ExitStack
from typing import Any, TypeVar

from contracts.evidence import Entry, Evidence
from contracts.messages.submission import Quota
from simulator.room import replay
from simulator.room.feed import Feed, set_within
from simulator.room.laws import Laws
from simulator.room.onlooker import Onlooker
from simulator.room.player import Player
from simulator.room.state import state_of
from simulator.room.view import Source, View
from simulator.sandbox import Sandbox
from simulator.stories.visitor import visitor_of

Result = TypeVar("Result")

STATE_SECONDS = 0.1
CALM_SECONDS = 0.3
IDLE_SECONDS = 1.0
"""The state is looked at so often even if nothing tells that it changed: the clock goes on, a fault hits."""
SPENDS_QUOTA = frozenset({"I02", "I10"})


class Control:
    """A run as it is watched and directed. An async context, inside which everything is kept up.

    Attributes:
        sandbox: the run.
        feed: tells readers what is new.
        player: plays stories.
        onlooker: looks at Odoo for the page.
        user: whom the page submits as.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        """Show a sandbox's journal; it may run already or be started later."""
        self.sandbox = sandbox
        self.player, self.onlooker, self.user = Player(sandbox), Onlooker(sandbox), visitor_of(sandbox)
        self._laws = Laws()
        # Epochs of two runs differ, so that a page that outlives one does not take the other's rows for its own.
        self._epoch = int(sandbox.clock.now().timestamp() * 1000)
        self.feed = Feed(View(self._epoch, "live"))
        self._quota: Quota | None = None
        self._quota_known = False
        self._changed_at = 0.0
        self._stirred = asyncio.Event()
        self._following = ExitStack()
        self._begun: set[asyncio.Task[Any]] = set()
        self._replay: asyncio.Task[None] | None = None

    @property
    def view(self) -> View:
        """Give what is shown."""
        return self.feed.view

    async def start(self) -> None:
        """Begin to follow the run."""
        self._following.enter_context(self.sandbox.journal.listening(self._listen))
        self.live()
        self.begin(self._keep())

    async def stop(self) -> None:
        """End the story and the replay, and follow no longer."""
        self._following.close()
        await self.player.stop()
        self._end_replay()
        for task in list(self._begun):
            task.cancel()
        await asyncio.gather(*self._begun, return_exceptions=True)
        self.feed.close()

    def _listen(self, entry: Entry) -> None:
        if self.view.source == "live":
            self._take(entry)
        if entry.interaction in SPENDS_QUOTA:
            self._quota_known = False

    def _take(self, entry: Entry) -> None:
        self.view.take(entry)
        self._changed_at = asyncio.get_running_loop().time()
        self.feed.stir()
        self._stirred.set()

    def _begin(self, source: Source) -> None:
        self._epoch += 1
        self._laws.forget()
        self.feed.show(View(self._epoch, source))

    def live(self) -> None:
        """Show the run itself, from its beginning."""
        self._end_replay()
        self._begin("live")
        # As it grew, so that each answer stands where it came.
        for _, entry in replay.moments(self.sandbox.journal.entries()):
            self.view.take(entry)
        self._tell()
        self.touch()

    def replay(self, evidence: Evidence) -> None:
        """Play a saved journal on the page."""
        self._end_replay()
        self._begin("replay")
        self._tell()
        self._replay = self.begin(replay.play(evidence, self._take))

    def _end_replay(self) -> None:
        if self._replay is not None:
            self._replay.cancel()
            self._replay = None

    def begin(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """Begin something that may outlast the request that asked for it; it ends with the room."""
        task = asyncio.get_running_loop().create_task(work)
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
        return task

    def touch(self) -> None:
        """Look at the state now: something may have changed that no entry tells of."""
        self._quota_known = False
        self._stirred.set()

    async def _keep(self) -> None:
        await self.onlooker.learn_names()
        while True:
            self._stirred.clear()
            await self._look_at_quota()
            await self._judge()
            self._tell()
            await set_within(self._stirred, IDLE_SECONDS)
            await asyncio.sleep(STATE_SECONDS)

    def _tell(self) -> None:
        shown = self.sandbox, self.view, self._laws, self.player
        self.feed.set_state(state_of(*shown, quota=self._quota, users=self.onlooker.names))

    async def _look_at_quota(self) -> None:
        if not self._quota_known and self.view.source == "live":
            self._quota_known = True
            self._quota = await self.onlooker.quota()

    async def _judge(self) -> None:
        view = self.view
        if self._at_rest() and self._laws.due(view.epoch, view.revision):
            await self._laws.judge(self._evidence(), view.epoch, view.revision)

    def _at_rest(self) -> bool:
        """Tell whether nothing goes on: laws over a journal that grows would only say that it is not over."""
        if self.view.source == "replay":
            return self._replay is not None and self._replay.done()
        calm = asyncio.get_running_loop().time() - self._changed_at > CALM_SECONDS
        return calm and not self.view.requests.running

    def _evidence(self) -> Evidence:
        if self.view.source == "replay":
            return Evidence(tuple(self.view.entries.values()))
        return self.sandbox.evidence()
