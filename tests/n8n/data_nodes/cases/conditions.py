"""If, Filter and Switch from version 2 on: the condition language and where items go."""

from typing import Any

from tests.n8n.data_nodes.case import Case, Document, continuing, one

ITEMS = [
    {
        "t": "Hello World",
        "n": 5,
        "s": "5",
        "b": True,
        "a": [1, "Two", None],
        "o": {"k": 1},
        "d": "2024-03-01T12:00:00Z",
    },
    {"t": "", "n": 0, "s": "abc", "b": False, "a": [], "o": {}, "d": "Fri, 01 Mar 2024 12:00:00 GMT"},
    {"t": None, "n": None, "s": " ", "b": None, "a": None, "o": None, "d": None},
    {},
]


def conditions(*given: tuple[Any, str, str, Any], combinator: str = "and", **options: Any) -> Document:
    """Give conditions: left, type, operation, right."""
    operators = [(left, {"type": kind, "operation": operation}, right) for left, kind, operation, right in given]
    return {
        "options": {"caseSensitive": True, "leftValue": "", "typeValidation": "strict", "version": 2} | options,
        "combinator": combinator,
        "conditions": [
            {"id": str(place), "leftValue": left, "rightValue": right, "operator": operator}
            for place, (left, operator, right) in enumerate(operators)
        ],
    }


def _if(*given: tuple[Any, str, str, Any], version: float = 2.2, items: Any = ITEMS, **options: Any) -> Case:
    return one("if", version, {"conditions": conditions(*given, **options), "options": {}}, items)


def _single(kind: str, operation: str, left: str, **options: Any) -> Case:
    found = conditions((left, kind, operation, ""), **options)
    found["conditions"][0]["operator"]["singleValue"] = True
    return one("if", 2.2, {"conditions": found, "options": {}}, ITEMS)


def _right(kind: str, operation: str, right_type: str, left: Any, right: Any, **options: Any) -> Case:
    found = conditions((left, kind, operation, right), **options)
    found["conditions"][0]["operator"]["rightType"] = right_type
    return one("if", 2.2, {"conditions": found, "options": {}}, ITEMS)


TEXT = {
    "equals": "Hello World",
    "notEquals": "Hello World",
    "contains": "lo W",
    "notContains": "lo W",
    "startsWith": "Hell",
    "notStartsWith": "Hell",
    "endsWith": "World",
    "notEndsWith": "World",
    "regex": "^H.*d$",
    "notRegex": "/^h/i",
}
NUMBER = {"equals": 5, "notEquals": 5, "gt": 4, "lt": 5, "gte": 5, "lte": 0}
DATE = ("equals", "notEquals", "after", "before", "afterOrEquals", "beforeOrEquals")
LENGTH = {"lengthEquals": 3, "lengthNotEquals": 3, "lengthGt": 0, "lengthLt": 3, "lengthGte": 3, "lengthLte": 0}
KINDS = {"string": "t", "number": "n", "dateTime": "d", "boolean": "b", "array": "a", "object": "o"}

CASES: dict[str, Case] = {}
for operation, text in TEXT.items():
    CASES[f"text {operation}"] = _if(("={{ $json.t }}", "string", operation, text))
    CASES[f"text {operation}, case ignored"] = _if(
        ("={{ $json.t }}", "string", operation, text.upper()), caseSensitive=False
    )
for operation, number in NUMBER.items():
    CASES[f"number {operation}"] = _if(("={{ $json.n }}", "number", operation, number))
for operation in DATE:
    CASES[f"date {operation}"] = _if(("={{ $json.d }}", "dateTime", operation, "2024-03-01T13:00:00+01:00"))
for operation, number in LENGTH.items():
    CASES[f"list {operation}"] = _right("array", operation, "number", "={{ $json.a }}", number)
for kind, name in KINDS.items():
    for operation in ("exists", "notExists", "empty", "notEmpty"):
        CASES[f"{kind} {operation}"] = _single(kind, operation, f"={{{{ $json.{name} }}}}")

CASES |= {
    "boolean true": _single("boolean", "true", "={{ $json.b }}"),
    "boolean false": _single("boolean", "false", "={{ $json.b }}"),
    "boolean equals": _if(("={{ $json.b }}", "boolean", "equals", "={{ true }}")),
    "boolean notEquals": _if(("={{ $json.b }}", "boolean", "notEquals", True)),
    "list contains": _right("array", "contains", "any", "={{ $json.a }}", "Two"),
    "list contains a number": _right("array", "contains", "any", "={{ $json.a }}", 1),
    "list contains, case ignored": _right("array", "notContains", "any", "={{ $json.a }}", "two", caseSensitive=False),
    "and": _if(("={{ $json.n }}", "number", "gt", 1), ("={{ $json.t }}", "string", "contains", "W")),
    "or": _if(("={{ $json.n }}", "number", "gt", 9), ("={{ $json.b }}", "boolean", "equals", False), combinator="or"),
    "no conditions": one("if", 2.2, {"conditions": {}, "options": {}}, ITEMS),
    "no conditions in the list": _if(),
    "none at all": one("if", 2.2, {}, ITEMS),
    "no conditions, or": _if(combinator="or"),
    "no options": one(
        "if",
        2.2,
        {
            "conditions": {
                "conditions": [
                    {"leftValue": "={{ $json.n }}", "rightValue": 0, "operator": {"type": "number", "operation": "gt"}}
                ]
            }
        },
        ITEMS,
    ),
    "filter": one(
        "filter", 2.2, {"conditions": conditions(("={{ $json.n }}", "number", "gt", 1)), "options": {}}, ITEMS
    ),
    "filter, nothing kept": one(
        "filter", 2, {"conditions": conditions(("={{ $json.n }}", "number", "gt", 100))}, ITEMS
    ),
    "unknown operation": _if(("={{ $json.n }}", "number", "roughly", 1)),
    "regex that is none": _if(("={{ $json.t }}", "string", "regex", "(")),
    "expression that fails": _if(("={{ $('Nowhere').item.json.x }}", "string", "equals", "x")),
}

