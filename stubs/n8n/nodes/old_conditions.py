"""The conditions of the oldest If, Filter (version 1) and Switch (1 and 2): nothing is checked for its type."""

from collections.abc import Callable, Mapping
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.javascript import is_true, less, same, to_number, to_string
from stubs.n8n.nodes.script import ask, matches, regex_of

_DEFAULTS: Mapping[str, tuple[Any, str]] = {
    "boolean": (False, "equal"),
    "dateTime": ("", "after"),
    "number": (0, "smaller"),
    "string": ("", "equal"),
}
"""Type to the default of both values, and of the operation; in the order in which they are looked at."""


def old_conditions_pass(call: Call, index: int) -> bool:
    """Whether an item passes the `conditions` of version 1; raises `NodeError`."""
    joined = call.param("combineConditions", index) or call.param("combineOperation", index, "all")
    any_will_do = joined in {"OR", "any"}
    for kind, (value, operation) in _DEFAULTS.items():
        for each in call.param(f"conditions.{kind}", index, []):
            one, other = each.get("value1", value), each.get("value2", value)
            if compare(call, kind, each.get("operation", operation), one, other) == any_will_do:
                return any_will_do
    return not any_will_do


def compare(call: Call, kind: str, operation: str, one: Any, other: Any) -> bool:
    """Compare two values of a type by an operation's old name; raises `NodeOperationError`."""
    if kind == "dateTime":
        one, other = milliseconds(call, one), milliseconds(call, other)
    if operation in {"regex", "notRegex"}:
        source, flags = regex_of(_text(other))
        return bool(matches(call, source, flags, _text(one))) == (operation == "regex")
    if operation in _COMPARISONS:
        return _COMPARISONS[operation](one, other)
    name = operation.removeprefix("not")
    name = name[:1].lower() + name[1:]
    if name not in _METHODS:
        raise NodeOperationError("compareOperationFunctions[compareData.operation] is not a function")
    if one is None:
        raise NodeOperationError(f"Cannot read properties of undefined (reading '{name}')")
    if not isinstance(one, str):
        raise NodeOperationError(f"value1.{name} is not a function")
    return _METHODS[name](one, to_string(other)) != operation.startswith("not")


def milliseconds(call: Call, value: Any) -> Any:
    """Read a date as the oldest nodes do, as JavaScript's Date; raises `NodeOperationError`."""
    found = ask(call, "return new Date(a).getTime()", value) if isinstance(value, str) else value
    if isinstance(found, bool) or not isinstance(found, int | float) or found != found:  # noqa: PLR0124 - NaN is not itself
        raise NodeOperationError(f'The value "{to_string(value)}" is not a valid DateTime.')
    return found


def _text(value: Any) -> str:
    return to_string(value) if is_true(value) else ""


def _or_zero(value: Any) -> Any:
    return value if is_true(value) else 0


def _larger(one: Any, other: Any) -> bool:
    return less(_or_zero(other), _or_zero(one))


def _smaller(one: Any, other: Any) -> bool:
    return less(_or_zero(one), _or_zero(other))


def _not_larger(one: Any, other: Any) -> bool:
    return _comparable(one, other) and not _larger(one, other)


def _not_smaller(one: Any, other: Any) -> bool:
    return _comparable(one, other) and not _smaller(one, other)


def _comparable(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return True
    numbers = to_number(_or_zero(one)), to_number(_or_zero(other))
    return numbers[0] == numbers[0] and numbers[1] == numbers[1]  # NaN compares with nothing


def _is_empty(one: Any, _other: Any) -> bool:
    return one is None or one in ("", [], {})


_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "after": _larger,
    "before": _smaller,
    "larger": _larger,
    "smaller": _smaller,
    "largerEqual": _not_smaller,
    "smallerEqual": _not_larger,
    "equal": same,
    "notEqual": lambda one, other: not same(one, other),
    "contains": lambda one, other: _text(other) in _text(one),
    "notContains": lambda one, other: _text(other) not in _text(one),
    "isEmpty": _is_empty,
    "isNotEmpty": lambda one, other: not _is_empty(one, other),
}
_METHODS: Mapping[str, Callable[[str, str], bool]] = {
    "startsWith": lambda one, other: one.startswith(other),
    "endsWith": lambda one, other: one.endswith(other),
}
