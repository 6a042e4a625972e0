"""Remove Duplicates: within the input, or against what earlier executions saw."""

from typing import Any

from stubs.n8n.engine.errors import NodeError, NodeOperationError
from stubs.n8n.engine.items import Item, Items, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.workflow import Node
from stubs.n8n.nodes.duplicates import without_duplicates
from stubs.n8n.nodes.javascript import in_key_order, to_number, to_string
from stubs.n8n.nodes.latest_seen import LOGICS, beyond_latest
from stubs.n8n.nodes.refusal import not_built_in

_KEPT = 10_000
_NEW = "removeItemsWithAlreadySeenKeyValues"
_EARLIER = "removeItemsSeenInPreviousExecutions"
_WITHIN = "removeDuplicateInputItems"


async def _run(call: Call) -> Outputs:
    """Give the items that are new, and where earlier executions count, the others second."""
    operation = call.param("operation", default=_WITHIN) if call.node.version >= 2 else _WITHIN
    try:
        if operation == _WITHIN:
            return [without_duplicates(call)]
        if operation == _EARLIER:
            return _not_seen(call)
        for each in ("", *(f" {logic}" for logic in LOGICS)):
            call.seen.forget(_scope(call) + each)
    except NodeError as error:
        if not call.node.continues or call.node.version < 2:
            raise
        return [[Item(call.items[0].json, error=error)]]
    return [call.items]


def _not_seen(call: Call) -> Outputs:
    scope = _scope(call)
    logic = call.param("logic", default=_NEW)
    if logic in LOGICS:
        return beyond_latest(call, scope, logic)
    by_value = _by_value(call)
    keep = call.param("options.historySize", default=_KEPT)
    if call.seen.count(scope) + len(call.items) > to_number(keep):
        raise NodeOperationError(
            "The number of items to be processed exceeds the maximum history size. Please increase the history size or "
            "reduce the number of items to be processed."
        )
    new: Items = []
    seen: Items = []
    for value, items in by_value.items():
        (new if call.seen.first_time(scope, value, int(keep)) else seen).extend(items)
    return [new, seen]


def _by_value(call: Call) -> dict[str, Items]:
    """Give the items by their value; values that are whole numbers first, as JavaScript keeps an object's keys."""
    found: dict[str, Items] = {}
    for index, item in enumerate(call.items):
        value: Any = call.param("dedupeValue", index, "")
        found.setdefault("" if value is None else to_string(value), []).append(item)
    return {value: found[value] for value in in_key_order(found)}


def _scope(call: Call) -> str:
    scope = call.param("options.scope", default="node")
    if scope not in {"node", "workflow"}:
        raise NodeOperationError(f'The scope \'{scope}\' is not supported. Please select either "node" or "workflow".')
    return f"{call.workflow.id} {call.node.id or call.node.name}" if scope == "node" else call.workflow.id


def _check(node: Node) -> str | None:
    logic = node.parameters.get("logic", _NEW)
    if node.parameters.get("operation") != _EARLIER or logic in {_NEW, *LOGICS}:
        return None
    return not_built_in(node, f'the logic "{logic}"')


REMOVE_DUPLICATES = NodeType(
    name="n8n-nodes-base.removeDuplicates", versions=frozenset({1, 1.1, 2}), run=_run, check=_check
)
