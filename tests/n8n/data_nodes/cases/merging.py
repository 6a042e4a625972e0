"""Merge."""

from typing import Any

from tests.n8n.data_nodes.case import Case, Document, one

ONE: list[Document] = [
    {"id": 1, "a": "x", "o": {"p": 1, "l": [1, 2]}},
    {"id": 2, "a": ""},
    {"id": 2, "a": "z"},
    {"a": "no id"},
]
TWO: list[Document] = [
    {"id": 2, "b": 1, "a": None},
    {"id": 1, "a": "y", "o": {"q": 2, "l": [9]}},
    {"id": "1", "b": 3},
    {"id": 4},
]


def merge(parameters: Document, version: float = 3.2, items: Any = ONE, others: Any = (TWO,)) -> Case:
    """Give a Merge node."""
    return one("merge", version, parameters, items, others=others)


def _by_fields(version: float = 3.2, **more: Any) -> Case:
    if version < 3:
        base = {"mode": "combine", "mergeByFields": {"values": [{"field1": "id", "field2": "id"}]}}
    else:
        base = {"mode": "combine", "fieldsToMatchString": "id"}
    return merge(base | more, version)


CASES: dict[str, Case] = {
    "append": merge({}),
    "append three": merge({"numberInputs": 3}, others=(TWO, [{"c": 1}])),
    "append, version 2": merge({}, 2.1),
    "append, one empty": merge({}, items=[]),
}
for mode in ("keepMatches", "keepNonMatches", "keepEverything", "enrichInput1", "enrichInput2"):
    for source in ("both", "input1", "input2"):
        CASES[f"{mode}, {source}"] = _by_fields(joinMode=mode, outputDataFrom=source)
    for clash in ("preferInput1", "preferLast", "addSuffix"):
        CASES[f"{mode}, {clash}"] = _by_fields(
            joinMode=mode, options={"clashHandling": {"values": {"resolveClash": clash}}}
        )
    CASES[f"{mode}, no second"] = merge(
        {"mode": "combine", "fieldsToMatchString": "id", "joinMode": mode}, others=([],)
    )
CASES |= {
    "by fields, first match": _by_fields(options={"multipleMatches": "first"}),
    "by fields, fuzzy": _by_fields(options={"fuzzyCompare": True}),
    "by fields, version 2.1": _by_fields(2.1, joinMode="keepEverything"),
    "by fields, version 2": _by_fields(2),
    "by fields, advanced": merge(
        {
            "mode": "combine",
            "advanced": True,
            "mergeByFields": {"values": [{"field1": "o.p", "field2": "id"}]},
            "joinMode": "enrichInput1",
        }
    ),
    "by fields, shallow": _by_fields(
        options={"clashHandling": {"values": {"resolveClash": "preferLast", "mergeMode": "shallowMerge"}}}
    ),
    "by fields, empty kept": _by_fields(
        options={"clashHandling": {"values": {"resolveClash": "preferLast", "overrideEmpty": True}}}
    ),
    "by fields, shallow, empty kept": _by_fields(
        options={
            "clashHandling": {
                "values": {"resolveClash": "preferLast", "overrideEmpty": True, "mergeMode": "shallowMerge"}
            }
        }
    ),
    "by fields, none": merge({"mode": "combine"}),
    "by two fields": merge({"mode": "combine", "fieldsToMatchString": "id, a", "joinMode": "keepEverything"}),
    "by half a pair": merge(
        {"mode": "combine", "advanced": True, "mergeByFields": {"values": [{"field1": "id", "field2": ""}]}}
    ),
    "by a field that is nowhere, version 2": merge(
        {"mode": "combine", "mergeByFields": {"values": [{"field1": "nope", "field2": "id"}]}}, 2
    ),
    "by position": merge({"mode": "combine", "combineBy": "combineByPosition"}),
    "by position, unpaired": merge(
        {"mode": "combine", "combineBy": "combineByPosition", "options": {"includeUnpaired": True}}, others=(TWO[:2],)
    ),
    "by position, fewer": merge({"mode": "combine", "combineBy": "combineByPosition"}, others=(TWO[:2],)),
    "by position, first preferred": merge(
        {
            "mode": "combine",
            "combineBy": "combineByPosition",
            "options": {"clashHandling": {"values": {"resolveClash": "preferInput1"}}},
        }
    ),
    "by position, suffix": merge(
        {
            "mode": "combine",
            "combineBy": "combineByPosition",
            "options": {"clashHandling": {"values": {"resolveClash": "addSuffix"}}},
        }
    ),
    "by position, three": merge(
        {"mode": "combine", "combineBy": "combineByPosition", "numberInputs": 3}, others=(TWO, [{"c": 1}, {"c": 2}])
    ),
    "by position, none": merge({"mode": "combine", "combineBy": "combineByPosition"}, others=([],)),
    "by position, version 2.1": merge({"mode": "combine", "combinationMode": "mergeByPosition"}, 2.1),
    "by position, unpaired, version 2.1": merge(
        {"mode": "combine", "combinationMode": "mergeByPosition", "options": {"includeUnpaired": True}},
        2.1,
        others=(TWO[:1],),
    ),
    "all": merge({"mode": "combine", "combineBy": "combineAll"}, items=ONE[:2], others=(TWO[:2],)),
    "all, first preferred": merge(
        {
            "mode": "combine",
            "combineBy": "combineAll",
            "options": {"clashHandling": {"values": {"resolveClash": "preferInput1"}}},
        },
        items=ONE[:2],
        others=(TWO[:2],),
    ),
    "all, version 2.1": merge(
        {"mode": "combine", "combinationMode": "multiplex"}, 2.1, items=ONE[:2], others=(TWO[:2],)
    ),
    "choose": merge({"mode": "chooseBranch"}),
    "choose the second": merge({"mode": "chooseBranch", "useDataOfInput": 2}),
    "choose one too many": merge({"mode": "chooseBranch", "useDataOfInput": 5}),
    "choose an empty item": merge({"mode": "chooseBranch", "output": "empty"}),
    "choose the second, version 2.1": merge({"mode": "chooseBranch", "output": "input2"}, 2.1),
    "choose, one empty": merge({"mode": "chooseBranch"}, others=([],)),
}
