"""Sort: orders the items by fields or by code, or shuffles them."""

import re
from functools import cmp_to_key
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.items import Item, Items, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.nodes.code import run_for_all
from stubs.n8n.nodes.data_path import ABSENT, get
from stubs.n8n.nodes.field_names import NESTED
from stubs.n8n.nodes.javascript import equal, less

_NO_RETURN = "Sort code doesn't return. Please add a 'return' statement to your code"


async def _run(call: Call) -> Outputs:
    kind = call.param("type", default="simple")
    if kind == "random":
        return [_shuffled(call)]
    if kind == "code":
        return [await _by_code(call)]
    dotted = not call.param("options.disableDotNotation", default=False)
    given = call.param("sortFieldsUi.sortField", default=[])
    if not given:
        raise NodeOperationError("No sorting specified. Please add a field to sort by")
    fields = [(each.get("fieldName", ""), each.get("order", "ascending") == "ascending") for each in given]
    for name, _ in fields:
        _check_present(call.items, name, dotted=dotted)

    def compare(one: Item, other: Item) -> int:
        for name, ascending in fields:
            values = _value(one, name, dotted=dotted), _value(other, name, dotted=dotted)
            if not _same(*values):
                is_less = ABSENT not in values and less(*values)
                return -1 if is_less == ascending else 1
        return 0

    return [sorted(call.items, key=cmp_to_key(compare))]


async def _by_code(call: Call) -> Items:
    text = str(call.raw("code", ""))
    if not re.search(r"\breturn\b", text):
        raise NodeOperationError(_NO_RETURN)
    # Nothing stands between the brace and the code, so that an error names its lines.
    return await run_for_all(call, f"return items.sort((a, b) => {{ {text} }})")


def _shuffled(call: Call) -> Items:
    places = [(call.entropy.uniform(0, 1), place) for place in range(len(call.items))]
    return [call.items[place] for _, place in sorted(places)]


def _check_present(items: Items, name: str, *, dotted: bool) -> None:
    if any(_value(each, name, dotted=dotted) is not ABSENT for each in items):
        return
    advice = NESTED if not dotted and "." in name else None
    raise NodeOperationError(f"Couldn't find the field '{name}' in the input data", advice)


def _value(item: Item, name: str, *, dotted: bool) -> Any:
    """Give the value to sort by; letters sort alike, small or capital."""
    value = get(item.json, name) if dotted else item.json.get(name, ABSENT)
    return value.lower() if isinstance(value, str) else value


def _same(one: Any, other: Any) -> bool:
    return one is other if one is ABSENT or other is ABSENT else equal(one, other)


SORT = NodeType(name="n8n-nodes-base.sort", versions=frozenset({1}), run=_run)
