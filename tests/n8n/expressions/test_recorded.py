"""The evaluator against what real n8n was recorded to make of the same expressions."""

import json
import math
from typing import Any

import pytest

from stubs.n8n.engine.errors import ExpressionError
from tests.n8n.expressions.record import DATA, RECORDED, expressions
from tests.n8n.expressions.sights import evaluate

_BODY = {"body": json.loads(DATA.read_text()), "headers": {}, "params": {}, "query": {}}
_OTHERWISE = {
    "={{ $mode }}": "the stub knows no trigger mode",
    "={{ $thisItemIndex }}": "undocumented",
    "={{ DateTime }}": "n8n shows the minified source of its own class",
    "={{ await 1 }}": "n8n shows V8's place in its own wrapper; here it is a syntax error",
}
_CASES = json.loads(RECORDED.read_text())


def _outcome(expression: str) -> Any:
    try:
        value = evaluate(expression, _BODY)
    except ExpressionError as error:
        return {"error": error.message}
    return {"value": None if isinstance(value, float) and not math.isfinite(value) else value}


@pytest.mark.parametrize(("expression", "seen"), [case for case in _CASES if case[0] not in _OTHERWISE])
def test_an_expression_gives_what_real_n8n_gave(expression: str, seen: Any) -> None:
    """Value, type and error text are n8n's; its recording node reads text that is JSON of an object or a list."""
    ours = _outcome(expression)
    if isinstance(ours.get("value"), str) and isinstance(seen.get("value"), dict | list):
        ours = {"value": json.loads(ours["value"])}
    assert ours == seen


@pytest.mark.parametrize("expression", _OTHERWISE)
def test_a_declared_difference_is_still_one(expression: str) -> None:
    """A difference that is gone must leave the list."""
    assert _outcome(expression) != dict(_CASES)[expression]


def test_every_expression_of_the_table_is_recorded() -> None:
    """The recording is of the table as it stands."""
    assert [case[0] for case in _CASES] == expressions()
