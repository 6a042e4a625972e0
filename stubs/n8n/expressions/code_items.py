"""What a Code node may return, and the items that it becomes (`facts/n8n.md`; the recordings of Code nodes)."""

from typing import Any

from stubs.n8n.engine.items import Binary, Item, Items, Origin
from stubs.n8n.expressions.code_binary import Files, binary_from
from stubs.n8n.expressions.code_errors import CodeError

_KEYS = ("json", "binary", "pairedItem", "error", "index")
_WRAP = (
    "To get around this, please wrap each item in an object, under a key called <code>json</code>. "
    '<a href="https://docs.n8n.io/data/data-structure/#data-structure" target="_blank">Example</a>'
)


def items_of(value: Any, kind: str, files: Files) -> Items:
    """Read what was returned for all items, some with files that the code was given; raises `CodeError`."""
    if value is None and kind == "object":
        return []
    if isinstance(value, dict):
        return [_item(value if isinstance(value.get("json"), dict) else {"json": value}, files)]
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise CodeError(
            "Code doesn't return items properly",
            "Please return an array of objects, one for each item you would like to output.",
            fatal=True,
        )
    if not any(key in each for each in value for key in _KEYS):
        return [_item({"json": each}, files) for each in value]
    for index, each in enumerate(value):
        _check(each, index)
    return [_item(each, files) for each in value]


def item_of(value: Any, kind: str, files: Files, index: int) -> Item | None:
    """Read what was returned for one item; None when it is dropped. Raises `CodeError` in n8n's words."""
    if kind == "undefined" or (value is None and kind == "object"):
        return None
    if not isinstance(value, dict):
        raise _no_object(index)
    if any(key in value for key in _KEYS) and not isinstance(value.get("json"), dict):
        raise _no_object(index)
    shown = value if "json" in value else {"json": value}
    item = _item({key: shown[key] for key in ("json", "binary") if key in shown}, files)
    item.origins = (Origin(index),)
    return item


def _check(item: dict[str, Any], index: int) -> None:
    """Refuse keys that no item has, and JSON that is no object."""
    unknown = next((key for key in item if key not in _KEYS), None)
    reserved = next((key for key in _KEYS if key in item), None)
    if unknown is not None and reserved is not None:
        description = f"An output item contains the reserved key <code>{reserved}</code>. {_WRAP}"
        raise CodeError(f"Invalid output format [item {index}]", description, fatal=True)
    if unknown is not None:
        raise CodeError(
            f"Unknown top-level item key: {unknown} [item {index}]",
            "Access the properties of an item under `.json`, e.g. `item.json`",
            fatal=True,
        )
    if not isinstance(item.get("json"), dict):
        raise _no_object(index)


def _no_object(index: int) -> CodeError:
    return CodeError(
        f"A 'json' property isn't an object [item {index}]",
        "In the returned data, every key named 'json' must point to an object.",
        fatal=True,
    )


def _item(shown: dict[str, Any], files: Files) -> Item:
    binary: dict[str, Binary] = {}
    for name, told in (shown.get("binary") or {}).items():
        if isinstance(told, dict):
            binary[name] = binary_from(told, files)
    return Item(shown["json"], binary, _origins(shown.get("pairedItem")), shown.get("error"))


def _origins(given: Any) -> tuple[Origin, ...] | None:
    """Read `pairedItem`: a number, an object, or a list of them."""
    if given is None:
        return None
    pairs = given if isinstance(given, list) else [given]
    found = [pair if isinstance(pair, dict) else {"item": pair} for pair in pairs]
    return tuple(Origin(int(pair.get("item") or 0), int(pair.get("input") or 0)) for pair in found)
