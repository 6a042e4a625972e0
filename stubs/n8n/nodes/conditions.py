"""The conditions of If, Filter and Switch: comparisons by type, joined by and/or, with n8n's complaints."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from stubs.n8n.engine.errors import NodeError, NodeOperationError
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.javascript import is_true, same, to_string, type_of
from stubs.n8n.nodes.script import matches, regex_of
from stubs.n8n.nodes.typed import Moment, Unfit, fit

LESS_STRICT = "Try changing the type of comparison. Alternatively you can enable 'Convert types where required'."
_FUNCTIONS = {"string": ".toString()", "number": ".toNumber()", "boolean": ".toBoolean()"}


class FilterError(NodeOperationError):
    """A value has not the type that a condition compares by."""

    kind = "FilterError"


def passes(call: Call, index: int) -> bool:
    """Whether an item passes the node's `conditions`.

    Raises:
        FilterError: a value has the wrong type.
        ExpressionError: an expression can't be evaluated.
    """
    try:
        return holds(call, call.param("conditions", index, {}), index)
    except NodeError as error:
        if error.description is None and not call.param("looseTypeValidation", index, default=False):
            error.description = LESS_STRICT
        error.item_index = index
        raise


def holds(call: Call, given: Any, index: int) -> bool:
    """Whether evaluated conditions hold for an item; what are none hold when JavaScript finds them true."""
    if not isinstance(given, Mapping) or "conditions" not in given:
        return is_true(given)
    options = {"caseSensitive": True, "typeValidation": "strict", "version": 1} | given.get("options", {})
    results = (
        _Condition(call, each, options, place, index).holds() for place, each in enumerate(given["conditions"] or [])
    )
    combinator = given.get("combinator", "and")
    if combinator == "and":
        return all(results)
    return combinator == "or" and any(results)


class _Condition:
    """One comparison for one item."""

    def __init__(self, call: Call, given: Mapping[str, Any], options: Mapping[str, Any], place: int, item: int) -> None:
        self._call = call
        self._where = f"[condition {place}, item {item}]"
        self._strict = options["typeValidation"] == "strict"
        self._version = options["version"] or 1
        self._ignore_case = not options["caseSensitive"]
        asked = given.get("operator") or {}
        self._type: str = asked.get("type", "any")
        self._right_type: str = asked.get("rightType") or self._type
        self._operation: str = asked.get("operation", "")
        self._single = bool(asked.get("singleValue"))
        self._values = given.get("leftValue"), given.get("rightValue")

    def holds(self) -> bool:
        """Whether it holds; raises `FilterError`."""
        left, right = self._typed()
        exists = left is not None and left == left  # noqa: PLR0124 - NaN does not exist
        if self._operation in {"exists", "notExists"}:
            return exists == (self._operation == "exists")
        by_type = {"string": self._text_holds, "array": self._list_holds, "object": self._object_holds}
        if self._type in by_type:
            return by_type[self._type](left, right)
        if self._operation in {"empty", "notEmpty"}:
            return exists == (self._operation == "notEmpty")
        if self._type == "boolean" and self._operation in {"true", "false"}:
            return bool(left) == (self._operation == "true")
        return self._compared(_MOMENTS if self._type == "dateTime" else _NUMBERS, left, right)

    def _compared(self, by: Mapping[str, Callable[[Any, Any], bool]], left: Any, right: Any) -> bool:
        if isinstance(left, Moment) and isinstance(right, Moment):
            left, right = left.milliseconds, right.milliseconds
        elif by is _MOMENTS:
            return False
        if self._operation == "equals":
            return same(left, right)
        if self._operation == "notEquals":
            return not same(left, right)
        compare = by.get(self._operation)
        return compare is not None and left is not None and right is not None and compare(left, right)

    def _text_holds(self, left: Any, right: Any) -> bool:
        left, right = left or "", "" if right is None else right
        if self._ignore_case:
            left = left.lower()
        negated = self._operation.startswith("not")
        operation = self._operation[3:4].lower() + self._operation[4:] if negated else self._operation
        if operation == "regex":
            return self._regex_finds(left, to_string(right)) != negated
        if self._ignore_case and isinstance(right, str):
            right = right.lower()
        compare = _TEXTS.get(operation)
        return compare is not None and compare(left, right) != negated

    def _regex_finds(self, text: str, pattern: str) -> bool:
        source, flags = regex_of(pattern)
        found = matches(self._call, source, flags, text)
        if found is None:
            raise NodeOperationError(f"Invalid regular expression: /{source}/{flags}: Invalid pattern")
        return found

    def _object_holds(self, left: Any, _right: Any) -> bool:
        return self._operation in {"empty", "notEmpty"} and (not left) == (self._operation == "empty")

    def _list_holds(self, left: Any, right: Any) -> bool:
        left = left or []
        if self._operation in {"contains", "notContains"}:
            return self._contains(left, right) == (self._operation == "contains")
        if self._operation in {"empty", "notEmpty"}:
            return (not left) == (self._operation == "empty")
        equals = {"lengthEquals": True, "lengthNotEquals": False}.get(self._operation)
        if equals is None:
            return self._compared(_LENGTHS, len(left), right)
        return same(len(left), right) == equals

    def _contains(self, left: list[Any], right: Any) -> bool:
        if self._ignore_case and isinstance(right, str):
            return any(isinstance(each, str) and each.lower() == right.lower() for each in left)
        return any(same(each, right) for each in left)

    def _typed(self) -> tuple[Any, Any]:
        """Give both values as the type to compare by; raises `FilterError`."""
        types = self._type, self._right_type
        fitted: list[Any] = []
        unfit: list[int] = []
        for place, (value, kind) in enumerate(zip(self._values, types, strict=True)):
            try:
                fitted.append(self._fit(value, kind))
            except Unfit:
                fitted.append(None)
                if place == 0 or not self._single:
                    unfit.append(place)
        if unfit:
            raise self._complaint(unfit)
        return fitted[0], fitted[1]

    def _fit(self, value: Any, kind: str) -> Any:
        if kind == "any":
            return value
        if kind == "boolean" and not self._strict and value is not None:
            if self._version < 2:
                return is_true(value)
            try:
                return fit(self._call, value, kind)
            except Unfit:
                return is_true(value)
        if kind == "number" and self._version >= 3 and (value == [] or (isinstance(value, str) and not value.strip())):
            return None
        return fit(self._call, value, kind, strict=self._strict)

    def _complaint(self, unfit: list[int]) -> FilterError:
        advice = LESS_STRICT if self._strict else "Try changing the type of the comparison."
        kinds = type_of(self._values[0]), type_of(self._values[1])
        if len(unfit) == 2 and kinds[0] == kinds[1]:
            return FilterError(f"Comparison type expects {_a(self._type)} but both fields are {_a(kinds[0])}", advice)
        place = unfit[0]
        value, wanted = to_string(self._values[place]), (self._type, self._right_type)[place]
        function = _FUNCTIONS.get(wanted)
        if not self._strict:
            return FilterError(
                f"Conversion error: the {kinds[place]} '{value}' can't be converted to {_a(wanted)} {self._where}",
                advice,
            )
        if function:
            field = ("first", "second")[place]
            advice = (
                "\n<p>Try either:</p>\n<ol>\n  <li>Enabling 'Convert types where required'</li>\n  <li>Converting the "
                f"{field} field to {_a(wanted)} by adding <code>{function}</code></li>\n</ol>\n\t\t\t"
            )
        return FilterError(
            f"Wrong type: '{value}' is {_a(kinds[place])} but was expecting {_a(wanted)} {self._where}", advice
        )


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


_TEXTS: Mapping[str, Callable[[str, Any], bool]] = {
    "empty": lambda left, _right: not left,
    "equals": same,
    "contains": lambda left, right: to_string(right) in left,
    "startsWith": lambda left, right: left.startswith(to_string(right)),
    "endsWith": lambda left, right: left.endswith(to_string(right)),
}
_NUMBERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": operator.gt,
    "lt": operator.lt,
    "gte": operator.ge,
    "lte": operator.le,
}
_LENGTHS: Mapping[str, Callable[[Any, Any], bool]] = {
    f"length{name.capitalize()}": compare for name, compare in _NUMBERS.items()
}
_MOMENTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "after": operator.gt,
    "before": operator.lt,
    "afterOrEquals": operator.ge,
    "beforeOrEquals": operator.le,
}
