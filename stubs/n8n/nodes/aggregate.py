"""Aggregate: makes one item of all: chosen fields as lists, or the items themselves in one list."""

from collections.abc import Iterable
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.items import Binary, Item, Json, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.nodes.data_path import ABSENT, get, put
from stubs.n8n.nodes.field_names import field_names


async def _run(call: Call) -> Outputs:
    """Give the one item."""
    if call.param("aggregate", default="aggregateIndividualFields") == "aggregateIndividualFields":
        json, places = _fields(call), list(range(len(call.items)))
    else:
        json, places = _items(call)
    found = Item(json, origins=tuple(Origin(place) for place in places))
    if call.param("options.includeBinaries", default=False):
        unique = call.param("options.keepOnlyUnique", default=False)
        found.binary = _files((call.items[place] for place in places), unique=unique)
    return [[found]]


def _fields(call: Call) -> Json:
    dotted = not call.param("options.disableDotNotation", default=False)
    lists: dict[str, list[Any]] = {}
    given = call.param("fieldsToAggregate.fieldToAggregate", default=[{}])
    if not given:
        raise NodeOperationError("No fields specified", "Please add a field to aggregate")
    used: list[str] = []
    for each in given:
        name, renamed = each.get("fieldToAggregate", ""), each.get("outputFieldName", "")
        used_name = renamed if each.get("renameField") else name
        if used_name in used:
            advice = "Please make sure each output field name is unique"
            raise NodeOperationError(f"The '{used_name}' output field is used more than once", advice)
        used.append(used_name)
        if name:
            lists[renamed or (name.rpartition(".")[2] if dotted else name)] = _values(call, name, dotted=dotted)
    json: Json = {}
    for name, values in lists.items():
        json = put(json, name, values) if dotted else json | {name: values}
    return json


def _values(call: Call, name: str, *, dotted: bool) -> list[Any]:
    keep_missing = call.param("options.keepMissing", default=False)
    merge_lists = call.param("options.mergeLists", default=False)
    found: list[Any] = []
    for item in call.items:
        value = get(item.json, name) if dotted else item.json.get(name, ABSENT)
        value = None if value is ABSENT else value
        if not keep_missing:
            if value is None:
                continue
            if isinstance(value, list):
                value = [each for each in value if each is not None]
        if isinstance(value, list) and merge_lists:
            found.extend(value)
        else:
            found.append(value)
    return found


def _items(call: Call) -> tuple[Json, list[int]]:
    target = call.param("destinationFieldName", default="data")
    include = call.param("include", default="allFields")
    excluded = field_names(call.param("fieldsToExclude", default=""), "Fields To Exclude")
    included = field_names(call.param("fieldsToInclude", default=""), "Fields To Include")
    if include != "allFieldsExcept":
        excluded = []
    if include != "specifiedFields":
        included = []
    if not excluded and not included:
        return {target: [item.json for item in call.items]}, list(range(len(call.items)))
    chosen: list[Json] = []
    places = []
    for place, item in enumerate(call.items):
        json = {
            key: value for key, value in item.json.items() if key not in excluded and (not included or key in included)
        }
        if json:
            chosen.append(json)
            places.append(place)
    return {target: chosen}, places


def _files(items: Iterable[Item], *, unique: bool) -> dict[str, Binary]:
    """Give all files, those of one name with a number; of the same type and size only one when asked."""
    found: dict[str, Binary] = {}
    kinds: set[tuple[str, int]] = set()
    for item in items:
        for name, file in item.binary.items():
            kind = file.mime_type, len(file.content)
            if unique and kind in kinds:
                continue
            kinds.add(kind)
            place, free = 1, name
            while free in found:
                free = f"{name}_{place}"
                place += 1
            found[free] = file
    return found


AGGREGATE = NodeType(name="n8n-nodes-base.aggregate", versions=frozenset({1}), run=_run)
