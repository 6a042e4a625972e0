"""Split Out, Aggregate, Limit and Sort."""

from typing import Any

from tests.n8n.data_nodes.case import Case, Document, one

ITEMS: list[Document] = [
    {"id": 1, "xs": [{"a": 1, "id": 9}, 2, None, [3]], "o": {"k": 1, "l": [1, 2]}, "t": "text"},
    {"id": 2, "xs": [], "o": {"k": 5}, "ys": ["p", "q"]},
]


def split(fields: Any, include: str | None = None, items: Any = ITEMS, *, more: Any = None, **options: Any) -> Case:
    """Give a Split Out node."""
    parameters: Document = {"fieldToSplitOut": fields, "options": options} | (more or {})
    if include:
        parameters["include"] = include
    return one("splitOut", 1, parameters, items)


def aggregate(*fields: Document, items: Any = ITEMS, **options: Any) -> Case:
    """Give an Aggregate node of single fields."""
    return one("aggregate", 1, {"fieldsToAggregate": {"fieldToAggregate": list(fields)}, "options": options}, items)


def _all(**more: Any) -> Case:
    return one("aggregate", 1, {"aggregate": "aggregateAllItemData", "options": {}} | more, ITEMS)


def sort(*fields: tuple[str, str], items: Any, **options: Any) -> Case:
    """Give a Sort node."""
    listed = [{"fieldName": name, "order": order} for name, order in fields]
    return one("sort", 1, {"sortFieldsUi": {"sortField": listed}, "options": options}, items)


_SORTED: list[Document] = [
    {"n": 10, "t": "b"},
    {"n": 9, "t": "B"},
    {"n": "8", "t": "a"},
    {"t": "C", "n": None},
    {"t": "c"},
]
CASES: dict[str, Case] = {
    "split": split("xs"),
    "split all others": split("xs", "allOtherFields"),
    "split selected others": split("xs", "selectedOtherFields", more={"fieldsToInclude": "id, o.k, nope"}),
    "split selected, none": split("xs", "selectedOtherFields"),
    "split object": split("o"),
    "split nested": split("o.l"),
    "split nested, all others": split("o.l", "allOtherFields"),
    "split a text": split("t"),
    "split nothing": split("nope"),
    "split two": split("xs, ys"),
    "split with $json": split("$json.xs"),
    "split into a name": split("xs", destinationFieldName="e"),
    "split two into names": split("xs, ys", destinationFieldName="e, f"),
    "split into too few names": split("xs, ys", destinationFieldName="e"),
    "split, no dots": split("o.l", disableDotNotation=True),
    "split, list of names": split("={{ ['xs', 'ys'] }}"),
    "split, names are a number": split("={{ 5 }}"),
    "split null": split("n", items=[{"n": None}]),
    "aggregate": aggregate({"fieldToAggregate": "id"}),
    "aggregate two": aggregate({"fieldToAggregate": "id"}, {"fieldToAggregate": "o.k"}),
    "aggregate renamed": aggregate({"fieldToAggregate": "o.k", "renameField": True, "outputFieldName": "p.q"}),
    "aggregate missing": aggregate({"fieldToAggregate": "ys"}),
    "aggregate missing kept": aggregate({"fieldToAggregate": "ys"}, keepMissing=True),
    "aggregate lists": aggregate({"fieldToAggregate": "xs"}),
    "aggregate lists merged": aggregate({"fieldToAggregate": "xs"}, mergeLists=True),
    "aggregate lists merged, missing kept": aggregate({"fieldToAggregate": "xs"}, mergeLists=True, keepMissing=True),
    "aggregate, no dots": aggregate({"fieldToAggregate": "o.k"}, disableDotNotation=True),
    "aggregate twice": aggregate({"fieldToAggregate": "id"}, {"fieldToAggregate": "id"}),
    "aggregate nothing": aggregate(),
    "aggregate, defaults": one("aggregate", 1, {}, ITEMS),
    "aggregate all": _all(),
    "aggregate all under a name": _all(destinationFieldName="rows"),
    "aggregate all, some fields": _all(include="specifiedFields", fieldsToInclude="id, ys"),
    "aggregate all, some fields, rare": _all(include="specifiedFields", fieldsToInclude="ys"),
    "aggregate all but": _all(include="allFieldsExcept", fieldsToExclude="xs, o"),
    "limit": one("limit", 1, {}, ITEMS),
    "limit, last": one("limit", 1, {"maxItems": 1, "keep": "lastItems"}, ITEMS),
    "limit, many": one("limit", 1, {"maxItems": 9}, ITEMS),
    "limit, none": one("limit", 1, {"maxItems": 0}, ITEMS),
    "sort texts": sort(("t", "ascending"), items=_SORTED),
    "sort texts down": sort(("t", "descending"), ("n", "ascending"), items=_SORTED),
    "sort numbers": sort(("n", "ascending"), items=[{"n": 10}, {"n": 9}, {"n": 1.5}, {"n": -1}]),
    "sort by nested": sort(("a.b", "descending"), items=[{"a": {"b": 1}}, {"a": {"b": 3}}, {"a": {"b": 2}}]),
    "sort by what is nowhere": sort(("nope", "ascending"), items=_SORTED),
    "sort by nested, no dots": sort(("a.b", "ascending"), items=[{"a": {"b": 1}}], disableDotNotation=True),
    "sort by nothing": sort(items=_SORTED),
}
