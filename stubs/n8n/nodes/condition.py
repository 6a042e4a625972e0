"""One comparison of If, Filter and Switch: by type, with n8n's complaints of wrong types."""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.javascript import is_true, same, to_string, type_of
from stubs.n8n.nodes.script import is_null, matches, regex_of
from stubs.n8n.nodes.typed import Moment, Unfit, fit

LESS_STRICT = "Try changing the type of comparison. Alternatively you can enable 'Convert types where required'."
_FUNCTIONS = {"string": ".toString()", "number": ".toNumber()", "boolean": ".toBoolean()"}


@dataclass(slots=True)
class Condition:
    """One comparison for one item.

    Attributes:
        given: evaluated.
        template: as it stands in the file.
        options: how texts and types are taken.
        place: of the comparison, counted from 0.
    """

    call: Call
    given: Mapping[str, Any]
    template: Any
    options: Mapping[str, Any]
    place: int
    item: int
    type: str = field(init=False)
    right_type: str = field(init=False)
    operation: str = field(init=False)
    values: tuple[Any, Any] = field(init=False)

    def __post_init__(self) -> None:
        """Read what is compared, and how."""
        asked = self.given.get("operator") or {}
        self.type = asked.get("type", "any")
        self.right_type = asked.get("rightType") or self.type
        self.operation = asked.get("operation", "")
        self.values = self.given.get("leftValue"), self.given.get("rightValue")

    @property
    def strict(self) -> bool:
        """Whether nothing is converted."""
        return bool(self.options["typeValidation"] == "strict")

    @property
    def ignore_case(self) -> bool:
        """Whether small letters equal capitals."""
        return not self.options["caseSensitive"]

    def holds(self) -> bool:
        """Whether it holds; raises `NodeOperationError`."""
        left, right = self._typed()
        exists = left is not None and left == left  # noqa: PLR0124 - NaN does not exist
        if self.operation in {"exists", "notExists"}:
            return exists == (self.operation == "exists")
        by_type = {"string": self._text_holds, "array": self._list_holds, "object": self._object_holds}
        if self.type in by_type:
            return by_type[self.type](left, right)
        if self.operation in {"empty", "notEmpty"}:
            return exists == (self.operation == "notEmpty")
        if self.type == "boolean" and self.operation in {"true", "false"}:
            return bool(left) == (self.operation == "true")
        return self._compared(_MOMENTS if self.type == "dateTime" else _NUMBERS, left, right)

    def _compared(self, by: Mapping[str, Callable[[Any, Any], bool]], left: Any, right: Any) -> bool:
        if isinstance(left, Moment) and isinstance(right, Moment):
            left, right = left.milliseconds, right.milliseconds
        elif by is _MOMENTS:
            return False
        if self.operation == "equals":
            return same(left, right)
        if self.operation == "notEquals":
            return not same(left, right)
        compare = by.get(self.operation)
        return compare is not None and compare(self._in_order(left, 0), self._in_order(right, 1))

    def _in_order(self, value: Any, side: int) -> Any:
        """Give what counts in an order: null is 0, undefined comes neither before nor after anything."""
        if value is not None:
            return value
        name = ("leftValue", "rightValue")[side]
        template = self.template.get(name) if isinstance(self.template, Mapping) else None
        was_blank = self.values[side] is not None
        return 0 if was_blank or is_null(self.call, template, self.item) else math.nan

    def _text_holds(self, left: Any, right: Any) -> bool:
        left, right = left or "", "" if right is None else right
        if self.ignore_case:
            left = left.lower()
        negated = self.operation.startswith("not")
        operation = self.operation[3:4].lower() + self.operation[4:] if negated else self.operation
        if operation == "regex":
            return self._regex_finds(left, to_string(right)) != negated
        if self.ignore_case and isinstance(right, str):
            right = right.lower()
        compare = _TEXTS.get(operation)
        return compare is not None and compare(left, right) != negated

    def _regex_finds(self, text: str, pattern: str) -> bool:
        source, flags = regex_of(pattern)
        found = matches(self.call, source, flags, text)
        if found is None:
            raise NodeOperationError("")  # n8n says no more of a pattern that is none
        return found

    def _object_holds(self, left: Any, _right: Any) -> bool:
        return self.operation in {"empty", "notEmpty"} and (not left) == (self.operation == "empty")

    def _list_holds(self, left: Any, right: Any) -> bool:
        left = left or []
        if self.operation in {"contains", "notContains"}:
            return self._contains(left, right) == (self.operation == "contains")
        if self.operation in {"empty", "notEmpty"}:
            return (not left) == (self.operation == "empty")
        equals = {"lengthEquals": True, "lengthNotEquals": False}.get(self.operation)
        if equals is None:
            return self._compared(_LENGTHS, len(left), right)
        return same(len(left), right) == equals

    def _contains(self, left: list[Any], right: Any) -> bool:
        if self.ignore_case and isinstance(right, str):
            return any(isinstance(each, str) and each.lower() == right.lower() for each in left)
        return any(same(each, right) for each in left)

    def _typed(self) -> tuple[Any, Any]:
        """Give both values as the type to compare by; raises `NodeOperationError`."""
        types = self.type, self.right_type
        fitted: list[Any] = []
        unfit: list[int] = []
        for place, (value, kind) in enumerate(zip(self.values, types, strict=True)):
            try:
                fitted.append(self._fit(value, kind))
            except Unfit:
                fitted.append(None)
                if place == 0 or not (self.given.get("operator") or {}).get("singleValue"):
                    unfit.append(place)
        if unfit:
            raise self._complaint(unfit)
        return fitted[0], fitted[1]

    def _fit(self, value: Any, kind: str) -> Any:
        if kind == "any":
            return value
        if kind == "boolean" and not self.strict and value is not None:
            if (self.options["version"] or 1) < 2:
                return is_true(value)
            try:
                return fit(self.call, value, kind)
            except Unfit:
                return is_true(value)
        if (
            kind == "number"
            and (self.options["version"] or 1) >= 3
            and (value == [] or (isinstance(value, str) and not value.strip()))
        ):
            return None
        return fit(self.call, value, kind, strict=self.strict)

    def _complaint(self, unfit: list[int]) -> NodeOperationError:
        advice = LESS_STRICT if self.strict else "Try changing the type of the comparison."
        kinds = type_of(self.values[0]), type_of(self.values[1])
        if len(unfit) == 2 and kinds[0] == kinds[1]:
            return NodeOperationError(
                f"Comparison type expects {_a(self.type)} but both fields are {_a(kinds[0])}", advice
            )
        place, where = unfit[0], f"[condition {self.place}, item {self.item}]"
        value, wanted = to_string(self.values[place]), (self.type, self.right_type)[place]
        function = _FUNCTIONS.get(wanted)
        if not self.strict:
            return NodeOperationError(
                f"Conversion error: the {kinds[place]} '{value}' can't be converted to {_a(wanted)} {where}",
                advice,
            )
        if function:
            field = ("first", "second")[place]
            advice = (
                "\n<p>Try either:</p>\n<ol>\n  <li>Enabling 'Convert types where required'</li>\n  <li>Converting the "
                f"{field} field to {_a(wanted)} by adding <code>{function}</code></li>\n</ol>\n\t\t\t"
            )
        return NodeOperationError(
            f"Wrong type: '{value}' is {_a(kinds[place])} but was expecting {_a(wanted)} {where}", advice
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
