"""What people do on the page: one small function for each action, by its name."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from contracts.participants import System
from contracts.problems import Problem, ProblemCode
from contracts.wire import WireError
from simulator.faults.text import read_fault
from simulator.room import fields
from simulator.room.control import Control
from simulator.room.fields import Fields
from simulator.settings import SettingsError
from simulator.stories.registry import STORIES
from simulator.stories.stage import StoryStopped, check_stubs

LONGEST_STEP = 400 * 86400
"""Seconds that the clock may be moved on at once: a little over a year."""
ANSWER_SECONDS = 1.0
MOST_IMAGES = 100_000
SUBMISSION = ("prompt", "negative_prompt", "size", "quality", "format", "n", "seed", "style")

Act = Callable[[Control, Fields], Awaitable[None]]


async def do(control: Control, name: str, given: Fields) -> None:
    """Do an action.

    Raises:
        Problem: 404 there is none of this name; 422 a bad value; 409 not now.
    """
    act = ACTIONS.get(name)
    if act is None:
        raise Problem(ProblemCode.NOT_FOUND, f"There is no action of this name: use {', '.join(ACTIONS)}.")
    if control.view.source == "replay" and name != "live":
        raise fields.not_now("A saved journal is replayed: go back to the live run first.")
    await act(control, given)
    control.touch()


@contextmanager
def _possible() -> Iterator[None]:
    """What the sandbox can't do in this topology is nothing that another value would change."""
    try:
        yield
    except (SettingsError, StoryStopped) as error:
        raise fields.not_now(str(error)) from None


async def _story(control: Control, given: Fields) -> None:
    story = STORIES[fields.choice(given, "name", tuple(STORIES))]
    _no_story(control)
    with _possible():
        check_stubs(story, control.sandbox)
    control.player.play(story)


async def _stop_story(control: Control, _given: Fields) -> None:
    await control.player.stop()


async def _submit(control: Control, given: Fields) -> None:
    asked = {name: given[name] for name in SUBMISSION if name in given}
    task = control.begin(control.user.act(lambda client: client.submit(asked)))
    if not (await asyncio.wait({task}, timeout=ANSWER_SECONDS))[0]:
        return  # held by the pace or by a fault: the diagram shows where
    try:
        answer = task.result()
    except WireError:
        raise fields.not_now("Odoo does not answer: start it, or remove the faults on its hop.") from None
    if answer.status != 201:
        raise fields.bad(_reason(answer.body) or f"Odoo refused the prompt with status {answer.status}.")


def _reason(body: bytes) -> str:
    """Give a problem's words: its detail, and each field's fault."""
    try:
        problem = json.loads(body)
        told = [f"{each['path']}: {each['message']}" for each in problem.get("errors", ())]
        return " ".join([str(problem["detail"]), *told])
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


async def _pace(control: Control, given: Fields) -> None:
    pacing = control.sandbox.pacing
    mode = fields.choice(given, "mode", ("run", "slow", "paused"))
    if mode == "slow":
        pacing.slow(fields.number(given, "seconds", 0.05, 60))
    elif mode == "paused":
        pacing.pause()
    else:
        pacing.run()


async def _step(control: Control, _given: Fields) -> None:
    if control.sandbox.pacing.mode == "run":
        raise fields.not_now("Nothing is held: pause first, then step.")
    control.sandbox.pacing.step()


async def _fault(control: Control, given: Fields) -> None:
    try:
        planned = read_fault(fields.text(given, "spec"))
    except SettingsError as error:
        raise fields.bad(str(error)) from None
    with _possible():
        control.sandbox.disturb(planned)


async def _remove_fault(control: Control, given: Fields) -> None:
    try:
        control.sandbox.faults.remove(fields.text(given, "id"))
    except KeyError:
        raise fields.bad("No fault of this id is planned: look at the list anew.") from None


async def _clear_faults(control: Control, _given: Fields) -> None:
    control.sandbox.faults.clear()


async def _clock(control: Control, given: Fields) -> None:
    await control.sandbox.clock.move_on(fields.number(given, "seconds", 0, LONGEST_STEP))


async def _quota(control: Control, given: Fields) -> None:
    limit = fields.whole(given, "limit", 0, MOST_IMAGES)
    _no_story(control)
    with _possible():
        await control.sandbox.set_quota(limit)


async def _reset(control: Control, _given: Fields) -> None:
    await control.player.stop()
    with _possible():
        await control.sandbox.reset()
    control.player.forget()
    control.live()


async def _stop(control: Control, given: Fields) -> None:
    await control.sandbox.stop(_stub(control, given))


async def _start(control: Control, given: Fields) -> None:
    system = _stub(control, given)
    if system not in control.sandbox.stubs:
        with _possible():
            await control.sandbox.start(system)


async def _live(control: Control, _given: Fields) -> None:
    control.live()


def _stub(control: Control, given: Fields) -> System:
    system = System(fields.choice(given, "system", tuple(System)))
    if control.sandbox.topology.is_real(system):
        raise fields.not_now(f"{system.value} is not run from here: stop and start it where it runs.")
    return system


def _no_story(control: Control) -> None:
    if control.player.playing:
        raise fields.not_now("A story plays already: stop it first.")


ACTIONS: dict[str, Act] = {
    "story": _story,
    "stop_story": _stop_story,
    "submit": _submit,
    "pace": _pace,
    "step": _step,
    "fault": _fault,
    "remove_fault": _remove_fault,
    "clear_faults": _clear_faults,
    "clock": _clock,
    "quota": _quota,
    "reset": _reset,
    "stop": _stop,
    "start": _start,
    "live": _live,
}
"""`replay` is none of them: its body is a journal (`simulator.room.app`)."""
