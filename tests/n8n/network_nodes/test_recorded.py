"""The network nodes do what real n8n was recorded to do."""

import json
from functools import cache
from pathlib import Path

import pytest

from stubs.n8n.engine.error_shape import error_of
from tests.n8n.network_nodes.cases import Case, Json
from tests.n8n.network_nodes.replayed import items_of, play, requests_of, same_requests, without_boundaries
from tests.n8n.network_nodes.tables import TABLES

CASES = [pytest.param(name, case, id=case.name) for name, table in TABLES.items() for case in table]
COMPARED = ("name", "message", "description", "httpCode", "messages", "context")


@cache
def recorded(table: str) -> Json:
    """Give a table's recording."""
    found: Json = json.loads((Path(__file__).parent / "recorded" / f"{table}.json").read_text())
    return found


@pytest.mark.parametrize(("table", "case"), CASES)
def test_case(table: str, case: Case) -> None:
    """What a node sends, what it puts out and how it fails is what real n8n did."""
    truth = recorded(table)[case.name]
    played, seen = play(case)
    expected = same_requests(truth["requests"], parallel=case.parallel)
    assert same_requests(requests_of(seen), parallel=case.parallel) == expected
    assert played.status == truth["status"]
    if truth["status"] == "error":
        assert played.error is not None
        shown = error_of(played.error, None, 0)
        for each in COMPARED:
            if each in truth["error"]:
                assert without_boundaries(shown.get(each)) == without_boundaries(truth["error"][each])
        return
    outputs = items_of(played)
    if "seen" in truth:
        output = 0 if case.on_error == "continueRegularOutput" else 1
        seen_items = [each.json for each in played.items("Node", output)]
        assert without_boundaries(seen_items) == without_boundaries(truth["seen"])
    expected_items = [[drop_error(each) for each in output] for output in truth["outputs"]]
    assert without_boundaries(outputs) == without_boundaries(expected_items)


def drop_error(item: Json) -> Json:
    """Leave the error beside an item's JSON out: the engine keeps it, in a shape of its own."""
    return {key: value for key, value in item.items() if key != "error"}
