"""Set (Edit Fields) from version 3 on, and Rename Keys."""

from typing import Any

from tests.n8n.data_nodes.case import Case, Document, continuing, one

ITEMS = [{"a": {"b": 1, "c": [1, 2]}, "d": "x", "n": 7}, {"d": None}]


def assigned(*given: tuple[str, str, Any], version: float = 3.4, items: Any = ITEMS, **more: Any) -> Case:
    """Give a Set node of assignments: name, type, value."""
    listed = [{"id": name, "name": name, "type": kind, "value": value} for name, kind, value in given]
    return one("set", version, {"assignments": {"assignments": listed}, "options": {}} | more, items)


def raw(text: Any, version: float = 3.4, **more: Any) -> Case:
    """Give a Set node in JSON mode."""
    return one("set", version, {"mode": "raw", "jsonOutput": text, "options": {}} | more, ITEMS)


def listed(*values: Document, version: float = 3.2, **more: Any) -> Case:
    """Give a Set node of the older fields."""
    return one("set", version, {"fields": {"values": list(values)}, "options": {}} | more, ITEMS)


_VALUES: dict[str, Any] = {
    "text": "x",
    "number text": "5",
    "spaces": " ",
    "empty": "",
    "number": 5,
    "fraction": 1.5,
    "true": True,
    "true text": "TRUE",
    "one": 1,
    "zero text": "0",
    "null": "={{ null }}",
    "undefined": "={{ $json.nope }}",
    "list": "={{ [1, 'two', null] }}",
    "list text": "[1, 2]",
    "list text with single quotes": "['a', 'b']",
    "object": "={{ ({a: [1], b: null}) }}",
    "object text": '{"a": 1}',
    "object literal text": "{a: 1, 'b': 'x'}",
    "date text": "2024-01-31T10:00:00+02:00",
    "hex text": "0x1F",
}
CASES: dict[str, Case] = {}
for kind in ("string", "number", "boolean", "array", "object"):
    for name, value in _VALUES.items():
        CASES[f"{name} as {kind}"] = assigned(("v", kind, value), items=[{}])
