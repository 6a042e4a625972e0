"""The conditions of If, Filter and Switch, joined by and/or."""

from collections.abc import Mapping, Sequence
from typing import Any

from stubs.n8n.engine.errors import NodeError
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.condition import LESS_STRICT, Condition
from stubs.n8n.nodes.javascript import is_true


def passes(call: Call, index: int) -> bool:
    """Whether an item passes the node's `conditions`.

    Raises:
        NodeOperationError: a value has the wrong type.
        ExpressionError: an expression can't be evaluated.
    """
    try:
        return holds(call, call.param("conditions", index, {}), call.raw("conditions"), index)
    except NodeError as error:
        if error.description is None and not call.param("looseTypeValidation", index, default=False):
            error.description = LESS_STRICT
        error.item_index, error.tells_node = index, True
        raise


def holds(call: Call, given: Any, raw: Any, index: int) -> bool:
    """Whether conditions hold for an item; what are none hold when JavaScript finds them true.

    Args:
        call: of the node.
        given: the conditions, evaluated.
        raw: the same as they stand in the file.
        index: of the item.

    Raises:
        NodeOperationError: a value has the wrong type.
    """
    if not isinstance(given, Mapping) or "conditions" not in given:
        return is_true(given)
    options = {"caseSensitive": True, "typeValidation": "strict", "version": 1} | given.get("options", {})
    templates = raw.get("conditions") if isinstance(raw, Mapping) else None
    conditions = given["conditions"] or []
    results = (
        Condition(call, each, template, options, place, index).holds()
        for place, (each, template) in enumerate(zip(conditions, _as_many(templates, conditions), strict=True))
    )
    combinator = given.get("combinator", "and")
    if combinator == "and":
        return all(results)
    return combinator == "or" and any(results)


def _as_many(templates: Any, conditions: Sequence[Any]) -> Sequence[Any]:
    is_same = isinstance(templates, list) and len(templates) == len(conditions)
    return templates if is_same else [None] * len(conditions)
