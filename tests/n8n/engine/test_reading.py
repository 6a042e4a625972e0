"""Workflow files are read, or refused in one sentence."""

import json
from typing import Any

import pytest

from stubs.n8n.engine.reading import read_structure, read_workflow
from stubs.n8n.engine.unreadable import UnreadableWorkflow
from tests.n8n.bench import chain, node, workflow

GOOD = chain(node("A", "noOp"), node("B", "noOp"))
HOLDING_ITSELF: dict[str, Any] = {"nodes": []}
HOLDING_ITSELF["nodes"].append(HOLDING_ITSELF)


def _with(**more: Any) -> dict[str, Any]:
    return workflow([node("A", "noOp", **more)], [])


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "not JSON"),
        ('{"nodes": [', "not JSON"),
        (b"\xff\xfe{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"a":' * 101 + "1" + "}" * 101, "nested deeper"),
        (HOLDING_ITSELF, "nested deeper"),
        ("3", "does not hold one workflow"),
        ("[]", "does not hold one workflow"),
        ("[{}, {}]", "does not hold one workflow"),
        ("{}", "no `nodes`"),
        ('{"nodes": {}}', "no `nodes`"),
        ('{"nodes": [3]}', "not an object"),
        ('{"nodes": [{"name": "A"}]}', "no `name` or no `type`"),
        ({"nodes": [node("A", "noOp"), node("A", "noOp")]}, 'two nodes named "A"'),
        ({"nodes": [node("A", "noOp")] * 1001}, "more than 1000 nodes"),
        (" " * (16 * 2**20 + 1), "larger than 16 MiB"),
        (_with(parameters=[1]), "`parameters`"),
        (_with(typeVersion="x"), "`typeVersion`"),
        (workflow([node("A", "noOp")], [("A", 0, "B", 0)]), 'connected to "B"'),
        (workflow([node("A", "noOp")], [("B", 0, "A", 0)]), 'starts at "B"'),
        (GOOD | {"connections": []}, None),
        (GOOD | {"connections": [1]}, "`connections`"),
        (GOOD | {"connections": {"A": {"main": [[{"index": 0}]]}}}, "does not say"),
        (GOOD | {"connections": {"A": {"main": [[{"node": "B", "index": -1}]]}}}, "does not say"),
        (GOOD | {"settings": 3}, "`settings`"),
        (_with(type="n8n-nodes-base.telegram", typeVersion=1.2), "type n8n-nodes-base.telegram version 1.2"),
        (_with(typeVersion=9), "version 9, a version which this engine does not run (it runs 1)"),
        (_with(type="n8n-nodes-base.executeWorkflow", parameters={"source": "url"}), "takes its workflow from url"),
    ],
)
def test_what_is_no_workflow_is_refused_in_one_sentence(source: Any, says: str | None) -> None:
    """The sentence says what is wrong; empty connections are none."""
    if says is None:
        assert read_workflow(source).nodes
        return
    with pytest.raises(UnreadableWorkflow) as refusal:
        read_workflow(source)
    text = str(refusal.value)
    assert says in text
    assert "\n" not in text
    assert text.endswith(".")


@pytest.mark.parametrize("kind", ["n8n-nodes-base.telegram", "n8n-nodes-base.noOp"])
def test_an_unknown_type_or_version_is_sent_to_a_real_n8n(kind: str) -> None:
    """The refusal names the node and says what to do."""
    with pytest.raises(UnreadableWorkflow, match=r'Node "A".*run it on a real n8n with --real n8n=URL'):
        read_workflow(_with(type=kind, typeVersion=7))


def test_a_disabled_node_may_be_of_any_type() -> None:
    """It only passes items on."""
    assert read_workflow(_with(type="n8n-nodes-base.telegram", disabled=True)).nodes["A"].disabled


def test_structure_is_read_whatever_the_types() -> None:
    """What is stored but not run may hold unknown nodes."""
    assert read_structure(_with(type="x.y")).nodes["A"].type == "x.y"


def test_a_list_with_one_workflow_is_read() -> None:
    """n8n's command line exports lists."""
    assert set(read_workflow(json.dumps([GOOD])).nodes) == {"A", "B"}


@pytest.mark.parametrize(
    ("given", "tries", "pause"),
    [
        ({}, 1, 1.0),
        ({"retryOnFail": True}, 3, 1.0),
        ({"retryOnFail": True, "maxTries": 9, "waitBetweenTries": 9000}, 5, 5.0),
        ({"retryOnFail": True, "maxTries": 1, "waitBetweenTries": 0}, 2, 1.0),
        ({"retryOnFail": True, "maxTries": 4, "waitBetweenTries": 700}, 4, 0.7),
        ({"maxTries": 4}, 1, 1.0),
    ],
)
def test_tries_are_what_n8n_makes_of_them(given: dict[str, Any], tries: int, pause: float) -> None:
    """Two to five tries, no more than five seconds apart, a second for none."""
    read = read_workflow(_with(**given)).nodes["A"]
    assert (read.tries, read.retry_pause) == (tries, pause)


@pytest.mark.parametrize(
    ("given", "on_error"),
    [
        ({}, "stopWorkflow"),
        ({"continueOnFail": True}, "continueRegularOutput"),
        ({"onError": "continueErrorOutput"}, "continueErrorOutput"),
        ({"onError": "continueErrorOutput", "continueOnFail": True}, "continueErrorOutput"),
        ({"onError": "nonsense"}, "stopWorkflow"),
    ],
)
def test_what_happens_on_errors_is_read(given: dict[str, Any], on_error: str) -> None:
    """The old spelling is read as continuing on the regular output."""
    assert read_workflow(_with(**given)).nodes["A"].on_error == on_error
