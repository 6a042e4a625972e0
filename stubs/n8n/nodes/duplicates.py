"""Which items of one input are there twice."""

from collections.abc import Sequence
from functools import cmp_to_key
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.items import Item, Items, Json, Origin
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.data_path import ABSENT, get, put
from stubs.n8n.nodes.field_names import NESTED, field_names
from stubs.n8n.nodes.javascript import equal, less, type_of


def without_duplicates(call: Call) -> Items:
    """Give the first of all items that are equal in the fields to compare; raises `NodeOperationError`."""
    items = call.items
    dotted = not call.param("options.disableDotNotation", default=False)
    keys = _keys(call, items, dotted=dotted)

    def compare(one: int, other: int) -> int:
        return _order(items[one], items[other], keys, dotted=dotted)

    ordered = [(place, items[place]) for place in sorted(range(len(items)), key=cmp_to_key(compare))]
    _check(call, [item for _, item in ordered], keys, dotted=dotted)
    kept: set[int] = set()
    last: Item | None = None
    for place, item in ordered:
        if last is None or not _are_equal(last, item, keys, dotted=dotted):
            kept.add(place)
            last = item
    found = [item for place, item in enumerate(items) if place in kept]
    if call.param("options.removeOtherFields", default=False):
        return [Item(_only(item.json, keys), {}, (Origin(place),)) for place, item in enumerate(found)]
    return found


def _keys(call: Call, items: Items, *, dotted: bool) -> list[str]:
    """Give the names of the fields to compare."""
    compare = call.param("compare", default="allFields")
    if compare == "selectedFields":
        chosen = field_names(call.param("fieldsToCompare", default=""), "Fields To Compare")
        if not chosen:
            raise NodeOperationError("No fields specified. Please add a field to compare on")
        return [str(name).strip() for name in chosen]
    excluded: list[Any] = []
    if compare == "allFieldsExcept":
        excluded = field_names(call.param("fieldsToExclude", default=""), "Fields To Exclude")
        if not excluded:
            raise NodeOperationError("No fields specified. Please add a field to exclude from comparison")
        items = items[:1] if dotted else items
    found: dict[str, None] = {}
    for item in items:
        found.update(dict.fromkeys(_flat(item.json) if dotted else item.json))
    return [key for key in found if key not in excluded]


def _flat(value: Any, prefix: str = "") -> list[str]:
    if not isinstance(value, dict | list):
        return [prefix]
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    return [key for name, each in inner for key in _flat(each, f"{prefix}.{name}" if prefix else str(name))]


def _order(one: Item, other: Item, keys: Sequence[str], *, dotted: bool) -> int:
    for key in keys:
        values = _value(one.json, key, dotted=dotted), _value(other.json, key, dotted=dotted)
        if not _same(*values):
            return -1 if ABSENT not in values and less(*values) else 1
    return 0


def _are_equal(one: Item, other: Item, keys: Sequence[str], *, dotted: bool) -> bool:
    return all(_same(_value(one.json, key, dotted=dotted), _value(other.json, key, dotted=dotted)) for key in keys)


def _same(one: Any, other: Any) -> bool:
    return one is other if one is ABSENT or other is ABSENT else equal(one, other)


def _value(json: Json, key: str, *, dotted: bool) -> Any:
    return get(json, key) if dotted else json.get(key, ABSENT)


def _check(call: Call, items: Items, keys: Sequence[str], *, dotted: bool) -> None:
    """Raise `NodeOperationError` when a field is missing somewhere, or not always of one type."""
    newer = call.node.version > 1
    for key in keys:
        kind: str | None = None
        for place, item in enumerate(items):
            value = _value(item.json, key, dotted=dotted)
            if value is None and newer:
                continue
            if value is ABSENT:
                described = NESTED if not dotted and "." in key else None
                raise NodeOperationError(f"'{key}' field is missing from some input items", described)
            if kind is not None and kind != type_of(value):
                where = (
                    f", in item [{place - 1}] it's a {kind} and in item [{place}] it's a {type_of(value)} "
                    if newer
                    else ""
                )
                said = f"The type of this field varies between items{where}"
                raise NodeOperationError(f"'{key}' isn't always the same type", said)
            kind = type_of(value)


def _only(json: Json, keys: Sequence[str]) -> Json:
    found: Json = {}
    for key in keys:
        value = get(json, key)
        if value is not ABSENT:
            found = put(found, key, value)
    return found
