"""What a story can do: tell, act as the user, disturb. It leaves the sandbox as it was, also when it is stopped."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Protocol, Self

from contracts.evidence import Entry
from contracts.messages.submission import Quota, Receipt, RequestView
from contracts.participants import System
from contracts.ports import odoo
from contracts.wire import HttpAnswer
from simulator.clock import MovableClock
from simulator.faults.plan import Planned
from simulator.faults.text import read_fault
from simulator.sandbox import Sandbox
from simulator.stories.visitor import visitor_of

ANY_SIZE = frozenset({"gpt-image-2", "imageflow-link-1"})
"""Models that paint small pictures too."""
LOOK_SECONDS = 0.5
"""How long a story watches before it hurries the clock."""
HURRY_SECONDS = 2.0
"""While a story waits for its end, the run's time moves on faster than the wall's: nobody likes to watch a backoff."""

Tell = Callable[[str], Awaitable[None]]


class StoryStopped(Exception):
    """The story can't go on; the text says in one sentence why."""


class Story(Protocol):
    """One story.

    Attributes:
        name: for scripts.
        title: for people, on a button.
        text: what it shows, in a sentence.
        needs: systems that have to be stubs for it.
    """

    name: str
    title: str
    text: str
    needs: frozenset[System]

    async def play(self, stage: "StoryStage") -> None:
        """Play it to its end; raises `StoryStopped`."""
        ...


class StoryStage:
    """A sandbox as a story finds it. An async context, which undoes what the story disturbed.

    Attributes:
        sandbox: the run.
        tell: shows a caption, and gives people the time to read it.
    """

    def __init__(self, sandbox: Sandbox, tell: Tell) -> None:
        """Stand on a running sandbox."""
        self.sandbox, self.tell = sandbox, tell
        self._user = visitor_of(sandbox)
        self._faults: list[Planned] = []
        self._stopped: list[System] = []
        self._quota: int | None = None

    @property
    def clock(self) -> MovableClock:
        """Give the run's clock."""
        return self.sandbox.clock

    async def __aenter__(self) -> Self:
        """Begin."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave everything as it was."""
        self.heal()
        for system in list(self._stopped):
            await self.start(system)
        if self._quota is not None:
            await self.sandbox.set_quota(self._quota)

    async def submit(self, prompt: str, n: int = 1) -> HttpAnswer:
        """I01: ask for small pictures, where the model paints them."""
        free = self.sandbox.settings.ai_model in ANY_SIZE
        fields: dict[str, Any] = {"prompt": prompt, "n": n, "size": "256x256" if free else "1024x1024"}
        return await self._user.act(lambda client: client.submit(fields))

    async def accepted(self, prompt: str, n: int = 1) -> str:
        """Ask for pictures and give the request's id; raises `StoryStopped` when Odoo refuses."""
        answer = await self.submit(prompt, n)
        if answer.status == 429:
            raise StoryStopped("The user's quota is used up: raise it or start anew, then play the story again.")
        if answer.status != 201:
            raise StoryStopped(f"Odoo refused the prompt with status {answer.status}: see its answer in the diagram.")
        return Receipt.read(answer.body).id

    async def saw(self, interaction: str, request_id: str) -> Entry:
        """Wait until an interaction of a request has happened; the clock is not hurried."""
        while True:
            with suppress(TimeoutError):
                return await self._look(interaction, request_id)

    async def ended(self, request_id: str) -> RequestView:
        """Wait until a request has ended, hurrying the run's time, and look at it as its owner."""
        while "I10" not in self.sandbox.unobserved():
            try:
                await self._look("I10", request_id)
                break
            except TimeoutError:
                await self._hurry()
        return await self._user.client.wait(request_id)

    async def _look(self, interaction: str, request_id: str) -> Entry:
        wanted = (interaction, request_id)
        return await self.sandbox.journal.wait_for(
            lambda entry: (entry.interaction, entry.correlation_id) == wanted and _done(entry), LOOK_SECONDS
        )

    async def _hurry(self) -> None:
        """Move the clock on, but not while people hold the run to look at it."""
        pacing = self.sandbox.pacing
        if pacing.mode != "paused" and not pacing.waiting:
            await self.clock.move_on(HURRY_SECONDS)

    async def show(self, view: RequestView) -> None:
        """I11: look at every image of a request."""
        for image in view.images:
            url = image.url
            await self._user.act(lambda client, url=url: client.image(url))  # type: ignore[misc]

    async def quota(self) -> Quota:
        """Give the user's quota."""
        answer = await self._user.act(lambda client: client.send("GET", odoo.QUOTA))
        return Quota.read(answer.body)

    async def sign_in(self) -> None:
        """Sign in anew, after so long that the session has ended."""
        await self._user.sign_in()

    async def limit_quota(self, images: int) -> None:
        """Set the quota for the time of the story."""
        if self._quota is None:
            self._quota = self.sandbox.limits.quota
        await self.sandbox.set_quota(images)

    def disturb(self, spec: str) -> None:
        """Plan a fault, in the form that `simulator.faults.text` reads."""
        self._faults.append(self.sandbox.faults.add(read_fault(spec)))

    def heal(self) -> None:
        """Remove the story's own faults, and no others."""
        planned = {each.id for each in self.sandbox.faults.planned}
        for each in self._faults:
            if each.id in planned:
                self.sandbox.faults.remove(each.id)
        self._faults.clear()

    async def stop(self, system: System) -> None:
        """Stop a stub until it is started, or the story ends."""
        self._stopped.append(system)
        await self.sandbox.stop(system)

    async def start(self, system: System) -> None:
        """Start a stub that the story stopped."""
        self._stopped.remove(system)
        if system not in self.sandbox.stubs:
            await self.sandbox.start(system)


def _done(entry: Entry) -> bool:
    return entry.kind != "exchange" or entry.duration_ms is not None


def check_stubs(story: Story, sandbox: Sandbox) -> None:
    """Let a story be played only where it can stop and disturb what it needs to; raises `StoryStopped`."""
    real = [system.value for system in System if system in story.needs and sandbox.topology.is_real(system)]
    if real:
        raise StoryStopped(f"This story needs {' and '.join(real)} to be a stub of this run: leave out --real for it.")


async def play(story: Story, sandbox: Sandbox, tell: Tell) -> None:
    """Play a story from its beginning to its end; raises `StoryStopped` when it can't go on."""
    check_stubs(story, sandbox)
    async with StoryStage(sandbox, tell) as stage:
        await story.play(stage)
