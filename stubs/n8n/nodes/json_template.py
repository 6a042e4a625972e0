"""JSON that people write with expressions in it, as Set's JSON mode takes it."""

import re
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.items import Json
from stubs.n8n.engine.json_text import to_text
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.javascript import to_string
from stubs.n8n.nodes.typed import read_json

_RESOLVABLE = re.compile(r"\{\{[\s\S]*?\}\}")


def read_object(call: Call, index: int, template: Any, place: str) -> Json:
    """Give the object that a template is once its expressions are in place; raises `NodeOperationError`."""
    value = _filled(call, index, template) if isinstance(template, str) else template
    if isinstance(value, str):
        text = value
        try:
            value = read_json(text)
        except ValueError:
            raise NodeOperationError(f"The {place} in item {index} contains invalid JSON", text or None) from None
    if value is None:
        raise NodeOperationError("Cannot convert undefined or null to object")
    if not isinstance(value, dict):
        raise NodeOperationError(f"The {place} in item {index} does not contain a valid JSON object")
    return value


def _filled(call: Call, index: int, template: str) -> Any:
    if not template.startswith("="):
        return template
    text = template.lstrip("=")
    whole = _RESOLVABLE.fullmatch(text.strip())
    if whole:
        value = call.evaluate("=" + whole[0], index)
        return value if isinstance(value, dict) else _shown(value)
    return _RESOLVABLE.sub(lambda found: _shown(call.evaluate("=" + found[0], index)), text)


def _shown(value: Any) -> str:
    return to_text(value) if isinstance(value, dict | list) else to_string(value)
