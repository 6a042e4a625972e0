"""Switch: sends each item to the output of the rule that it meets first, or that an expression names."""

from typing import Any

from stubs.n8n.engine.errors import ExpressionError, NodeError, NodeOperationError
from stubs.n8n.engine.items import Item, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.workflow import Node
from stubs.n8n.nodes.conditions import holds
from stubs.n8n.nodes.javascript import described, to_number, to_string
from stubs.n8n.nodes.old_conditions import compare

_OLD_DEFAULTS = {"boolean": "equal", "dateTime": "after", "number": "smaller", "string": "equal"}
_OLD_OUTPUTS = 4
_RULES: list[dict[str, Any]] = [{}]
"""Without any rule there is one, that everything meets."""


async def _run(call: Call) -> Outputs:
    """Send each item on; one that fails softly goes to the first output as nothing but its error."""
    outputs: Outputs = [[] for _ in range(_count(call))]
    route = _by_rules if call.node.version >= 3 else _by_old_rules
    if call.param("mode", default="rules") == "expression":
        route = _by_expression
    for index, item in enumerate(call.items):
        try:
            places = route(call, index, len(outputs))
        except NodeError as error:
            if not call.node.continues:
                raise
            outputs[0].append(Item({"error": error.message}))
            continue
        for place in places:
            outputs[place].append(item)
    return outputs or [[]]


def _count(call: Call) -> int:
    node = call.node
    if node.version > 1 and call.param("mode", default="rules") == "expression":
        return int(to_number(call.param("numberOutputs" if node.version >= 3 else "outputsAmount", default=4)))
    return _outputs(node)


def _by_rules(call: Call, index: int, count: int) -> list[int]:
    options = call.param("options", index, {})
    found: list[int] = []
    templates = call.raw("rules.values", _RULES)
    for place, rule in enumerate(call.param("rules.values", index, _RULES) or []):
        if not holds(call, rule.get("conditions", {}), templates[place].get("conditions"), index):
            continue
        found.append(place)
        if not options.get("allMatchingOutputs"):
            return found
    fallback = options.get("fallbackOutput", "none")
    if found or fallback in {"none", None}:
        return found
    return [count - 1] if fallback == "extra" else [_checked(fallback, count, index)]


def _by_expression(call: Call, index: int, count: int) -> list[int]:
    given = call.param("output", index, None if call.node.version >= 3 else 0)
    found = given if given is None else to_number(given)
    if found is not None and found != found:  # noqa: PLR0124 - NaN is not itself
        raise ExpressionError(
            f"Invalid input for 'Output Index' [item {index}]",
            f"'output' expects a number but we got {described(given)}",
            item_index=index,
        )
    return [_checked(found, count, index) if call.node.version >= 3 else _old_checked(found, count)]


def _checked(place: Any, count: int, index: int) -> int:
    if place == count:
        advice = f"Output indexes are zero based, if you want to use the extra output use {count - 1}"
        raise NodeOperationError(f"The ouput {place} is not allowed. ", advice, item_index=index)
    if isinstance(place, int | float) and not 0 <= place <= count:
        advice = f"It has to be between 0 and {count - 1}"
        raise NodeOperationError(f"The ouput {to_string(place)} is not allowed", advice, item_index=index)
    if not isinstance(place, int):
        raise NodeOperationError("Cannot read properties of undefined (reading 'push')", item_index=index)
    return place


def _by_old_rules(call: Call, index: int, count: int) -> list[int]:
    kind = call.param("dataType", default="number")
    value = call.param("value1", index)
    for place, rule in enumerate(call.param("rules.rules", index, [])):
        operation = rule.get("operation", _OLD_DEFAULTS[kind])
        if compare(call, kind, operation, value, rule.get("value2")):
            return [place if call.node.version == 2 else _old_checked(rule.get("output", 0), count)]
    fallback = call.param("fallbackOutput", index, -1)
    return [] if fallback == -1 else [_old_checked(fallback, count)]


def _old_checked(place: Any, count: int) -> int:
    if not isinstance(place, int) or not 0 <= place < count:
        raise NodeOperationError(
            f"The ouput {to_string(place)} is not allowed. It has to be between 0 and {count - 1}!"
        )
    return place


def _outputs(node: Node) -> int:
    """Count the outputs; a number that only an expression knows is taken for n8n's default."""
    parameters = node.parameters
    if node.version == 1:
        return _OLD_OUTPUTS
    rules = parameters.get("rules", {})
    if parameters.get("mode", "rules") == "expression":
        given = parameters.get("numberOutputs" if node.version >= 3 else "outputsAmount", 4)
        return given if isinstance(given, int) else 4
    given = rules.get("rules", []) if node.version == 2 else rules.get("values", _RULES)
    has_extra = node.version >= 3 and parameters.get("options", {}).get("fallbackOutput") == "extra"
    return len(given or []) + has_extra


SWITCH = NodeType(
    name="n8n-nodes-base.switch", versions=frozenset({1, 2, 3, 3.1, 3.2, 3.3, 3.4}), run=_run, outputs=_outputs
)
