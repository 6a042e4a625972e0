"""Which items of two inputs belong together: equal in the fields to match (Merge)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.items import Item, Items
from stubs.n8n.engine.json_text import from_text
from stubs.n8n.nodes.data_path import ABSENT, get
from stubs.n8n.nodes.javascript import equal, to_string, type_of

Pair = tuple[str, str]


@dataclass(slots=True)
class Matches:
    """What belongs together.

    Attributes:
        matched: each item of the first input, with those of the second that match it.
        matched_2: the items of the second input that match any.
    """

    matched: list[tuple[Item, Items]] = field(default_factory=list)
    matched_2: Items = field(default_factory=list)
    unmatched_1: Items = field(default_factory=list)
    unmatched_2: Items = field(default_factory=list)


def find_matches(one: Items, other: Items, pairs: Sequence[Pair], options: Mapping[str, Any]) -> Matches:
    """Compare every item of the first input with every one of the second.

    Args:
        one: the items of the first input.
        other: the items of the second input.
        pairs: the names of the fields to match, in the first and in the second input.
        options: the node's: `fuzzyCompare`, `multipleMatches`, `disableDotNotation`.
    """
    dotted = not options.get("disableDotNotation")
    alike = _alike if options.get("fuzzyCompare") else _same
    first_only = options.get("multipleMatches", "all") != "all"
    found = Matches()
    used: set[int] = set()
    for item in one:
        wanted = {name_2: _value(item, name_1, dotted=dotted) for name_1, name_2 in pairs}
        places = []
        if ABSENT not in wanted.values():
            places = [
                place
                for place, each in enumerate(other)
                if all(alike(value, _value(each, name, dotted=dotted)) for name, value in wanted.items())
            ]
        if first_only:
            del places[1:]
        if places:
            used.update(places)
            found.matched.append((item, [other[place] for place in places]))
        else:
            found.unmatched_1.append(item)
    for place, each in enumerate(other):
        (found.matched_2 if place in used else found.unmatched_2).append(each)
    return found


def checked_pairs(pairs: Sequence[Pair]) -> Sequence[Pair]:
    """Give the names of the fields to match; raises `NodeOperationError` when some are blank."""
    if list(pairs) == [("", "")]:
        raise NodeOperationError('You need to define at least one pair of fields in "Fields to Match" to match on')
    for place, (one, other) in enumerate(pairs, 1):
        if not one or not other:
            raise NodeOperationError(
                f'You need to define both fields in "Fields to Match" for pair {place},\n'
                f"\t\t\t\t field 1 = '{one}'\n\t\t\t\t field 2 = '{other}'"
            )
    return pairs


def check_present(items: Items, names: Sequence[str], label: str, *, dotted: bool) -> None:
    """Raise `NodeOperationError` when no item has a field at all (version 2 of Merge)."""
    for name in names:
        if not any(_value(each, name, dotted=dotted) is not ABSENT for each in items):
            raise NodeOperationError(f"Field '{name}' is not present in any of items in '{label}'")


def _value(item: Item, name: str, *, dotted: bool) -> Any:
    return get(item.json, name) if dotted else item.json.get(name, ABSENT)


def _same(one: Any, other: Any) -> bool:
    return other is not ABSENT and equal(one, other)


def _alike(one: Any, other: Any) -> bool:
    """Compare as people would: `"1"` and 1, `"True"` and true, all that is empty."""
    if one is None or other is None or other is ABSENT or type_of(one) != type_of(other):
        return (
            (_is_empty(one) and (other is ABSENT or _is_empty(other))) or _alike_as(one, other) or _alike_as(other, one)
        )
    return equal(one, other)


def _alike_as(one: Any, other: Any) -> bool:
    if not isinstance(other, str):
        return isinstance(one, bool) and type_of(other) == "number" and int(one) == other
    if isinstance(one, bool):
        return other.lower() == to_string(one) or other == str(int(one))
    if isinstance(one, dict | list):
        try:
            return equal(from_text(other), one)
        except ValueError:
            return False
    return type_of(one) == "number" and to_string(one) == other


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", []) or (isinstance(value, list) and not value)
