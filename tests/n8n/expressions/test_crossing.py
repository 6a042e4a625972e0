"""What crosses to JavaScript, and what does not."""

import pytest

from simulator.entropy import RunEntropy
from stubs.n8n.expressions.evaluator import Evaluator
from tests.n8n.bench import chain, node, run_workflow
from tests.n8n.expressions.sights import evaluate, place

_LONG = "QUJD" * 50_000
_DATA = {"data": [{"b64": _LONG, "id": 7}], "other": 'a "quoted"\n' * 1000, "s": "x"}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("={{ $json.data[0].b64 }}", _LONG),
        ("={{ JSON.stringify({a: $json.data[0].b64, s: $json.s}) }}", f'{{"a":"{_LONG}","s":"x"}}'),
        ("={{ ({a: $json.data[0].b64}) }}", {"a": _LONG}),
        ("={{ [$json.data[0]] }}", [{"b64": _LONG, "id": 7}]),
        ("={{ $json.data[0].b64.length }}", 200_000),
        ("={{ $json.data[0].b64[0] + $json.data[0].b64[2] }}", "QJ"),
        ("={{ $json.data[0].b64.slice(-3) }}", "UJD"),
        ("={{ $json.data[0].b64 === $json.data[0].b64 && $json.s !== $json.data[0].b64 }}", True),
        ("={{ $json.other.split('\\n').length }}", 1001),
        ("={{ JSON.stringify($json.other).length }}", 14_002),
        ("={{ Object.keys($json).join() }}", "data,other,s"),
        ("=data:image/png;base64,{{ $json.data[0].b64 }}", f"data:image/png;base64,{_LONG}"),
        ("={{ $json.data[0].b64.base64Decode().slice(0, 6) }}", "ABCABC"),
    ],
)
def test_long_strings_are_what_they_are(expression: str, value: object) -> None:
    """Whether a long string crossed, was marked or stayed behind can't be told from the value."""
    assert evaluate(expression, _DATA) == value


def test_a_long_string_that_is_only_passed_on_is_the_same_object() -> None:
    """Nobody copies megabytes to move them."""
    assert evaluate("={{ $json.data[0].b64 }}", _DATA) is _LONG
    assert evaluate("={{ ({a: $json.data[0].b64}) }}", _DATA)["a"] is _LONG


def test_what_an_expression_changes_in_its_data_is_gone_with_it() -> None:
    """An item's data is the same for the next expression, and for Python."""
    evaluator, here = Evaluator(RunEntropy(1)), place({"list": [3, 1, 2]})
    assert evaluator.resolve("={{ $json.list.sort() }}", here) == [1, 2, 3]
    assert evaluator.resolve("={{ $json.list.concat([]) }}", here) == [3, 1, 2]
    assert here.items[0].json == {"list": [3, 1, 2]}


def test_expressions_are_found_inside_values() -> None:
    """Objects and lists are resolved throughout, keys are left alone."""
    assert evaluate({"=a": ["={{ 1 + 1 }}", {"b": "={{ $json.x }}"}, "plain", 5]}, {"x": None}) == {
        "=a": [2, {"b": None}, "plain", 5]
    }


def test_time_and_chance_are_the_runs() -> None:
    """The clock is the view's, and a seed gives the same numbers."""
    assert evaluate("={{ new Date().toISOString() + $now.toISO() }}") == "2026-11-22T22:28:35.354Z" * 2
    drawn = [evaluate("={{ [Math.random(), Math.random()] }}", seed=seed) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert drawn[0][0] != drawn[0][1]


def test_the_workflows_zone_is_the_zone_of_now() -> None:
    """`settings.timezone` moves $now and $today, not `Date`."""
    told = evaluate("={{ [$now.toISO(), $today.toISO(), new Date().getHours()] }}", settings={"timezone": "Asia/Tokyo"})
    assert told == ["2026-11-23T07:28:35.354+09:00", "2026-11-23T00:00:00.000+09:00", 22]


def test_strings_that_other_tools_would_cut_come_back_whole() -> None:
    """NUL, control characters and characters beyond the first plane survive both ways."""
    odd = "a\0b\u0001c😀\u2028\uf8f00\uf8f1"
    assert evaluate("={{ $json.v + '' }}", {"v": odd}) == odd
    assert evaluate("={{ [$json.v] }}", {"v": odd}) == [odd]


def test_a_code_node_waits_by_the_runs_clock() -> None:
    """A day of setTimeout takes no time in virtual time, and `Date` has moved on by it."""
    code = "const a = Date.now(); await new Promise(r => setTimeout(r, 86400000)); return [{passed: Date.now() - a}];"
    assert run_workflow(chain(node("Code", "code", 2, {"jsCode": code}))).json("Code") == [{"passed": 86_400_000}]
