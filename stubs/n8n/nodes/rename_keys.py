"""Rename Keys: gives fields other names, one by one or by a regular expression."""

from collections.abc import Mapping
from typing import Any

from stubs.n8n.engine.errors import NodeError
from stubs.n8n.engine.items import Item, Json, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.nodes.data_path import ABSENT, drop, get, put
from stubs.n8n.nodes.script import ask


async def _run(call: Call) -> Outputs:
    found = []
    for index, item in enumerate(call.items):
        try:
            found.append(Item(_renamed(call, index), item.binary, (Origin(index),)))
        except NodeError as error:
            if not call.node.continues:
                raise
            found.append(Item({"error": error.message}, origins=(Origin(index),)))
    return [found]


def _renamed(call: Call, index: int) -> Json:
    json = call.items[index].json
    for each in call.param("keys.key", index, []):
        old, new = each.get("currentKey", ""), each.get("newKey", "")
        value = get(json, old)
        if old and new and old != new and value is not ABSENT:
            json = drop(put(json, new, value), old)
    for each in call.param("additionalOptions.regexReplacement.replacements", index, []):
        json = _replaced(call, json, each, each.get("options", {}).get("depth", -1))
    return json


def _replaced(call: Call, value: Any, replacement: Mapping[str, Any], depth: int) -> Any:
    """Rename by a regular expression, so many levels down (all when negative); what is renamed comes last."""
    if isinstance(value, list):
        return [_replaced(call, each, replacement, depth - 1) for each in value] if depth else value
    if not isinstance(value, dict):
        return value
    flags = "i" if replacement.get("options", {}).get("caseInsensitive") else ""
    names = ask(
        call,
        "return a.map((name) => name.replace(new RegExp(b, c), d))",
        list(value),
        replacement.get("searchRegex", ""),
        flags,
        replacement.get("replaceRegex", ""),
    )
    found = {name: _replaced(call, each, replacement, depth - 1) if depth else each for name, each in value.items()}
    for old, new in zip(list(found), names or list(found), strict=True):
        if old != new:
            found[new] = found.pop(old)
    return found


RENAME_KEYS = NodeType(name="n8n-nodes-base.renameKeys", versions=frozenset({1}), run=_run)
