"""Executions are kept, pause and go on, over a restart too; failures are told to error workflows."""

import json
from pathlib import Path
from typing import Any

import pytest

from stubs.n8n.engine import run
from stubs.n8n.engine.executions import FOREVER, Executions
from stubs.n8n.engine.items import Binary, Item
from stubs.n8n.engine.packing import pack, unpack
from stubs.n8n.engine.seen import SeenValues
from stubs.serving.database import open_engine
from tests.n8n.bench import chain, node, run_workflow, workflow
from tests.n8n.engine.stage import Stage, on_stage

LONG_WAIT = node("Wait", "wait", 1.1, {"amount": 5, "unit": "minutes"})
FOR_CALL = node("Wait", "wait", 1.1, {"resume": "webhook"})
STOP = node("Stop", "stopAndError", 1, {"errorMessage": "=boom {{ $json.a }}"})
END = node("End", "noOp")
TRIGGER = node("Start", "executeWorkflowTrigger", 1)
ERRORS = chain(node("Trouble", "errorTrigger"), END)


def _json_of(execution: dict[str, Any], name: str) -> list[Any]:
    tasks = execution["data"]["resultData"]["runData"][name]
    return [item["json"] for item in tasks[-1]["data"]["main"][0]]


def test_a_long_wait_is_put_away_and_goes_on_by_itself() -> None:
    """The execution is `waiting` until its time has come, then runs to its end."""

    async def play(stage: Stage) -> tuple[Any, Any]:
        await stage.play(stage.store(chain(END | {"name": "In"}, LONG_WAIT, END), "w"), {"a": 1})
        paused = stage.execution(1)
        await stage.clock.sleep(301)
        return paused, stage.execution(1)

    paused, ended = on_stage(play)
    assert (paused["status"], ended["status"]) == ("waiting", "success")
    assert "End" not in paused["data"]["resultData"]["runData"]
    assert _json_of(ended, "End") == [{"a": 1}]
    assert len(ended["data"]["resultData"]["runData"]["Wait"]) == 1


def test_a_call_ends_a_wait_and_brings_its_own_items() -> None:
    """What the call brings comes out of the Wait node, which can't be ended twice."""

    async def play(stage: Stage) -> tuple[Any, Any, Any]:
        await stage.play(stage.store(chain(END | {"name": "In"}, FOR_CALL, END), "w"), {"a": 1})
        node_there = stage.player.waiting_node(1)
        settled = await stage.player.resume(1, [Item({"b": 2})], wait_for="lastNode")
        assert node_there is not None
        assert node_there[1].name == "Wait"
        assert settled is not None
        return settled.outputs, await stage.player.resume(1, [], wait_for="lastNode"), stage.player.waiting_node(1)

    outputs, again, over = on_stage(play)
    assert [[item.json for item in items] for items in outputs] == [[{"b": 2}]]
    assert again is None
    assert over is None


def test_a_wait_for_a_call_may_have_a_limit() -> None:
    """When nobody calls, the execution goes on with what it had."""
    limited = node("Wait", "wait", 1.1, {"resume": "webhook", "limitWaitTime": True, "resumeAmount": 2})

    async def play(stage: Stage) -> Any:
        await stage.play(stage.store(chain(END | {"name": "In"}, limited, END), "w"), {"a": 1})
        found = stage.player.executions.find(1)
        assert found is not None
        assert found.wait_till == pytest.approx(stage.clock.now().timestamp() + 7200)
        await stage.clock.sleep(7201)
        return stage.execution(1)

    assert _json_of(on_stage(play), "End") == [{"a": 1}]


@pytest.mark.parametrize("waiting", [LONG_WAIT, FOR_CALL])
def test_what_waits_goes_on_after_a_restart_and_what_ran_has_crashed(waiting: dict[str, Any], tmp_path: Path) -> None:
    """Files, pairs and what loops keep survive; an execution that was cut off is `crashed`."""
    url = f"sqlite:///{tmp_path / 'n8n.db'}"
    asks = node("Ask", "stopAndError", 1, {"errorMessage": "=from {{ $('In').item.json.a }}"})
    document = chain(END | {"name": "In"}, node("Loop", "splitInBatches", 3), waiting, asks)
    document["connections"]["Loop"]["main"] = [[], document["connections"]["Loop"]["main"][0]]

    async def first(stage: Stage) -> None:
        read = stage.store(document, "w")
        items = [Item({"a": place}, {"data": Binary(b"\0picture", "image/png", "x.png")}) for place in (1, 2)]
        await stage.player.begin(read, "In", [items], wait_for="lastNode")
        stage.player.executions.begin(read, "webhook")

    async def second(stage: Stage) -> tuple[Any, Any]:
        stage.player.wake()
        await stage.clock.sleep(400)
        if waiting is FOR_CALL:
            await stage.player.resume(1, [Item({})], wait_for="lastNode")
        return stage.execution(1), stage.execution(2)

    on_stage(first, database=open_engine(url))
    resumed, cut_off = on_stage(second, database=open_engine(url))
    assert resumed["data"]["resultData"]["error"]["message"] == "from 1"
    assert cut_off["status"] == "crashed"
    item = resumed["data"]["resultData"]["runData"]["In"][0]["data"]["main"][0][1]
    assert item["binary"]["data"]["mimeType"] == "image/png"


