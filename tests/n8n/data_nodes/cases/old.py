"""The oldest versions that exports still hold: If, Filter and Switch 1 and 2, Set 1 and 2."""

from typing import Any

from tests.n8n.data_nodes.case import Case, Document, continuing, one

ITEMS: list[Document] = [
    {"t": "Hello", "n": 5, "b": True, "d": "2024-03-01"},
    {"t": "", "n": 0, "b": False, "d": "2023-01-01T00:00:00Z"},
    {"t": "9", "n": "9", "b": "true", "d": 1700000000000},
    {},
]


def old_if(kind: str, operation: str, right: Any, name: str, **more: Any) -> Case:
    """Give an If node of version 1."""
    condition = {"value1": f"={{{{ $json.{name} }}}}", "operation": operation, "value2": right}
    items = ITEMS[:3] if kind == "dateTime" else ITEMS
    return one("if", 1, {"conditions": {kind: [condition]}} | more, items)


CASES: dict[str, Case] = {}
for operation in (
    "equal",
    "notEqual",
    "contains",
    "notContains",
    "startsWith",
    "notStartsWith",
    "endsWith",
    "regex",
    "notRegex",
    "isEmpty",
    "isNotEmpty",
):
    CASES[f"text {operation}"] = old_if("string", operation, "Hello" if operation != "regex" else "/^h/i", "t")
for operation in ("smaller", "smallerEqual", "equal", "notEqual", "larger", "largerEqual", "isEmpty", "isNotEmpty"):
    CASES[f"number {operation}"] = old_if("number", operation, 5, "n")
for operation in ("equal", "notEqual"):
    CASES[f"boolean {operation}"] = old_if("boolean", operation, True, "b")
for operation in ("after", "before"):
    CASES[f"date {operation}"] = old_if("dateTime", operation, "2023-06-01", "d")
_TWO = {
    "number": [{"value1": "={{ $json.n }}", "operation": "larger", "value2": 1}],
    "boolean": [{"value1": "={{ $json.b }}", "value2": True}],
}
CASES |= {
    "date that is none": old_if("dateTime", "after", "soon", "d"),
    "all": one("if", 1, {"conditions": _TWO}, ITEMS),
    "any": one("if", 1, {"conditions": _TWO, "combineOperation": "any"}, ITEMS),
    "nothing to meet": one("if", 1, {}, ITEMS),
    "filter": one("filter", 1, {"conditions": _TWO}, ITEMS),
    "filter, or": one("filter", 1, {"conditions": _TWO, "combineConditions": "OR"}, ITEMS),
}


def old_switch(version: float, *rules: Document, **more: Any) -> Case:
    """Give a Switch node of version 1 or 2."""
    return one("switch", version, {"value1": "={{ $json.n }}", "rules": {"rules": list(rules)}} | more, ITEMS)


_RULES = ({"operation": "equal", "value2": 5, "output": 2}, {"operation": "smaller", "value2": 9, "output": 1})
CASES |= {
    "switch 1": old_switch(1, *_RULES),
    "switch 1, fallback": old_switch(1, _RULES[0], fallbackOutput=3),
    "switch 1, text": old_switch(1, {"value2": "Hello", "output": 1}, dataType="string", value1="={{ $json.t }}"),
    "switch 1 by expression": one("switch", 1, {"mode": "expression", "output": "={{ $itemIndex }}"}, ITEMS),
    "switch 1 by expression, too far": one("switch", 1, {"mode": "expression", "output": 4}, ITEMS),
    "switch 1 by expression, too far, going on": continuing(
        one("switch", 1, {"mode": "expression", "output": 4}, ITEMS)
    ),
    "switch 2": old_switch(2, *({**rule, "outputKey": "k"} for rule in _RULES)),
    "switch 2, fallback": old_switch(2, *_RULES, fallbackOutput=1),
    "switch 2 by expression": one(
        "switch", 2, {"mode": "expression", "outputsAmount": 2, "output": "={{ $itemIndex % 2 }}"}, ITEMS
    ),
}


def old_set(version: float, values: Document, **more: Any) -> Case:
    """Give a Set node of version 1 or 2."""
    return one("set", version, {"values": values, "options": {}} | more, ITEMS)


_VALUES: Document = {
    "string": [{"name": "s", "value": "={{ $json.n }}"}, {"name": "x.y", "value": "z"}],
    "number": [{"name": "k", "value": "5"}, {"name": "m", "value": "={{ $json.t }}"}],
    "boolean": [{"name": "f", "value": "={{ $json.b }}"}, {"name": "g"}],
}
CASES |= {
    "set 1": old_set(1, _VALUES),
    "set 2": old_set(2, _VALUES),
    "set 2, only": old_set(2, _VALUES, keepOnlySet=True),
    "set 2, no dots": old_set(2, _VALUES, keepOnlySet=True, options={"dotNotation": False}),
    "set 1, nothing": old_set(1, {}),
}


def old_date(**parameters: Any) -> Case:
    """Give a Date & Time node of version 1."""
    return one("dateTime", 1, {"options": {}} | parameters, [{"d": "2024-01-31T10:20:30+02:00"}])


def old_format(pattern: str, value: Any = "={{ $json.d }}", **options: Any) -> Case:
    """Give one that formats."""
    return old_date(value=value, custom=True, toFormat=pattern, options=options)


_SHIFT: Document = {"action": "calculate", "value": "={{ $json.d }}", "duration": 1}
CASES |= {
    "date 1": old_date(value="={{ $json.d }}"),
    "date 1, given format": old_date(value="={{ $json.d }}", toFormat="MMMM DD YYYY"),
    "date 1, everything": old_format("YYYY-MM-DD[T]HH:mm:ss.SSSZ dddd ddd D M YY h A Q ZZ X x DDD W"),
    "date 1 of seconds": old_format("YYYY-MM-DD HH:mm:ss", 1706689230),
    "date 1 of milliseconds": old_format("YYYY-MM-DD HH:mm:ss", "1706689230123"),
    "date 1 from a format": old_format("YYYY-MM-DD", "31.01.2024", fromFormat="DD.MM.YYYY"),
    "date 1 to a zone": old_format("YYYY-MM-DD HH:mm Z", toTimezone="Asia/Tokyo"),
    "date 1 from a zone": old_format("YYYY-MM-DD HH:mm Z", "2024-01-31T10:00:00", fromTimezone="America/New_York"),
    "date 1, none": old_format("YYYY", "soon"),
    "date 1, none, going on": continuing(old_format("YYYY", "soon")),
    "date 1 plus": old_date(**_SHIFT),
    "date 1 minus": old_date(**_SHIFT, operation="subtract", timeUnit="months", dataPropertyName="then"),
    "date 1 plus, from a format": old_date(**(_SHIFT | {"value": "31.01.2024"}), options={"fromFormat": "DD.MM.YYYY"}),
}
