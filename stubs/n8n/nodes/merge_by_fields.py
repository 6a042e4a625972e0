"""Merge by equal fields: what matches, what doesn't, all, or one input enriched by the other."""

from collections.abc import Mapping
from typing import Any

from stubs.n8n.engine.items import Item, Items
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.clashes import join_items, joined_by, with_suffix
from stubs.n8n.nodes.matching import Pair, check_present, checked_pairs, find_matches


def by_fields(call: Call, inputs: list[Items]) -> Items:
    """Merge the first two inputs; raises `NodeOperationError` when the fields to match are blank or nowhere."""
    one, other = inputs[:2]
    pairs = checked_pairs(_pairs(call))
    mode = call.param("joinMode", default="keepMatches")
    source = call.param("outputDataFrom", default="both") if mode in {"keepMatches", "keepNonMatches"} else "both"
    options = call.param("options", default={})
    if call.node.version < 2.1:
        dotted = not options.get("disableDotNotation")
        check_present(one, [pair[0] for pair in pairs], "Input 1", dotted=dotted)
        check_present(other, [pair[1] for pair in pairs], "Input 2", dotted=dotted)
    if not one or not other:
        return _with_an_empty_input(one, other, mode, source)
    if not pairs:
        return [] if mode in {"keepMatches", "keepEverything", "enrichInput2"} else one
    found = find_matches(one, other, pairs, options)
    handling = options.get("clashHandling", {}).get("values", {})
    rests = found.unmatched_1, found.unmatched_2
    if mode == "keepNonMatches":
        if source != "both":
            return rests[source == "input2"]
        return [_marked(each, place) for place, rest in enumerate(rests, 1) for each in rest]
    if handling.get("resolveClash") == "addSuffix":
        rests = with_suffix(rests[0], 1), with_suffix(rests[1], 2)
    if mode in {"enrichInput1", "enrichInput2"}:
        return _joined(found.matched, handling, mode) + rests[mode == "enrichInput2"]
    kept = {"input1": [item for item, _ in found.matched], "input2": found.matched_2}.get(source)
    if kept is None:
        kept = _joined(found.matched, handling, mode)
    return [*kept, *rests[0], *rests[1]] if mode == "keepEverything" else kept


def _pairs(call: Call) -> list[Pair]:
    if call.node.version >= 3 and not call.param("advanced", default=False):
        names = [name.strip() for name in call.param("fieldsToMatchString", default="").split(",")]
        return [(name, name) for name in names]
    given = call.param("mergeByFields.values", default=[{}])
    return [(each.get("field1", ""), each.get("field2", "")) for each in given]


def _with_an_empty_input(one: Items, other: Items, mode: str, source: str) -> Items:
    """Give what there is, unless it would need the input that is empty."""
    if mode == "keepNonMatches" and ((not one and source == "input1") or (not other and source == "input2")):
        return []
    if mode == "keepMatches" or (mode == "enrichInput1" and not one) or (mode == "enrichInput2" and not other):
        return []
    return [*one, *other]


def _joined(matched: list[tuple[Item, Items]], handling: Mapping[str, Any], mode: str) -> Items:
    """Make each match one item: the second input's fields win, unless the first is preferred."""
    resolve = handling.get("resolveClash") or ("preferInput1" if mode == "enrichInput2" else "preferLast")
    join = joined_by(handling)
    found = []
    for item, matches in matched:
        for match in matches:
            if resolve == "addSuffix":
                found.append(join_items(join, *with_suffix([item], 1), *with_suffix([match], 2)))
            else:
                both = (match, item) if resolve == "preferInput1" else (item, match)
                found.append(join_items(join, *both))
    return found


def _marked(item: Item, place: int) -> Item:
    return Item(item.json | {"_source": f"input{place}"}, item.binary, item.origins)