_WRONG = {
    "text for a number": ("={{ $json.t }}", "number", "gt", 1),
    "number for a text": ("={{ $json.n }}", "string", "equals", "x"),
    "list for an object": ("={{ $json.a }}", "object", "empty", ""),
    "text for an object": ("={{ $json.t }}", "object", "exists", ""),
    "object for a text": ("={{ $json.o }}", "string", "contains", "k"),
    "object for a list": ("={{ $json.o }}", "array", "contains", "k"),
    "text for a boolean": ("={{ $json.s }}", "boolean", "equals", True),
    "text for a date": ("={{ $json.t }}", "dateTime", "after", "2024-01-01"),
    "number for a date": ("={{ $json.n }}", "dateTime", "after", "2024-01-01"),
    "wrong on the right": ("={{ $json.n }}", "number", "gt", "x"),
    "number as text": ("={{ $json.s }}", "number", "equals", 5),
    "right number as text": ("={{ $json.n }}", "number", "equals", "5"),
    "both wrong": ("={{ $json.t }}", "number", "equals", "x"),
    "boolean for a number": ("={{ $json.b }}", "number", "equals", 1),
    "boolean for a text": ("={{ $json.b }}", "string", "equals", "true"),
}
for name, given in _WRONG.items():
    CASES[f"strict: {name}"] = _if(given)
    CASES[f"loose: {name}"] = _if(given, typeValidation="loose")
CASES["strict: text for a number, going on"] = continuing(CASES["strict: text for a number"])
CASES["loose, version 1: text for a boolean"] = _if(_WRONG["text for a boolean"], typeValidation="loose", version=2)
CASES["loose, old language: text for a boolean"] = one(
    "if",
    2,
    {"conditions": conditions(_WRONG["text for a boolean"]) | {"options": {"typeValidation": "loose", "version": 1}}},
    ITEMS,
)
_EMPTY = conditions(("={{ $json.s }}", "number", "equals", ""), typeValidation="loose")
CASES["loose, version 3: blank for a number"] = one(
    "if",
    2.3,
    {"conditions": _EMPTY | {"options": _EMPTY["options"] | {"version": 3}}},
    [{"s": " "}, {"s": ""}, {"s": []}],
)
CASES["loose, version 2: blank for a number"] = one(
    "if", 2.2, {"conditions": _EMPTY}, [{"s": " "}, {"s": ""}, {"s": []}, {"s": 0}]
)


def _switch(*rules: Document, version: float = 3.2, **options: Any) -> Case:
    return one("switch", version, {"rules": {"values": list(rules)}, "options": options}, ITEMS)


def _rule(name: str, operation: str, right: Any, kind: str = "number") -> Document:
    return {
        "conditions": conditions((f"={{{{ $json.{name} }}}}", kind, operation, right)),
        "outputKey": "out",
        "renameOutput": True,
    }


_POSITIVE, _FIVE = _rule("n", "gte", 0), _rule("n", "equals", 5)
CASES |= {
    "switch": _switch(_FIVE, _POSITIVE),
    "switch, all outputs": _switch(_FIVE, _POSITIVE, allMatchingOutputs=True),
    "switch, extra output": _switch(_FIVE, fallbackOutput="extra"),
    "switch, fallback to the first": _switch(_FIVE, _POSITIVE, fallbackOutput=0, version=3),
    "switch, fallback none": _switch(_FIVE, fallbackOutput="none", version=3.4),
    "switch, fallback too far": _switch(_FIVE, fallbackOutput=1),
    "switch, wrong type": _switch(_rule("t", "gt", 1)),
    "switch, wrong type, going on": continuing(_switch(_rule("t", "gt", 1))),
    "switch, no rules": _switch(),
    "switch by expression": one(
        "switch", 3.2, {"mode": "expression", "numberOutputs": 3, "output": "={{ $itemIndex % 3 }}"}, ITEMS
    ),
    "switch by expression, text": one(
        "switch", 3, {"mode": "expression", "output": "={{ String($itemIndex) }}"}, ITEMS[:3]
    ),
    "switch by expression, too far": one("switch", 3.2, {"mode": "expression", "numberOutputs": 2, "output": 2}, ITEMS),
    "switch by expression, much too far": one(
        "switch", 3.2, {"mode": "expression", "numberOutputs": 2, "output": 7}, ITEMS
    ),
    "switch by expression, negative": one(
        "switch", 3.2, {"mode": "expression", "numberOutputs": 2, "output": -1}, ITEMS
    ),
    "switch by expression, word": one(
        "switch", 3.2, {"mode": "expression", "numberOutputs": 2, "output": "={{ 'two' }}"}, ITEMS
    ),
    "switch by expression, nothing": one(
        "switch", 3.2, {"mode": "expression", "numberOutputs": 2, "output": "={{ $json.no }}"}, ITEMS
    ),
    "switch by expression, too far, going on": continuing(
        one("switch", 3.2, {"mode": "expression", "numberOutputs": 2, "output": "={{ $itemIndex }}"}, ITEMS)
    ),
}