def test_a_wait_without_end_is_written_as_n8n_does() -> None:
    """`waitTill` is the year 3000."""

    async def play(stage: Stage) -> Any:
        await stage.play(stage.store(chain(FOR_CALL), "w"))
        return stage.player.executions.find(1)

    assert on_stage(play).wait_till == FOREVER


def test_a_caller_waits_for_a_respond_node_behind_a_pause() -> None:
    """The first caller of an execution that waits is answered once it ends."""

    async def play(stage: Stage) -> Any:
        read = stage.store(chain(LONG_WAIT, END), "w")
        before = stage.clock.now()
        await stage.play(read, {"a": 1}, wait_for="responseNode")
        return (stage.clock.now() - before).total_seconds()

    assert on_stage(play) == pytest.approx(300)


def test_a_failure_is_told_to_the_error_workflow_when_it_is_active() -> None:
    """Its trigger puts out which execution of which workflow failed where, and why."""

    async def play(stage: Stage, active: bool) -> Any:
        stage.store(ERRORS, "errors", active=active)
        failing = stage.store(chain(END | {"name": "In"}, STOP, errorWorkflow="errors"), "failing")
        await stage.play(failing, {"a": 1})
        await stage.clock.sleep(1)
        return [stage.execution(each.id) for each in stage.player.executions.newest(9)]

    async def told(stage: Stage) -> Any:
        return await play(stage, active=True)

    async def untold(stage: Stage) -> Any:
        return await play(stage, active=False)

    after, failed = on_stage(told)
    assert [failed["status"], after["status"], after["mode"]] == ["error", "success", "error"]
    (item,) = _json_of(after, "End")
    assert item["workflow"] == {"id": "failing", "name": "bench"}
    assert item["execution"]["url"] == "http://127.0.0.1:5678/workflow/failing/executions/1"
    assert (item["execution"]["lastNodeExecuted"], item["execution"]["mode"]) == ("Stop", "webhook")
    assert item["execution"]["error"]["message"] == "boom 1"
    assert item["execution"]["error"]["node"]["name"] == "Stop"
    assert len(on_stage(untold)) == 1


def test_an_error_trigger_of_its_own_hears_of_a_workflow() -> None:
    """And when it fails itself, nobody is told again."""
    document = workflow(
        [END | {"name": "In"}, STOP, node("Trouble", "errorTrigger"), STOP | {"name": "Again"}],
        [("In", 0, "Stop", 0), ("Trouble", 0, "Again", 0)],
    )

    async def play(stage: Stage) -> Any:
        await stage.play(stage.store(document, "w"))
        await stage.clock.sleep(60)
        return [(each.mode, each.status) for each in stage.player.executions.newest(9)]

    assert on_stage(play) == [("error", "error"), ("webhook", "error")]


def _caller(**parameters: Any) -> dict[str, Any]:
    given = {"workflowId": {"__rl": True, "value": "sub", "mode": "id"}, "options": {}} | parameters
    return chain(END | {"name": "In"}, node("Call", "executeWorkflow", 1.2, given), END)


@pytest.mark.parametrize(("mode", "count"), [("once", 1), ("each", 3)])
def test_another_workflow_is_called_once_or_for_each_item(mode: str, count: int) -> None:
    """Its last node's items come back, paired with the caller's; its executions are `integrated`."""
    caller = _caller(mode=mode)
    caller["nodes"][2] = node("End", "stopAndError", 1, {"errorMessage": "={{ $('In').itemMatching(2).json.a }}"})

    async def play(stage: Stage) -> Any:
        stage.store(chain(TRIGGER, END), "sub")
        read = stage.store(caller, "w")
        await stage.player.begin(read, "In", [[Item({"a": place}) for place in range(3)]], wait_for="lastNode")
        modes = [each.mode for each in stage.player.executions.newest(9)]
        return stage.execution(1), modes

    execution, modes = on_stage(play)
    assert _json_of(execution, "Call") == [{"a": 0}, {"a": 1}, {"a": 2}]
    assert execution["data"]["resultData"]["error"]["message"] == "2"
    assert modes == ["integrated"] * count + ["webhook"]


