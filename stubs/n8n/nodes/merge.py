"""Merge: makes one stream of several: one after the other, by equal fields, by place, each with each, or one of them.

Limitations: combining by SQL is refused.
"""

from collections.abc import Callable, Mapping
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.items import Item, Items, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.workflow import Node
from stubs.n8n.nodes.clashes import join_items, joined_by, with_suffix
from stubs.n8n.nodes.merge_by_fields import by_fields
from stubs.n8n.nodes.refusal import not_built_in

_EMPTY = Item({})


async def _run(call: Call) -> Outputs:
    """Merge the inputs; one that got nothing counts as empty."""
    inputs = [items or [] for items in call.inputs]
    inputs += [[] for _ in range(_count(call.node) - len(inputs))]
    mode = call.param("mode", default="append")
    if mode == "combine":
        mode = _combining(call.node)
    return [_MODES[mode](call, inputs)]


def _append(_call: Call, inputs: list[Items]) -> Items:
    return [item for items in inputs for item in items]


def _handling(call: Call) -> Mapping[str, Any]:
    found: Mapping[str, Any] = call.param("options.clashHandling.values", default={})
    return found


def _by_position(call: Call, inputs: list[Items]) -> Items:
    handling = _handling(call)
    resolve = handling.get("resolveClash") or ""
    include_unpaired = call.param("options.includeUnpaired", default=False)
    preferred = int(resolve.removeprefix("preferInput")) - 1 if resolve.startswith("preferInput") else len(inputs) - 1
    if call.node.version < 3 and not all(inputs):
        return _append(call, inputs)
    last = inputs[preferred]
    if resolve == "addSuffix":
        inputs = [with_suffix(items, place) for place, items in enumerate(inputs, 1)]
    join = joined_by(handling)
    lengths = [len(items) for items in inputs]
    found = []
    for place in range(max(lengths) if include_unpaired else min(lengths)):
        row = [items[place] if place < len(items) else _EMPTY for items in inputs]
        if call.node.version < 3:
            present = [each for each in row if each is not _EMPTY]
            row = [*row[:preferred], *row[preferred + 1 :], row[preferred]]
            found.append(join_items(join, *row) if len(present) > 1 else present[0])
        else:
            found.append(join_items(join, *row, last[place] if place < len(last) else _EMPTY))
    return found


def _each_with_each(call: Call, inputs: list[Items]) -> Items:
    handling = _handling(call)
    one, other = inputs[:2]
    if handling.get("resolveClash") == "preferInput1":
        one, other = other, one
    if handling.get("resolveClash") == "addSuffix":
        one, other = with_suffix(one, 1), with_suffix(other, 2)
    join = joined_by(handling)
    return [join_items(join, first, second) for first in one for second in other]


def _choose(call: Call, inputs: list[Items]) -> Items:
    output = call.param("output", default="specifiedInput" if call.node.version >= 3 else "input1")
    if output == "empty":
        origins = tuple(origin for items in inputs[:2] for each in items for origin in each.origins or ())
        return [Item({}, {}, origins)]
    if output in {"input1", "input2"}:
        return inputs[int(output[-1]) - 1]
    wanted = int(call.param("useDataOfInput", default=1))
    if wanted > len(inputs):
        advice = f"The node has only {len(inputs)} inputs, so selecting input {wanted} is not possible."
        raise NodeOperationError(f"Input {wanted} doesn't exist", advice)
    return inputs[wanted - 1]


_MODES: Mapping[str, Callable[[Call, list[Items]], Items]] = {
    "append": _append,
    "combineByFields": by_fields,
    "mergeByFields": by_fields,
    "combineByPosition": _by_position,
    "mergeByPosition": _by_position,
    "combineAll": _each_with_each,
    "multiplex": _each_with_each,
    "chooseBranch": _choose,
}


def _combining(node: Node) -> str:
    if node.version < 3:
        return str(node.parameters.get("combinationMode", "mergeByFields"))
    return str(node.parameters.get("combineBy", "combineByFields"))


def _count(node: Node) -> int:
    """Count the inputs: two unless the mode is one that takes more."""
    parameters = node.parameters
    if node.version < 3:
        return 2
    mode = parameters.get("mode", "append")
    takes_more = mode != "combine" or parameters.get("combineBy") == "combineByPosition"
    return int(parameters.get("numberInputs") or 2) if takes_more else 2


def _check(node: Node) -> str | None:
    mode = str(node.parameters.get("mode", "append"))
    mode = _combining(node) if mode == "combine" else mode
    if mode in _MODES:
        return None
    return not_built_in(node, f'the mode "{mode}"')


MERGE = NodeType(
    name="n8n-nodes-base.merge",
    versions=frozenset({2, 2.1, 3, 3.1, 3.2}),
    run=_run,
    inputs=_count,
    needed=lambda node: frozenset({0, 1}) if node.parameters.get("mode") == "chooseBranch" else frozenset(),
    check=_check,
)
