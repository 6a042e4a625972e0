"""Steps that disturb a wire, in the words of the story: each sentence is one line of the faults' text form."""

import re

from pytest_bdd import given, parsers, then, when

from contracts.participants import System
from features.world import World
from simulator.faults.text import read_fault

PLACES = {
    "dispatch": "I04",
    "generation request": "I05",
    "callback": "I07",
    "storing": "odoo-storage/I09",
}
POINTS = {
    "before it is heard": "before",
    "in the middle of the answer": "during",
    "before it answers": "during",
    "after the answer": "after",
}
ANSWERS = {
    "malformed JSON": "malformed",
    "truncated JSON": "truncated",
    "an empty body": "empty",
    "an HTML page": "html",
}
FLAWS = {"a wrong signature": "bad", "an old signature": "old", "no signature": "none"}
COUNTS = {"first": 1, "second": 2}

WHICH = r"the (?P<which>first|second) (?P<what>dispatch|generation request|callback|storing)"


def disturb(world: World, which: str, what: str, fault: str) -> None:
    """Plan a fault as the text form writes it."""
    world.plan(read_fault(f"{PLACES[what]}:{fault}@{COUNTS[which]}"))


@given(parsers.re(rf"{WHICH} is delayed by (?P<low>\d+)( to (?P<high>\d+))? seconds"))
def is_delayed(world: World, which: str, what: str, low: str, high: str | None) -> None:
    disturb(world, which, what, f"delay={low}s-{high or low}s")


@given(parsers.re(rf"{WHICH} is refused its connection"))
def is_refused(world: World, which: str, what: str) -> None:
    disturb(world, which, what, "refuse")


@given(parsers.re(rf"{WHICH} finds its connection reset (?P<point>.+)"))
def is_reset(world: World, which: str, what: str, point: str) -> None:
    disturb(world, which, what, f"reset={POINTS[point]}")


@given(parsers.re(rf"{WHICH} is never answered"))
def is_never_answered(world: World, which: str, what: str) -> None:
    disturb(world, which, what, "silence")


@given(parsers.re(rf"the answer to {WHICH} is dropped"))
def is_dropped(world: World, which: str, what: str) -> None:
    disturb(world, which, what, "drop")


@given(parsers.re(rf"the answer to {WHICH} is cut in half"))
def is_cut(world: World, which: str, what: str) -> None:
    disturb(world, which, what, "cut")


@given(parsers.re(rf"the answer to {WHICH} is replaced by (?P<form>.+)"))
def is_replaced(world: World, which: str, what: str, form: str) -> None:
    disturb(world, which, what, f"answer={ANSWERS[form]}")


@given(parsers.re(rf"{WHICH} is answered (?P<answer>.+) in place of (Odoo|n8n|the AI service|storage)"))
def is_answered(world: World, which: str, what: str, answer: str) -> None:
    named = ANSWERS.get(answer.removeprefix("with "))
    status, _, wait = answer.partition(" with retry-after ")
    later = re.sub(r"in (\d+) seconds", r"+\1s", wait)
    disturb(world, which, what, f"answer={named or status}" + (f";retry-after={later}" if later else ""))


@given(parsers.re(rf"{WHICH} is sent twice"))
def is_sent_twice(world: World, which: str, what: str) -> None:
    disturb(world, which, what, "duplicate")


@given(parsers.re(rf"{WHICH} is sent again (?P<seconds>\d+) seconds later"))
def is_sent_again(world: World, which: str, what: str, seconds: str) -> None:
    disturb(world, which, what, f"duplicate={seconds}s")


@given(parsers.re(rf"{WHICH} is held back until the next has passed"))
def is_held_back(world: World, which: str, what: str) -> None:
    disturb(world, which, what, "reorder=1h")


@given(parsers.re(rf"a byte of {WHICH} is changed"))
def is_changed(world: World, which: str, what: str) -> None:
    disturb(world, which, what, "corrupt=request")


@given(parsers.re(rf"{WHICH} bears (?P<flaw>.+)"))
def bears(world: World, which: str, what: str, flaw: str) -> None:
    disturb(world, which, what, f"signature={FLAWS[flaw]}")


@given(parsers.re(rf"{WHICH} kills (odoo|n8n|storage) for (?P<seconds>\d+) seconds (?P<point>.+)"))
def kills(world: World, which: str, what: str, seconds: str, point: str) -> None:
    disturb(world, which, what, f"kill={seconds}s;point={POINTS[point]}")


@when(parsers.re(r"the (?P<what>generation request|callback) has set out"))
def has_set_out(world: World, what: str) -> None:
    world.wait_for(PLACES[what])


@when(parsers.re(r"the (?P<what>dispatch|storing) has been tried in vain"))
@when(parsers.re(r"the (?P<what>dispatch|callback|storing) has been refused"))
def has_been_tried(world: World, what: str) -> None:
    world.wait_for(PLACES[what].rpartition("/")[2], answered=True)


@when("the second callback has been tried in vain")
def second_callback_tried(world: World) -> None:
    world.stage.wait_for(
        lambda entry: entry.interaction == "I07" and entry.fault is not None and entry.duration_ms is not None
    )


@when("the second sending has been answered")
def second_sending_answered(world: World) -> None:
    world.stage.wait_for(lambda entry: entry.fault == "sent a second time" and entry.duration_ms is not None)


@when(parsers.parse("{system:w} has come back"))
def has_come_back(world: World, system: str) -> None:
    async def back() -> None:
        sandbox = world.stage.sandbox
        while System(system) not in sandbox.stubs:
            await sandbox.clock.sleep(0.01)

    world.stage.run(back())


@then("all requests are completed")
def all_completed(world: World) -> None:
    ended = world.of_any("I10")
    assert [entry.facts["status"] for entry in ended] == ["completed"] * len(world.of_any("I02"))


@then("the callback that set out first was passed on last")
def passed_on_last(world: World) -> None:
    assert world.of_any("I07")[0].correlation_id == world.of_any("I08")[-1].correlation_id


@then(parsers.parse("the law {name:w} is broken"))
def law_is_broken(world: World, name: str) -> None:
    assert [law for law, check in world.checks().items() if check.verdict == "failed"] == [name]