@pytest.mark.parametrize(
    ("sub", "active", "says"),
    [
        (chain(TRIGGER, STOP), True, "boom 7"),
        (chain(TRIGGER, END), False, "Workflow is not active and cannot be executed."),
        (chain(END), True, "Missing node to start execution"),
        (_caller(), True, "Missing node to start execution"),
    ],
)
def test_a_call_fails_with_what_failed_in_it(sub: dict[str, Any], active: bool, says: str) -> None:
    """The caller's error is that of the called workflow."""

    async def play(stage: Stage) -> Any:
        stage.store(sub, "sub", active=active)
        await stage.play(stage.store(_caller(), "w"), {"a": 7})
        return stage.execution(1)

    execution = on_stage(play)
    assert execution["status"] == "error"
    assert execution["data"]["resultData"]["error"]["message"] == says


def test_workflows_that_call_each_other_for_ever_are_stopped() -> None:
    """A bounded number deep."""
    endless = chain(TRIGGER, node("Call", "executeWorkflow", 1.2, {"workflowId": {"value": "sub"}}))

    async def play(stage: Stage) -> Any:
        await stage.play(stage.store(endless, "sub"))
        return stage.execution(1)

    assert "30 deep" in on_stage(play)["data"]["resultData"]["error"]["message"]


def test_a_workflow_may_stand_in_the_node_that_calls_it() -> None:
    """It has its caller's id."""
    inline = chain(TRIGGER, node("Say", "stopAndError", 1, {"errorMessage": "={{ $workflow.id }}"}))

    async def play(stage: Stage) -> Any:
        document = _caller(source="parameter", workflowJson=json.dumps(inline))
        await stage.play(stage.store(document, "w"), {"a": 7})
        return stage.execution(1)

    assert on_stage(play)["data"]["resultData"]["error"]["message"] == "w"


def test_a_caller_that_does_not_wait_goes_on_with_its_own_items() -> None:
    """The other workflow runs beside it."""

    async def play(stage: Stage) -> Any:
        stage.store(chain(TRIGGER, LONG_WAIT, STOP), "sub")
        document = _caller(options={"waitForSubWorkflow": False})
        await stage.play(stage.store(document, "w"), {"a": 7})
        await stage.clock.sleep(1)
        return stage.execution(1), stage.execution(2)

    caller, called = on_stage(play)
    assert (caller["status"], called["status"]) == ("success", "waiting")
    assert _json_of(caller, "End") == [{"a": 7}]


def test_a_caller_waits_as_long_as_the_called_workflow_does() -> None:
    """A pause of the called workflow is a pause of the call."""

    async def play(stage: Stage) -> Any:
        stage.store(chain(TRIGGER, LONG_WAIT, END), "sub")
        await stage.play(stage.store(_caller(), "w"), {"a": 7})
        return stage.execution(1), stage.clock.now().minute

    execution, minute = on_stage(play)
    assert _json_of(execution, "End") == [{"a": 7}]
    assert minute == 5


def test_a_node_is_tried_again_after_a_pause() -> None:
    """All tries fail; the pauses between them pass on the run's clock."""
    played = run_workflow(chain(STOP | {"retryOnFail": True, "maxTries": 3, "waitBetweenTries": 2000}), [{"a": 1}])
    assert played.error is not None
    assert played.error.message == "boom 1"
    again = run_workflow(chain(STOP | {"retryOnFail": True, "onError": "continueRegularOutput"}, END), [{"a": 1}])
    assert again.run_data["Stop"][0].seconds == pytest.approx(2)
    assert again.json("End") == [{"a": 1}]


def test_an_execution_that_takes_too_long_is_canceled() -> None:
    """Its caller is told, and so is its error workflow."""
    slow = chain(node("Wait", "wait", 1.1, {"amount": 30}), END, executionTimeout=2, errorWorkflow="errors")

    async def play(stage: Stage) -> Any:
        stage.store(ERRORS, "errors")
        settled = await stage.play(stage.store(slow, "w"))
        await stage.clock.sleep(1)
        return settled.canceled, stage.execution(1), stage.execution(2)

    canceled, execution, told = on_stage(play)
    assert canceled
    assert execution["status"] == "canceled"
    assert execution["data"]["resultData"]["error"]["message"] == "The execution was cancelled because it timed out"
    assert told["mode"] == "error"


