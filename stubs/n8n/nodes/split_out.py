"""Split Out: makes an item of each element of a list."""

from collections.abc import Iterator
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.items import Item, Items, Json, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.nodes.data_path import ABSENT, drop, get
from stubs.n8n.nodes.field_names import field_names

_FILES = "$binary"


async def _run(call: Call) -> Outputs:
    """Split each item; a value that is no list is one of its own, an object gives its values."""
    return [[each for index in range(len(call.items)) for each in _split(call, index)]]


def _split(call: Call, index: int) -> Iterator[Item]:
    item = call.items[index]
    options = call.param("options", index, {})
    dotted = not options.get("disableDotNotation")
    given = field_names(call.param("fieldToSplitOut", index, ""), "Fields To Split Out")
    fields = [str(name).removeprefix("$json.") for name in given]
    targets = [name.strip() for name in (options.get("destinationFieldName") or "").split(",") if name.strip()]
    if targets and len(targets) != len(fields):
        raise NodeOperationError(
            "If multiple fields to split out are given, the same number of destination fields must be given"
        )
    include = call.param("include", index, "noOtherFields")
    rest = _rest(call, index, include, fields, dotted=dotted)
    spread = include == "noOtherFields" and not targets and len(fields) == 1
    for part in _parts(item, fields, targets or fields, dotted=dotted, spread=spread):
        part.json = part.json | rest if include == "selectedOtherFields" else rest | part.json
        part.origins = (Origin(index),)
        if options.get("includeBinary") and not part.binary:
            part.binary = item.binary
        yield part


def _parts(item: Item, fields: list[str], targets: list[str], *, dotted: bool, spread: bool) -> Items:
    """Give an item for each place of the lists, with what stands there."""
    found: Items = []
    for name, target in zip(fields, targets, strict=True):
        elements: list[Any] = list(item.binary.items()) if name == _FILES else _elements(item.json, name, dotted=dotted)
        found += [Item({}) for _ in range(len(elements) - len(found))]
        for part, element in zip(found, elements, strict=False):
            if name == _FILES:
                part.binary = dict([element])
            elif spread and isinstance(element, dict | list):
                part.json = part.json | (element if isinstance(element, dict) else _by_index(element))
            else:
                part.json[target] = element
    return found


def _elements(json: Json, name: str, *, dotted: bool) -> list[Any]:
    value = get(json, name) if dotted else json.get(name, ABSENT)
    if value is ABSENT:
        return []
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else [value]


def _by_index(elements: list[Any]) -> Json:
    return {str(place): each for place, each in enumerate(elements)}


def _rest(call: Call, index: int, include: str, fields: list[str], *, dotted: bool) -> Json:
    """Give the other fields that come along."""
    json = call.items[index].json
    if include == "allOtherFields":
        for name in fields:
            json = drop(json, name) if dotted else {key: value for key, value in json.items() if key != name}
        return json
    if include != "selectedOtherFields":
        return {}
    names = field_names(call.param("fieldsToInclude", index, ""), "Fields To Include")
    if not names:
        raise NodeOperationError("No fields specified", "Please add a field to include")
    values = {name: get(json, name) if dotted else json.get(name, ABSENT) for name in names}
    return {name: value for name, value in values.items() if value is not ABSENT}


SPLIT_OUT = NodeType(name="n8n-nodes-base.splitOut", versions=frozenset({1}), run=_run)
