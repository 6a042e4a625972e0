"""Set, versions 1 and 2: booleans, numbers and strings put into each item, in this order."""

from typing import Any

from stubs.n8n.engine.items import Item, Json, Origin, Outputs
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.data_path import put
from stubs.n8n.nodes.javascript import is_true, to_number
from stubs.n8n.nodes.script import is_null

_DEFAULTS: dict[str, Any] = {"boolean": False, "number": 0, "string": ""}


def set_old_values(call: Call) -> Outputs:
    """Give each item its values; raises `ExpressionError`."""
    found = []
    for index, item in enumerate(call.items):
        dotted = call.param("options.dotNotation", index, default=True) is not False
        alone = call.param("keepOnlySet", index, default=False)
        json: Json = {} if alone else dict(item.json)
        for kind, default in _DEFAULTS.items():
            templates = call.raw(f"values.{kind}", [])
            for each, template in zip(call.param(f"values.{kind}", index, []), templates, strict=False):
                if each.get("value", default) is None and not _is_null(call, kind, template, index):
                    continue
                value = _value(kind, each.get("value", default), call.node.version)
                json = put(json, each.get("name", "propertyName"), value, dotted=dotted)
        found.append(Item(json, {} if alone else item.binary, (Origin(index),)))
    return [found]


def _is_null(call: Call, kind: str, template: Any, index: int) -> bool:
    """Whether a value that is None is to be put: what is undefined is not, but a boolean is then false."""
    return kind == "boolean" or is_null(call, template.get("value"), index)


def _value(kind: str, value: Any, version: float) -> Any:
    if kind == "boolean":
        return is_true(value)
    if kind == "number" and version >= 2 and isinstance(value, str):
        found = to_number(value)
        return value if found != found else found  # noqa: PLR0124 - NaN is not itself
    return value