def test_an_endless_loop_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workflow that goes round for ever fails after a bounded number of steps."""
    monkeypatch.setattr(run, "STEPS_LIMIT", 1000)
    played = run_workflow(workflow([node("A", "noOp"), node("B", "noOp")], [("A", 0, "B", 0), ("B", 0, "A", 0)]))
    assert played.error is not None
    assert "endless loop" in played.error.message


def test_items_that_breed_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A loop that doubles its items in each round ends before memory does."""
    monkeypatch.setattr(run, "ITEMS_LIMIT", 10_000)
    nodes = [node("A", "noOp"), node("Both", "merge", 3)]
    played = run_workflow(workflow(nodes, [("A", 0, "Both", 0), ("A", 0, "Both", 1), ("Both", 0, "A", 0)]))
    assert played.error is not None
    assert "endless loop" in played.error.message
    assert len(played.items("Both")) < 10_000


def test_the_way_back_to_an_item_may_be_long() -> None:
    """A loop that went round hundreds of times still knows where its item came from."""
    again = {
        "conditions": [{"leftValue": "={{ $runIndex < 700 }}", "operator": {"type": "boolean", "operation": "true"}}]
    }
    document = workflow(
        [
            END | {"name": "In"},
            node("More", "if", 2.2, {"conditions": again | {"combinator": "and"}}),
            node("Round", "noOp"),
            node("Say", "stopAndError", 1, {"errorMessage": "=from {{ $('In').item.json.a }}"}),
        ],
        [("In", 0, "More", 0), ("More", 0, "Round", 0), ("Round", 0, "More", 0), ("More", 1, "Say", 0)],
    )
    played = run_workflow(document, [{"a": 1}])
    assert played.error is not None
    assert played.error.message == "from 1"
    assert len(played.run_data["Round"]) == 700


def test_only_so_many_executions_are_kept() -> None:
    """The oldest are let go, beyond a number and beyond a size; what waits stays."""

    async def play(stage: Stage) -> Any:
        stage.player.executions = Executions(stage.database, stage.clock, kept=3, kept_bytes=50_000)
        await stage.play(stage.store(chain(LONG_WAIT), "waits"))
        short = stage.store(chain(END), "w")
        for _ in range(5):
            await stage.play(short)
        by_number = [each.id for each in stage.player.executions.newest(9)]
        await stage.play(short, {"text": "x" * 60_000})
        return by_number, [each.id for each in stage.player.executions.newest(9)]

    assert on_stage(play) == ([6, 5, 4, 1], [7, 1])


def test_executions_are_listed_newest_first() -> None:
    """By workflow, by status, and page by page."""

    async def play(stage: Stage) -> Any:
        one, other = stage.store(chain(END), "one"), stage.store(chain(STOP), "other")
        for each in (one, other, one, other):
            await stage.play(each)
        listed = stage.player.executions.newest
        return [
            [each.id for each in found]
            for found in (listed(2), listed(9, before=3), listed(9, workflow_id="one"), listed(9, status="error"))
        ]

    assert on_stage(play) == [[4, 3], [2, 1], [3, 1], [4, 2]]


@pytest.mark.parametrize(
    "value",
    [
        "x" * 600,
        "\0",
        "\0" + "5",
        {"a": ["y" * 600, "y" * 600, {"b": "\0 0"}], "c": None, "d": 1.5},
        [],
        "\ud800",
        True,
    ],
)
def test_packed_values_come_back_as_they_were(value: Any) -> None:
    """Whatever strings they hold."""
    assert unpack(pack(value)) == value


def test_a_long_string_is_written_once() -> None:
    """However many items share it."""
    long = "z" * 100_000
    assert len(pack([{"json": {"image": long}} for _ in range(20)])) < 110_000


def test_a_value_is_seen_for_the_first_time_once() -> None:
    """By scope; the newest so many are remembered, and all can be forgotten."""
    seen = SeenValues(open_engine("sqlite://"))
    assert [seen.first_time("s", value, 2) for value in "abaca"] == [True, True, False, True, True]
    assert seen.count("s") == 2
    assert seen.first_time("other", "a", 2)
    seen.forget("s")
    assert (seen.count("s"), seen.count("other")) == (0, 1)
