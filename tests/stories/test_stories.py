"""Every story plays to its end by itself, in both modes, and leaves the sandbox as it was."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest

from contracts.evidence import Entry
from contracts.participants import Hop, System
from simulator.faults.text import read_fault
from simulator.sandbox import Sandbox
from simulator.settings import Settings
from simulator.stage import Stage
from simulator.stories.registry import STORIES
from simulator.stories.stage import StoryStopped, play

SETTINGS = Settings(ai_model="gpt-image-2")
ENDS = {
    "happy": ["completed"],
    "blocked": ["blocked"],
    "quota": ["completed", "completed"],
    "provider_back": ["completed"],
    "provider_gone": ["provider_error"],
    "storage": ["completed"],
    "callback_twice": ["completed"],
    "no_callback": ["timed_out"],
}
"""How the requests of each story end: their failure code, or that they completed."""

Tell = Callable[[str], Awaitable[None]]


class Captions(list[str]):
    """Takes captions as a room does, without the pauses; one of them may stop the story."""

    stop_at: int | None = None

    async def tell(self, caption: str) -> None:
        self.append(caption)
        if len(self) == self.stop_at:
            task = asyncio.current_task()
            assert task is not None
            task.cancel()
            await asyncio.sleep(0)


@pytest.fixture(params=["served", "simulated"])
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    with Stage(settings=SETTINGS, seed=1, simulated=request.param == "simulated") as running:
        yield running


def ends(sandbox: Sandbox) -> list[str]:
    """How the run's requests ended."""
    states = [entry for entry in sandbox.journal.entries() if entry.interaction == "I10"]
    return [entry.facts["failure_code"] or entry.facts["status"] for entry in states]


def undisturbed(sandbox: Sandbox) -> bool:
    """Nothing is planned, everything runs, the quota is the one that was set."""
    return not sandbox.faults.planned and set(sandbox.stubs) == set(System) and sandbox.limits.quota == 50


async def stopped(sandbox: Sandbox, name: str, tell: Tell) -> None:
    """Play a story that is cancelled on its way."""
    task = asyncio.ensure_future(play(STORIES[name], sandbox, tell))
    await asyncio.wait({task})
    assert task.cancelled()


@pytest.mark.parametrize("name", STORIES)
def test_a_story_ends_as_it_says(stage: Stage, name: str) -> None:
    """Played to its end, a story shows what it tells of, keeps every law, and disturbs nothing any more."""
    captions = Captions()
    stage.run(play(STORIES[name], stage.sandbox, captions.tell))
    assert ends(stage.sandbox) == ENDS[name]
    assert len(captions) >= 2
    assert all(caption.endswith(".") for caption in captions)
    assert {each.name: each.reason for each in stage.checks().values() if each.verdict == "failed"} == {}
    assert undisturbed(stage.sandbox)


@pytest.mark.parametrize("name", STORIES)
def test_a_story_that_is_stopped_leaves_nothing_behind(name: str) -> None:
    """Stopped at any of its captions, a story takes its faults away and starts what it stopped."""
    captions = Captions()
    captions.stop_at = 2
    with Stage(settings=SETTINGS, seed=1, simulated=True) as stage:
        stage.run(stopped(stage.sandbox, name, captions.tell))
        assert undisturbed(stage.sandbox)


def test_a_story_removes_its_own_faults_alone() -> None:
    """What a user planned stays planned after a story that plans some of its own."""
    with Stage(settings=SETTINGS, seed=1, simulated=True) as stage:
        mine = stage.sandbox.faults.add(read_fault("odoo-n8n:delay=1s@9"))
        stage.run(play(STORIES["provider_back"], stage.sandbox, Captions().tell))
        assert stage.sandbox.faults.planned == [mine]


def test_a_story_says_what_it_can_not_do_without() -> None:
    """With the quota used up a story ends in one sentence that says what to do."""

    async def spent(sandbox: Sandbox) -> None:
        await sandbox.set_quota(0)
        await play(STORIES["happy"], sandbox, Captions().tell)

    with (
        Stage(settings=SETTINGS, seed=1, simulated=True) as stage,
        pytest.raises(StoryStopped, match="quota is used up: raise it"),
    ):
        stage.run(spent(stage.sandbox))


def test_the_doubled_callback_is_seen_twice() -> None:
    """The story of the doubled callback really doubles it: two on the wire, one accepted by Odoo."""
    with Stage(settings=SETTINGS, seed=1, simulated=True) as stage:
        stage.run(play(STORIES["callback_twice"], stage.sandbox, Captions().tell))
        seen = [entry for entry in stage.sandbox.journal.entries() if entry.hop == Hop.N8N_ODOO]
        assert len(seen) == 2
        assert [entry.interaction for entry in stage.sandbox.journal.entries()].count("I08") == 1


def test_every_story_shows_a_fault_or_a_state_of_its_own() -> None:
    """A story that tells of trouble has the trouble in its journal, marked as done on purpose."""
    faulty: dict[str, list[Entry]] = {}
    for name in ("provider_back", "no_callback"):
        with Stage(settings=SETTINGS, seed=1, simulated=True) as stage:
            stage.run(play(STORIES[name], stage.sandbox, Captions().tell))
            faulty[name] = [entry for entry in stage.sandbox.journal.entries() if entry.fault]
    assert {entry.interaction for entry in faulty["provider_back"]} >= {"I05"}
    assert {entry.interaction for entry in faulty["no_callback"]} == {"I07"}
