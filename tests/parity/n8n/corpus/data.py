"""Items that are shaped, chosen, joined and gathered."""

from typing import Any

from tests.parity.n8n.case import Call, Case, Document
from tests.parity.n8n.documents import code, condition, conditions, fields, filter_, if_, node, raw, webhook, workflow

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
        "Ignore case or",
        "or",
        split(),
        if_(
            "If",
            condition("={{ $json.name }}", "string.startsWith", "D"),
            condition("={{ $json.skills }}", "array.lengthGt", 1),
            combinator="or",
            strict=False,
            case=False,
        ),
        raw("Yes", "={{ {yes: $json.name} }}"),
        raw("No", "={{ {no: $json.name} }}"),
        node("Merge", "merge", 3, {}),
        links=("Webhook > Split Out > If > Yes > Merge", "If#1 > No > 1#Merge"),
    ),
    single(
        "Switch rules",
        "switch",
        split(),
        SWITCH,
        *LABELS,
        node("Merge", "merge", 3.2, {"numberInputs": 3}),
        links=(
            "Webhook > Split Out > Switch > First > Merge",
            "Switch#1 > Second > 1#Merge",
            "Switch#2 > Third > 2#Merge",
        ),
    ),
    single(
        "Switch all matching",
        "switch-all",
        split(),
        SWITCH | {"parameters": SWITCH["parameters"] | {"options": {"allMatchingOutputs": True}}},
        *LABELS[:2],
        node("Merge", "merge", 3.2, {}),
        links=("Webhook > Split Out > Switch > First > Merge", "Switch#1 > Second > 1#Merge"),
    ),
    single(
        "Switch expression",
        "switch-expression",
        split(),
        node("Switch", "switch", 3.2, {"mode": "expression", "numberOutputs": 3, "output": "={{ $json.id % 3 }}"}),
        *LABELS,
        node("Merge", "merge", 3, {"numberInputs": 3}),
        links=(
            "Webhook > Split Out > Switch > First > Merge",
            "Switch#1 > Second > 1#Merge",
            "Switch#2 > Third > 2#Merge",
        ),
    ),
    single(
        "Switch one",
        "switch-old",
        split(),
        node(
            "Switch",
            "switch",
            1,
            {
                "dataType": "string",
                "value1": "={{ $json.team }}",
                "rules": {"rules": [{"value2": "red"}, {"operation": "contains", "value2": "lu", "output": 1}]},
                "fallbackOutput": 3,
            },
        ),
        *LABELS[:2],
        raw("Rest", "={{ {rest: $json.id} }}"),
        links=("Webhook > Split Out > Switch > First", "Switch#1 > Second", "Switch#3 > Rest"),
    ),
    single(
        "Merge by key",
        "merge-fields",
        split(),
        code(
            "Teams",
            "return Object.entries($('Webhook').first().json.body.limits).map(([team, limit]) => ({json: {team, limit}}));",
        ),
        node(
            "Merge",
            "merge",
            3,
            {"mode": "combine", "fieldsToMatchString": "team", "joinMode": "enrichInput1", "options": {}},
        ),
        links=("Webhook > Split Out > Merge", "Webhook > Teams > 1#Merge"),
    ),
    single(
        "Merge keep non matches",
        "merge-outer",
        split(),
        code("Other", "return [{json: {key: 2, extra: 'two'}}, {json: {key: 9, extra: 'nine'}}];"),
        node(
            "Merge",
            "merge",
            3.2,
            {
                "mode": "combine",
                "advanced": True,
                "mergeByFields": {"values": [{"field1": "id", "field2": "key"}]},
                "joinMode": "keepEverything",
                "options": {},
            },
        ),
        links=("Webhook > Split Out > Merge", "Webhook > Other > 1#Merge"),
    ),
    single(
        "Merge by position",
        "merge-position",
        split(),
        code("Numbers", "return [{json: {n: 1}}, {json: {n: 2, name: 'clash'}}];"),
        node(
            "Merge",
            "merge",
            3,
            {"mode": "combine", "combineBy": "combineByPosition", "options": {"includeUnpaired": True}},
        ),
        links=("Webhook > Split Out > Merge", "Webhook > Numbers > 1#Merge"),
    ),
    single(
        "Merge all combinations",
        "merge-all",
        split("body.sizes"),
        node("Colours", "splitOut", 1, {"fieldToSplitOut": "body.colours", "options": {}}),
        node("Merge", "merge", 3, {"mode": "combine", "combineBy": "combineAll", "options": {}}),
        links=("Webhook > Split Out > Merge", "Webhook > Colours > 1#Merge"),
        body={"sizes": [{"s": 1}, {"s": 2}], "colours": [{"c": "r"}, {"c": "g"}, {"c": "b"}]},
    ),
    single(
        "Choose branch",
        "merge-choose",
        raw("A", '{"from": "a"}'),
        raw("B", '{"from": "b"}'),
        node("Merge", "merge", 3.2, {"mode": "chooseBranch", "useDataOfInput": 2}),
        links=("Webhook > A > Merge", "Webhook > B > 1#Merge"),
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
    single(
        "Set includes",
        "set-include",
        split(),
        fields(
            "Some",
            {"extra": "={{ $json.team }}-{{ $json.id }}"},
            includeOtherFields=True,
            include="selected",
            includeFields="id, name",
        ),
        fields(
            "But",
            {"n.inner:number": "={{ $json.id * 1.5 }}"},
            includeOtherFields=True,
            include="except",
            excludeFields="extra",
        ),
        fields("Flat", {"a.b": "literal key"}, includeOtherFields=True, options={"dotNotation": False}),
    ),
    single(
        "Set converts",
        "set-convert",
        fields(
            "Convert",
            {
                "n:number": "={{ $json.body.n }}",
                "b:boolean": "={{ $json.body.b }}",
                "a:array": "={{ $json.body.a }}",
                "o:object": "={{ $json.body.o }}",
                "s": "={{ $json.body.s }}",
            },
        ),
        body={"n": "12.50", "b": "true", "a": "[1, 2]", "o": '{"x": 1}', "s": 5},
        more=(
            {"n": "twelve", "b": "true", "a": [], "o": {}, "s": ""},
            {"n": 1, "b": "maybe", "a": "no", "o": "no", "s": {"deep": [1]}},
            {"n": None, "b": None, "a": None, "o": None, "s": None},
        ),
    ),
    single(
        "Set ignoring conversion",
        "set-ignore",
        fields(
            "Convert",
            {"n:number": "={{ $json.body.n }}", "b:boolean": "={{ $json.body.b }}"},
            options={"ignoreConversionErrors": True},
        ),
        body={"n": "twelve", "b": "maybe"},
    ),
    single(
        "Raw JSON",
        "set-raw",
        raw(
            "Build",
            '={\n  "title": "{{ $json.body.title }}",\n  "tags": {{ JSON.stringify($json.body.tags) }},\n  "count": {{ $json.body.tags.length }}\n}',
        ),
        body={"title": "Ünï", "tags": ["a", "b"]},
        more=({"title": 'say "hi"', "tags": []}, {"title": "x"}),
    ),
    single(
        "Repairs",
        "set-repairs",
        raw("Build", "={{ $json.body.text }}"),
        body={"text": "{a: 'x', \"b\": [1, 2,], // note\n c: undefined}"},
        more=tuple(
            {"text": text}
            for text in (
                '{"a": "say "hi" there"}',
                '{"a": "say "hi"", "b": 1}',
                '{"a": "one\ntwo", "b": True}',
                '{"a": hello world, "b": http://example.org/x}',
                '{"a": , "b": 1}',
                '{"a": 1 "b": 2',
                '{"a": "b}',
                '{"a": "b, "c": "d"}',
                '{"a": [1, 2}',
                '{"a": 1}}',
                '{"a": 1} x',
                '{"a": 01, "b": NaN, "c": -2.5e3}',
                '{"a" 1}',
                '{"a"}',
                '["a": 1]',
                "[object Object]",
                "text",
                "",
            )
        ),
    ),
    single(
        "Sort and limit",
        "sort-limit",
        split(),
        node(
            "Sort",
            "sort",
            1,
            {
                "sortFieldsUi": {"sortField": [{"fieldName": "team"}, {"fieldName": "age", "order": "descending"}]},
                "options": {},
            },
        ),
        node("Limit", "limit", 1, {"maxItems": 3}),
    ),
    single(
        "Rename keys",
        "rename",
        split(),
        node(
            "Rename Keys",
            "renameKeys",
            1,
            {
                "keys": {
                    "key": [{"currentKey": "name", "newKey": "title"}, {"currentKey": "age", "newKey": "meta.age"}]
                },
                "additionalOptions": {},
            },
        ),
    ),
]
