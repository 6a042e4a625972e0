"""The ways through a workflow, counted and drawn."""

from dataclasses import replace
from typing import Any

import pytest

from contracts.ports.n8n import Execution
from simulator.reports.page import to_html
from simulator.reports.ways import ways_of
from simulator.reports.workflow import drawing_of
from simulator.sandbox import Sandbox
from tests.reports.samples import happy, result_of


def node(name: str, kind: str, place: int, **more: Any) -> dict[str, Any]:
    """Give a node of a workflow file."""
    kind = f"n8n-nodes-base.{kind}"
    return {"name": name, "type": kind, "position": [220 * place, 0], "parameters": {}} | more


def link(*names: str) -> list[list[dict[str, Any]]]:
    """Give connections: a node for each output, or none."""
    return [[{"node": name, "type": "main", "index": 0}] if name else [] for name in names]


RULES = {"rules": {"values": [{"outputKey": "good"}, {}]}, "options": {"fallbackOutput": "extra"}}
SMALL = {
    "name": "small",
    "nodes": [
        node("Start", "webhook", 0),
        node("Call", "httpRequest", 1, onError="continueErrorOutput"),
        node("Which?", "switch", 2, parameters=RULES),
        node("Right?", "if", 3),
        node("<b>End</b>", "noOp", 4),
        node("Off", "noOp", 5, disabled=True),
        node("Note", "stickyNote", 6),
    ],
    "connections": {
        "Start": {"main": link("Call")},
        "Call": {"main": link("Which?", "Which?")},
        "Which?": {"main": link("Right?", "Call")},
        "Right?": {"main": link("", "<b>End</b>")},
    },
}
WALKED = {"Start": [[1]], "Call": [[0, 1], [1, 0]], "Which?": [[0, 1, 0], [1, 0, 0]], "Right?": [[2, 0]]}
ONE = Execution("1", "small", "success", 0.1, WALKED)


def test_each_node_branch_and_error_output_is_counted() -> None:
    """Notes and disabled nodes are no ways; a node's only output is none of its own."""
    assert {str(way): way.count for way in ways_of(SMALL, [ONE])} == {
        "Start": 1,
        "Call": 2,
        "Call → done": 1,
        "Call → error": 1,
        "Which?": 2,
        "Which? → good": 1,
        "Which? → 1": 1,
        "Which? → fallback": 0,
        "Right?": 1,
        "Right? → true": 1,
        "Right? → false": 0,
        "<b>End</b>": 0,
    }


def test_executions_of_one_workflow_are_added_up_and_others_left_out() -> None:
    """Another workflow may have nodes of the same names."""
    counts = {str(way): way.count for way in ways_of(SMALL, [ONE, ONE, replace(ONE, workflow="other")])}
    assert (counts["Call"], counts["Right? → true"]) == (4, 2)


def test_the_error_output_alone_is_marked_as_such() -> None:
    """It is the last one of a node that was told to have it."""
    assert [str(way) for way in ways_of(SMALL, []) if way.is_error] == ["Call → error"]


def test_what_was_walked_is_drawn_so() -> None:
    """A box for each node, a line for each connection and for each branch that leads nowhere."""
    drawing = drawing_of(replace(result_of(), executions=(ONE,), workflow=SMALL))
    assert drawing is not None
    assert {box.name: box.count for box in drawing.boxes}["Call"] == 2
    assert [(wire.walked, wire.is_error) for wire in drawing.wires] == [
        (True, False),  # Start to Call
        (True, False),  # Call to Which?
        (True, True),  # and when it failed
        (True, False),  # Which? to Right?
        (True, False),  # Which? back to Call
        (False, False),  # its fallback, which leads nowhere
        (True, False),  # Right? to nothing
        (False, False),  # Right? to the end
    ]
    assert (drawing.walked, len(drawing.ways)) == (9, 12)


def test_the_page_shows_the_workflow_and_names_stay_text() -> None:
    """A node may bear any name."""
    page = to_html(happy(), replace(result_of(), executions=(ONE,), workflow=SMALL))
    assert "9 of 12 nodes and branches" in page
    assert "&lt;b&gt;End&lt;/b&gt;" in page
    assert "<b>End</b>" not in page


@pytest.mark.parametrize("executions", [(), (replace(ONE, workflow="a user's own"),)])
def test_without_executions_of_the_workflow_nothing_is_drawn(executions: tuple[Execution, ...]) -> None:
    """Nothing is shown as not walked that was never looked at."""
    assert drawing_of(replace(result_of(), executions=executions, workflow=Sandbox.workflow())) is None
