"""The Code node against what real n8n was recorded to make of the same code."""

import json
from typing import Any

import pytest

from tests.n8n.bench import node, run_workflow, workflow
from tests.n8n.expressions.record_code import ITEMS, RECORDED, code_node, codes

_OTHERWISE = {
    "return [{json: {a: arguments.length}}];": "items is an argument here",
    "return [{json: {a: 1}, error: 'bad'}];": "what an item's own error shows is the engine's business",
}
_CASES = json.loads(RECORDED.read_text())


def _outcome(mode: str, code: str) -> Any:
    document = workflow(
        [node("Webhook", "noOp"), code_node("Items", "all", ITEMS, 0), code_node("C", mode, code, 1)],
        [("Webhook", 0, "Items", 0), ("Items", 0, "C", 0)],
        timezone="UTC",
    )
    played = run_workflow(document | {"name": "expr-code"}, [{"body": {"count": 3}}])
    task = played.run_data["C"][0]
    if task.error:
        return {"error": task.error.message, "description": task.error.description}
    return [item.json for item in played.items("C")]


@pytest.mark.parametrize(("mode", "code", "seen"), [case for case in _CASES if case[1] not in _OTHERWISE])
def test_a_code_node_gives_what_real_n8n_gave(mode: str, code: str, seen: Any) -> None:
    """Items and error texts are n8n's."""
    assert _outcome(mode, code) == ([item["json"] for item in seen["items"]] if "items" in seen else seen)


def test_every_code_of_the_table_is_recorded() -> None:
    """The recording is of the table as it stands."""
    assert [(case[0], case[1]) for case in _CASES] == codes()
