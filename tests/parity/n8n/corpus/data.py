"""Items that are shaped, chosen, joined and gathered."""

from typing import Any

from tests.parity.n8n.case import Call, Case, Document
from tests.parity.n8n.documents import condition, conditions, fields, filter_, node, raw, webhook, workflow

PEOPLE = {
    "people": [
        {
            "id": 1,
            "name": "Ann",
            "team": "red",
            "age": 34,
            "skills": ["go", "js"],
            "active": True,
            "joined": "2021-03-04",
        },
        {"id": 2, "name": "Bob", "team": "blue", "age": 51, "skills": [], "active": False, "joined": "2019-12-31"},
        {"id": 3, "name": "Çem", "team": "red", "age": 28, "skills": ["py"], "active": True, "joined": "2024-02-29"},
        {"id": 4, "name": "dave", "team": None, "age": None, "skills": None, "active": True, "joined": None},
        {"id": 2, "name": "Bob", "team": "blue", "age": 51, "skills": [], "active": False, "joined": "2019-12-31"},
    ],
    "limits": {"red": 1, "blue": 2},
}


def split(field: str = "body.people", **more: Any) -> Document:
    """Give a node that splits a list out."""
    options = more.pop("options", {})
    return node("Split Out", "splitOut", 1, {"fieldToSplitOut": field} | more | {"options": options})


def single(
    name: str, path: str, *nodes: Document, links: tuple[str, ...] = (), body: Any = PEOPLE, more: tuple[Any, ...] = ()
) -> Case:
    """Give a case of one workflow that answers with all items of its last node."""
    made = workflow(name, [webhook(path, responseData="allEntries"), *nodes], *links)
    return Case(f"data-{path}", (made,), tuple(Call(f"/webhook/parity-{path}", each) for each in (body, *more)))


def rule(*given: Document, key: str | None = None, strict: bool = True) -> Document:
    """Give a rule of a Switch node."""
    renamed = {"renameOutput": True, "outputKey": key} if key else {}
    return {"conditions": conditions(*given, strict=strict)} | renamed


SWITCH = node(
    "Switch",
    "switch",
    3.2,
    {
        "rules": {
            "values": [
                rule(condition("={{ $json.team }}", "string.equals", "red"), key="Red"),
                rule(condition("={{ $json.age }}", "number.gt", 50), key="Old"),
            ]
        },
        "options": {"fallbackOutput": "extra"},
    },
)
LABELS = [raw(name, f"={{{{ {{...$json, way: '{name}'}} }}}}") for name in ("First", "Second", "Third")]

CASES = [
    single(
        "Filter people",
        "filter",
        split(),
        filter_(
            "Filter", condition("={{ $json.active }}", "boolean.true!"), condition("={{ $json.age }}", "number.exists!")
        ),
        fields(
            "Edit Fields",
            {
                "label": "={{ $json.name.toTitleCase() }} ({{ $json.team ?? 'none' }})",
                "age:number": "={{ $json.age + 1 }}",
            },
        ),
    ),
    single(
        "Strict types",
        "strict",
        split(),
        filter_("Filter", condition("={{ $json.age }}", "number.gte", "30")),
    ),
    single(
        "Loose types",
        "loose",
        split(),
        filter_(
            "Filter",
            condition("={{ $json.age }}", "number.gte", "30"),
            condition("={{ $json.active }}", "boolean.equals", "true"),
            strict=False,
        ),
    ),
    single(
        "Aggregate fields",
        "aggregate",
        split(),
        node(
            "Aggregate",
            "aggregate",
            1,
            {
                "fieldsToAggregate": {
                    "fieldToAggregate": [
                        {"fieldToAggregate": "name"},
                        {"fieldToAggregate": "team", "renameField": True, "outputFieldName": "teams"},
                    ]
                },
                "options": {},
            },
        ),
    ),
    single(
        "Aggregate missing and lists",
        "aggregate-lists",
        split(),
        node(
            "Aggregate",
            "aggregate",
            1,
            {
                "fieldsToAggregate": {
                    "fieldToAggregate": [{"fieldToAggregate": "skills"}, {"fieldToAggregate": "age"}]
                },
                "options": {"keepMissing": True, "mergeLists": True},
            },
        ),
    ),
    single(
        "Aggregate all",
        "aggregate-all",
        split(),
        node(
            "Aggregate",
            "aggregate",
            1,
            {
                "aggregate": "aggregateAllItemData",
                "destinationFieldName": "rows",
                "include": "specifiedFields",
                "fieldsToInclude": "id, name",
                "options": {},
            },
        ),
        raw(
            "Summary",
            "={{ {count: $json.rows.length, ids: $json.rows.pluck('id'), unique: $json.rows.map(r => r.id).unique()} }}",
        ),
    ),
    single(
        "Split with the rest",
        "split-rest",
        node(
            "Wrap",
            "set",
            3.4,
            {"mode": "raw", "jsonOutput": "={{ {rows: $json.body.people, src: 'x', keep: {me: 1}} }}", "options": {}},
        ),
        split("rows", include="selectedOtherFields", fieldsToInclude="keep", options={"destinationFieldName": "row"}),
    ),
    single(
        "Split several",
        "split-several",
        split("body.a, body.b", options={}),
        body={"a": [1, 2, 3], "b": ["x", "y"]},
        more=({"a": {"p": 1, "q": 2}, "b": 5},),
    ),
    single(
        "Unique by field",
        "unique",
        split(),
        node(
            "Remove Duplicates",
            "removeDuplicates",
            2,
            {"compare": "selectedFields", "fieldsToCompare": "id", "options": {"removeOtherFields": False}},
        ),
    ),
    single("Unique rows", "unique-all", split(), node("Remove Duplicates", "removeDuplicates", 1.1, {"options": {}})),
    single(
        "Seen before",
        "seen",
        split("body.ids", options={"destinationFieldName": "id"}),
        node(
            "Remove Duplicates",
            "removeDuplicates",
            2,
            {"operation": "removeItemsSeenInPreviousExecutions", "dedupeValue": "={{ $json.id }}", "options": {}},
        ),
        raw("Fresh", "={{ {fresh: $json.id} }}"),
        body={"ids": ["a", "b", "a"]},
        more=({"ids": ["b", "c"]}, {"ids": ["a", "c"]}, {"ids": ["d"]}),
    ),
    single(
        "Seen, the newest number",
        "seen-higher",
        split("body.ids", options={"destinationFieldName": "id"}),
        node(
            "Remove Duplicates",
            "removeDuplicates",
            2,
            {
                "operation": "removeItemsSeenInPreviousExecutions",
                "logic": "removeItemsUpToStoredIncrementalKey",
                "incrementalDedupeValue": "={{ $json.id }}",
                "options": {},
            },
        ),
        body={"ids": [3, 1, 5]},
        more=({"ids": [4, 6]}, {"ids": [2]}),
    ),
]
