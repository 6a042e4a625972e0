"""Nodes that fail while the workflow goes on: by the error output, or by the regular one."""

from tests.n8n.data_nodes.case import Case, Document, one
from tests.n8n.data_nodes.cases import conditions, crypto, dates, duplicates, fields, files, lists, merging, old

_FAILING = {
    "conditions": (
        conditions.CASES,
        (
            "strict: text for a number",
            "loose: number as text",
            "expression that fails",
            "switch, wrong type",
            "switch, fallback too far",
        ),
    ),
    "fields": (
        fields.CASES,
        ("text as number", "raw of a list", "wrong, going on", "listed wrong", "rename"),
    ),
    "crypto": (crypto.CASES, ("a number", "of no file")),
    "merging": (merging.CASES, ("by half a pair", "choose one too many")),
    "lists": (
        lists.CASES,
        ("split two into names", "split into too few names", "aggregate twice", "sort by what is nowhere"),
    ),
    "duplicates": (duplicates.CASES, ("a field missing", "seen, history too small")),
    "dates": (dates.CASES, ("add to what is no date", "now in no zone")),
    "files": (
        files.CASES,
        ("text of nothing", "base64 of a number", "read csv, uneven", "read json, broken", "read another file"),
    ),
    "old": (old.CASES, ("text startsWith", "switch 1 by expression, too far")),
}


def _with(case: Case, **more: str | bool) -> Case:
    return Case(
        [(*each[:3], (each[3] if len(each) == 4 else {}) | more) for each in case.nodes],
        case.items,
        case.others,
        case.calls,
    )


_MIXED: list[Document] = [{"v": "1", "t": "a"}, {"v": "x", "t": "b"}, {"v": 3, "t": 4}]
_ONE_BY_ONE = {
    "set": one(
        "set",
        3.4,
        {
            "assignments": {"assignments": [{"id": "n", "name": "n", "type": "number", "value": "={{ $json.v }}"}]},
            "options": {},
        },
        _MIXED,
    ),
    "crypto": one("crypto", 2, {"value": "={{ $json.t }}"}, _MIXED),
    "if": one("if", 2.2, {"conditions": conditions.conditions(("={{ $json.v }}", "number", "gt", 0))}, _MIXED),
    "filter": one("filter", 2.2, {"conditions": conditions.conditions(("={{ $json.v }}", "number", "gt", 0))}, _MIXED),
    "switch": one(
        "switch",
        3.2,
        {
            "rules": {"values": [{"conditions": conditions.conditions(("={{ $json.v }}", "number", "gt", 0))}]},
            "options": {"fallbackOutput": "extra"},
        },
        _MIXED,
    ),
    "date": one("dateTime", 2, {"operation": "extractDate", "date": "={{ $json.t }}", "part": "year"}, _MIXED),
    "file": one("convertToFile", 1.1, {"operation": "toBinary", "sourceProperty": "t"}, _MIXED),
    "extract": one("extractFromFile", 1, {"operation": "fromJson"}, _MIXED),
}
CASES: dict[str, Case] = {}
for topic, (table, names) in _FAILING.items():
    for name in names:
        CASES[f"{topic}, {name}: error output"] = _with(table[name], onError="continueErrorOutput")
        CASES[f"{topic}, {name}: regular output"] = _with(table[name], continueOnFail=True)
for name, case in _ONE_BY_ONE.items():
    CASES[f"some items, {name}: error output"] = _with(case, onError="continueErrorOutput")
    CASES[f"some items, {name}: regular output"] = _with(case, onError="continueRegularOutput")
_WHOLE = (
    "aggregate",
    1,
    {"fieldsToAggregate": {"fieldToAggregate": [{"fieldToAggregate": "t"}, {"fieldToAggregate": "t"}]}},
)
for name, more in {
    "error": {"onError": "continueErrorOutput"},
    "regular": {"onError": "continueRegularOutput"},
}.items():
    CASES[f"a whole node in the middle: {name} output"] = Case(
        [(*_WHOLE, more), ("noOp", 1, {}), ("noOp", 1, {})], _MIXED
    )
