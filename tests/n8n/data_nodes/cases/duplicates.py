"""Remove Duplicates."""

from typing import Any

from tests.n8n.data_nodes.case import Case, Document, continuing, one

ITEMS: list[Document] = [
    {"id": 2, "o": {"k": 1}, "t": "a"},
    {"id": 1, "o": {"k": 1}, "t": "b"},
    {"id": 2, "o": {"k": 1}, "t": "a"},
    {"id": 1, "o": {"k": 2}, "t": "b"},
]


def within(items: Any = ITEMS, version: float = 2, **parameters: Any) -> Case:
    """Give a Remove Duplicates node that looks at its input."""
    return one("removeDuplicates", version, parameters, items)


def seen(items: Any = ITEMS, calls: int = 2, **parameters: Any) -> Case:
    """Give one that remembers."""
    base = {"operation": "removeItemsSeenInPreviousExecutions", "options": {}}
    return one("removeDuplicates", 2, base | parameters, items, calls=calls)


CASES: dict[str, Case] = {
    "all fields": within(),
    "all fields, version 1.1": within(version=1.1),
    "all fields, version 1": within(version=1),
    "selected": within(compare="selectedFields", fieldsToCompare="id"),
    "selected nested": within(compare="selectedFields", fieldsToCompare="o.k, t"),
    "selected, others removed": within(
        compare="selectedFields", fieldsToCompare="id", options={"removeOtherFields": True}
    ),
    "selected, none": within(compare="selectedFields"),
    "except": within(compare="allFieldsExcept", fieldsToExclude="t, o.k"),
    "except, none": within(compare="allFieldsExcept"),
    "selected, no dots": within(compare="selectedFields", fieldsToCompare="o.k", options={"disableDotNotation": True}),
    "all fields, no dots": within(options={"disableDotNotation": True}),
    "a field missing": within([{"id": 1}, {"id": 1, "x": 2}]),
    "a field missing, going on": continuing(within([{"id": 1}, {"id": 1, "x": 2}])),
    "a field null": within([{"id": None}, {"id": 1}, {"id": None}]),
    "a field null, version 1": within([{"id": None}, {"id": 1}, {"id": None}], version=1),
    "types differ": within([{"id": 1}, {"id": "1"}]),
    "types differ, version 1": within([{"id": 1}, {"id": "1"}], version=1),
    "one item": within([{"id": 1}]),
    "seen": seen(dedupeValue="={{ $json.id }}"),
    "seen, by text": seen(dedupeValue="={{ $json.t }}-{{ $json.id }}"),
    "seen, by an object": seen(dedupeValue="={{ $json.o }}"),
    "seen by the workflow": seen(dedupeValue="={{ 'w' + $json.id }}", options={"scope": "workflow"}),
    "seen, history too small": seen(dedupeValue="={{ $json.id }}", options={"historySize": 3}),
    "seen, history just full": seen(dedupeValue="={{ $json.id }}", options={"historySize": 4}),
    "seen, history too small, going on": continuing(seen(dedupeValue="={{ $json.id }}", options={"historySize": 3})),
    "seen, wrong scope": seen(dedupeValue="x", options={"scope": "planet"}),
    "higher": seen(logic="removeItemsUpToStoredIncrementalKey", incrementalDedupeValue="={{ $json.id + $runIndex }}"),
    "higher, by text": seen(
        logic="removeItemsUpToStoredIncrementalKey", incrementalDedupeValue="={{ '-' + $json.id + '.5' }}"
    ),
    "higher, no number": seen(logic="removeItemsUpToStoredIncrementalKey", incrementalDedupeValue="={{ $json.t }}"),
    "higher, nothing": seen(logic="removeItemsUpToStoredIncrementalKey", incrementalDedupeValue="={{ $json.nope }}"),
    "later": seen(logic="removeItemsUpToStoredDate", dateDedupeValue="={{ '2024-01-0' + $json.id }}"),
    "later, no date": seen(logic="removeItemsUpToStoredDate", dateDedupeValue="={{ $json.t }}"),
    "cleared": one("removeDuplicates", 2, {"operation": "clearDeduplicationHistory"}, ITEMS),
}