CASES |= {
    "wrong, going on": continuing(assigned(("v", "number", "={{ $json.d }}"))),
    "wrong, ignored": assigned(("v", "number", "={{ $json.d }}"), options={"ignoreConversionErrors": True}),
    "wrong object, ignored": assigned(("v", "object", "no"), options={"ignoreConversionErrors": True}),
    "include others": assigned(("v", "string", "1"), includeOtherFields=True),
    "include selected": assigned(
        ("v", "string", "1"), includeOtherFields=True, include="selected", includeFields="a.b, d, no"
    ),
    "include selected, no dots": assigned(
        ("v", "string", "1"),
        includeOtherFields=True,
        include="selected",
        includeFields="a, d",
        options={"dotNotation": False},
    ),
    "include except": assigned(("v", "string", "1"), includeOtherFields=True, include="except", excludeFields="a.b, d"),
    "include is nothing alone": assigned(("v", "string", "1"), include="all"),
    "dots": assigned(
        ("a.b", "number", 2), ("a.x.y", "string", "z"), ("l[1].m", "string", "q"), includeOtherFields=True
    ),
    "dots, off": assigned(
        ("a.b", "number", 2), ("l[0]", "string", "z"), includeOtherFields=True, options={"dotNotation": False}
    ),
    "quoted name": assigned(('a["b c"].d', "string", "z"), ("['e.f']", "string", "y"), includeOtherFields=True),
    "list extended": assigned(("a.c[3]", "string", "z"), includeOtherFields=True),
    "over a text": assigned(("d.e", "string", "z"), includeOtherFields=True),
    "name by expression": assigned(("={{ 'k' + $itemIndex }}", "string", "z")),
    "same name twice": assigned(("k", "string", "1"), ("k", "number", 2)),
    "nothing assigned": assigned(),
    "no parameters": one("set", 3.4, {}, ITEMS),
    "mixed text": assigned(("v", "string", "=a {{ $json.a }} {{ $json.nope }} {{ [1,2] }} {{ null }} {{ true }}")),
    "text of a list": assigned(("v", "string", "={{ $json.a }}")),
    "expression that fails": assigned(("v", "string", "={{ $('Nowhere').item.json.x }}")),
    "expression that fails, going on": continuing(assigned(("v", "string", "={{ $('Nowhere').item.json.x }}"))),
    "numbered keys first": assigned(("b", "string", "1"), ("2", "string", "2"), ("1", "string", "3")),
    "numbered keys in the input": assigned(("z", "string", "1"), ("10", "string", "2"), includeOtherFields=True),
    "version 3.5": assigned(("v", "number", "5"), version=3.5, includeOtherFields=True),
    "version 3.3": assigned(("v", "object", '{"a": 1}'), version=3.3, includeOtherFields=True),
    "a date": assigned(("v", "dateTime", "2024-01-31T10:00:00+02:00"), version=3.5, items=[{}]),
    "dangerous name": assigned(("__proto__.x", "string", "z"), ("constructor", "string", "y"), items=[{}]),
    "raw": raw('{"a": 1, "b": [true, null]}'),
    "raw with others": raw('{"d": 1}', includeOtherFields=True),
    "raw with expressions": raw('={"n": {{ $json.n }}, "a": {{ $json.a }}, "t": "{{ $json.d }}"}'),
    "raw of one expression": raw("={{ $json }}"),
    "raw of one text": raw("={{ JSON.stringify($json) }}"),
    "raw of a list": raw("=[1]"),
    "raw of a list expression": raw("={{ [1] }}"),
    "raw of nothing": raw("={{ $json.nope }}"),
    "raw of null": raw("={{ null }}"),
    "raw text that is none": raw("=hello"),
    "raw that can be repaired": raw("{a: 1, 'b': 'x', // comment\n c: [1,2,],}"),
    "raw that is cut": raw('={"a": {"b": 1'),
    "raw empty": raw("={{ '' }}"),
    "raw with dollars": raw('={"v": {{ JSON.stringify("$& $1") }} }'),
    "raw, wrong, going on": continuing(raw("=[1]")),
    "raw with dotted key": raw('{"a.b": 5}', includeOtherFields=True),
    "raw with a line break in a text": raw('={"v": "{{ "a\\nb" }}"}'),
    "raw default": one("set", 3.4, {"mode": "raw", "options": {}}, ITEMS),
    "listed": listed(
        {"name": "s", "stringValue": "={{ $json.n }}"},
        {"name": "n", "type": "numberValue", "numberValue": "5"},
        {"name": "b", "type": "booleanValue", "booleanValue": "false"},
        {"name": "l", "type": "arrayValue", "arrayValue": "[1]"},
        {"name": "o", "type": "objectValue", "objectValue": '={"x": {{ $json.n }} }'},
        version=3.2,
    ),
    "listed, selected": listed({"name": "s", "stringValue": "v"}, include="selected", includeFields="d", version=3),
    "listed, none": listed({"name": "s", "stringValue": "v"}, include="none", version=3.1),
    "listed null": listed({"name": "s", "stringValue": "={{ null }}"}, version=3.2),
    "listed null, version 3.1": listed({"name": "s", "stringValue": "={{ null }}"}, version=3.1),
    "listed null, version 3": listed({"name": "s", "stringValue": "={{ null }}"}, version=3),
    "listed wrong": listed({"name": "n", "type": "numberValue", "numberValue": "={{ 'x' }}"}, version=3),
}


def _renamed(*pairs: tuple[str, str], regex: Any = ()) -> Case:
    keys = [{"currentKey": old, "newKey": new} for old, new in pairs]
    more = {"additionalOptions": {"regexReplacement": {"replacements": list(regex)}}} if regex else {}
    return one("renameKeys", 1, {"keys": {"key": keys}} | more, ITEMS)


CASES |= {
    "rename": _renamed(("d", "e"), ("nope", "x")),
    "rename nested": _renamed(("a.b", "f.g")),
    "rename by regex": _renamed(regex=[{"searchRegex": "^([a-d])$", "replaceRegex": "x_$1", "options": {"depth": -1}}]),
    "rename by regex, one level": _renamed(
        regex=[{"searchRegex": "^[A-D]$", "replaceRegex": "y", "options": {"depth": 0, "caseInsensitive": True}}]
    ),
}
