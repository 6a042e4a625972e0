"""Data nodes never change what they were given: items share what did not change."""

from typing import Any

import pytest

from tests.n8n.bench import chain, node, run_workflow

_BIG = {"b64": "x" * 1000}


@pytest.mark.parametrize(
    ("kind", "version", "parameters"),
    [
        (
            "set",
            3.4,
            {
                "includeOtherFields": True,
                "assignments": {"assignments": [{"name": "a.b", "type": "string", "value": "y"}]},
            },
        ),
        ("renameKeys", 1, {"keys": {"key": [{"currentKey": "a.b", "newKey": "a.c"}]}}),
        ("splitOut", 1, {"fieldToSplitOut": "l", "include": "allOtherFields"}),
        ("crypto", 2, {"value": "x", "dataPropertyName": "a"}),
    ],
)
def test_the_input_stays_as_it_was(kind: str, version: float, parameters: dict[str, Any]) -> None:
    """What a node before put out is the same after a node that changed fields of it; big values are not copied."""
    given = {"a": {"b": "x"}, "l": [1, 2], "big": _BIG}
    run = run_workflow(chain(node("In", "noOp"), node("It", kind, version, parameters)), items=[given])
    assert run.status == "success"
    assert run.json("In") == [{"a": {"b": "x"}, "l": [1, 2], "big": {"b64": "x" * 1000}}]
    assert all(each["big"] is _BIG for each in run.json("It"))
