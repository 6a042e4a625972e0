"""Items that are beyond what earlier executions saw: a higher number, a later date (Remove Duplicates)."""

from collections.abc import Callable, Mapping
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.items import Items, Outputs
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.javascript import in_key_order, to_number, to_string
from stubs.n8n.nodes.script import moment

Height = Callable[[Call, str], float]


def beyond_latest(call: Call, scope: str, logic: str) -> Outputs:
    """Give the items beyond the highest value that was kept, and the others; keep the highest.

    Raises:
        NodeOperationError: a value is empty, or neither a number nor a date.
    """
    parameter, spelled, height = LOGICS[logic]
    scope = f"{scope} {logic}"
    by_value: dict[str, Items] = {}
    for index, item in enumerate(call.items):
        value = call.param(parameter, index, "")
        if not to_string(value) or value is None:
            raise NodeOperationError("The `Value to Dedupe` On is empty. Please provide a value.")
        by_value.setdefault(spelled(call, value), []).append(item)
    values = in_key_order(by_value)
    in_order = sorted(values, key=lambda value: height(call, value))
    kept = call.seen.latest(scope)
    new = [value for value in in_order if height(call, value) > height(call, kept)] if kept is not None else values
    if new:
        call.seen.forget(scope)
        call.seen.first_time(scope, in_order[-1], 1)
    old = [value for value in in_order if value not in new]
    return [[item for value in chosen for item in by_value[value]] for chosen in (new, old)]


def _number(_call: Call, value: Any) -> str:
    found = to_number(value)
    if found != found:  # noqa: PLR0124 - NaN is not itself
        raise NodeOperationError(f"The value '{to_string(value)}' is not a number. Please provide a number.")
    return to_string(found)


def _date(call: Call, value: Any) -> str:
    text = to_string(value)
    if moment(call, text) is None:
        raise NodeOperationError(f"The value '{text}' is not a valid date. Please provide a valid date.")
    return text


def _milliseconds(call: Call, value: str) -> float:
    found = moment(call, value)
    return found[0] if found else 0.0


LOGICS: Mapping[str, tuple[str, Callable[[Call, Any], str], Height]] = {
    "removeItemsUpToStoredIncrementalKey": (
        "incrementalDedupeValue",
        _number,
        lambda _call, value: float(to_number(value)),
    ),
    "removeItemsUpToStoredDate": ("dateDedupeValue", _date, _milliseconds),
}
"""Logic to its parameter, how a value is kept, and how high it is."""
