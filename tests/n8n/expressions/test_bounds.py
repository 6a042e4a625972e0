"""Hostile expressions and Code nodes: bounded, refused in n8n's words, and nothing of them stays."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from stubs.n8n.engine.errors import ExpressionError
from stubs.n8n.expressions import code_run, realm
from tests.n8n.bench import chain, node, run_workflow
from tests.n8n.expressions.sights import evaluate


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give hostile code less time than a user's, so that the tests don't wait."""
    monkeypatch.setattr(realm, "SECONDS", 0.5)
    monkeypatch.setattr(code_run, "SECONDS", 0.5)
    realm.discard()
    yield
    realm.discard()


_REFUSED = [
    ("={{ (() => { for (;;); })() }}", "Expression timed out"),
    ("={{ (() => { try { for (;;); } finally { for (;;); } })() }}", "Expression timed out"),
    ("={{ ({ toJSON() { for (;;); } }) }}", "Expression timed out"),
    (
        "={{ (() => { const a = []; for (;;) a.push('x'.repeat(5e7) + a.length); })() }}",
        "Expression exceeded memory limit",
    ),
    ("={{ 'x'.repeat(5e8) + 'y'.repeat(5e8) }}", "Expression exceeded memory limit"),
    ("={{ [].map['const' + 'ructor']('return 1')() }}", 'Cannot access "constructor" due to security concerns'),
    ("={{ ({})['__pro' + 'to__'] }}", 'Cannot access "__proto__" due to security concerns'),
    ("={{ 1) }); (() => { }}", "invalid syntax"),
    ("={{ " + "(" * 20000 + " }}", "invalid syntax"),
]
_HARMLESS = [
    "={{ 'x'.repeat(1e9) }}",
    "={{ (function f() { return f(); })() }}",
    "={{ require('fs') }}",
    "={{ globalThis.process.exit() }}",
    "={{ (function () { return this })().eval('1') }}",
    "={{ /(a+)+$/.test('a'.repeat(20) + 'b') ? 1 : null }}",
]
_POLLUTING = [
    "={{ (() => { ({})['con' + 'structor'].assign([].at, {x: 1}); })() }}",
    "={{ [].concat.call = 5 }}",
    "={{ (() => { String['proto' + 'type'].toUpperCase = () => 'hacked'; })() }}",
    "={{ (() => { Array['proto' + 'type'].polluted = 1; Object['proto' + 'type'].polluted = 1; })() }}",
    "={{ JSON.stringify = 1 }}",
    "={{ Math.max = 1 }}",
    "={{ (function () { this.$json = 1; this.leak = 2; })() }}",
    "={{ (function () { return this })()['$k' + 'it'].extend = () => 'hacked' }}",
]


@pytest.mark.parametrize(("expression", "message"), _REFUSED)
def test_a_hostile_expression_is_refused(expression: str, message: str) -> None:
    """It ends within its bounds, in n8n's words, and the next expression is evaluated."""
    with pytest.raises(ExpressionError, match=f"^{message.replace('(', '.')}$"):
        evaluate(expression)
    assert evaluate("={{ [1, 2].sum() }}") == 3


@pytest.mark.parametrize("expression", _HARMLESS)
def test_what_is_not_there_gives_nothing(expression: str) -> None:
    """What would lead out of a sandbox is undefined, not an error."""
    assert evaluate(expression) is None


@pytest.mark.parametrize("expression", _POLLUTING)
def test_nothing_stays_of_what_an_expression_changes(expression: str) -> None:
    """Prototypes and globals are the same for the next expression."""
    with suppress(ExpressionError):
        evaluate(expression)
    told = (
        "={{ [typeof [].polluted, 'a'.toUpperCase(), JSON.stringify(1), Math.max(1, 2), "
        "[7].first(), $json.a, typeof leak] }}"
    )
    assert evaluate(told, {"a": 3}) == ["undefined", "A", "1", 2, 7, 3, "undefined"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("for (;;);", "Task execution timed out"),
        ("await (async () => { for (;;) await null; })();", "Task execution timed out"),
        ("(function f() { Promise.resolve().then(f); })(); await new Promise(() => {});", "Task execution timed out"),
        ("return 'x'.repeat(4e8);", "out of memory"),
        ("const big = 'x'.repeat(1e9); return [];", "Invalid string length [line 1]"),
        ("return require('fs').readFileSync('/etc/passwd');", "Module 'fs' is disallowed [line 1]"),
        ("await import('fs');", "could not load module"),
        ("await new Promise(() => {});", "Unknown error"),
    ],
)
def test_a_hostile_code_node_is_refused(code: str, message: str) -> None:
    """It ends within its bounds as a failed node, and the next one runs."""
    played = run_workflow(chain(node("Code", "code", 2, {"jsCode": code})))
    assert played.status == "error"
    assert message in str(played.error)
    assert run_workflow(chain(node("Code", "code", 2, {"jsCode": "return [{a: 1}]"}))).json("Code") == [{"a": 1}]


def test_python_is_refused_as_by_n8n_without_its_runner() -> None:
    """The sentence is n8n's."""
    played = run_workflow(chain(node("Code", "code", 2, {"language": "python", "pythonCode": "return []"})))
    assert str(played.error) == "Python runner unavailable: Virtual environment is missing from this system"
