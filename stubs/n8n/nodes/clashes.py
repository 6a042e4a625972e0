"""Two items made one: what happens to fields that both have (Merge's clash handling)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from stubs.n8n.engine.items import Item, Items, Json
from stubs.n8n.nodes.data_path import ABSENT

Join = Callable[..., Json]


def joined_by(handling: Mapping[str, Any]) -> Join:
    """Give how objects are joined: the later one wins; deeply unless shallow, and past empty values if asked."""
    is_shallow = handling.get("mergeMode") == "shallowMerge"
    keep_filled = bool(handling.get("overrideEmpty"))

    def join(*objects: Mapping[str, Any]) -> Json:
        found: Json = {}
        for each in objects:
            found = _join(found, each, is_shallow=is_shallow, keep_filled=keep_filled)
        return found

    return join


def with_suffix(items: Iterable[Item], suffix: int) -> Items:
    """Give the items with a number at the end of each field's name."""
    return [
        Item({f"{key}_{suffix}": value for key, value in each.json.items()}, each.binary, each.origins)
        for each in items
    ]


def join_items(join: Join, *items: Item) -> Item:
    """Make items one, that comes from all of them."""
    origins = tuple(origin for each in items for origin in each.origins or ())
    binary = {name: file for each in items for name, file in each.binary.items()}
    return Item(join(*(each.json for each in items)), binary, origins)


def _join(one: Any, other: Any, *, is_shallow: bool, keep_filled: bool) -> Any:
    if isinstance(other, list):
        found: Any = list(one) if isinstance(one, list) else []
        found += [ABSENT] * (len(other) - len(found))
        pairs: Iterable[tuple[Any, Any]] = enumerate(other)
    else:
        found = dict(one) if isinstance(one, Mapping) else {}
        pairs = other.items()
    for key, value in pairs:
        there = found[key] if isinstance(found, list) else found.get(key, ABSENT)
        if keep_filled and value in (None, "") and there is not ABSENT:
            continue
        if isinstance(value, dict | list) and not is_shallow and isinstance(there, dict | list):
            value = _join(there, value, is_shallow=False, keep_filled=keep_filled)  # noqa: PLW2901 - joined
        found[key] = value
    return found
