"""The shapes that the public API takes, checked in the words of n8n's own schema (zod's sentences)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from stubs.n8n.server.api.refusals import invalid

Check = Callable[[Any, str], None]


def type_name(value: Any) -> str:
    """Name a value's type as JavaScript's schemas do."""
    if value is None:
        return "null"
    kinds: dict[type, str] = {bool: "boolean", str: "string", list: "array", dict: "object"}
    return kinds.get(type(value), "number")


def typed(wanted: str) -> Check:
    """Give a check for a type."""

    def check(value: Any, place: str) -> None:
        if type_name(value) != wanted:
            raise invalid(f"{place} Expected {wanted}, received {type_name(value)}")

    return check


def one_of(*values: str) -> Check:
    """Give a check for one of some texts."""

    def check(value: Any, place: str) -> None:
        if not isinstance(value, str):
            listed = " | ".join(f"'{each}'" for each in values)
            raise invalid(f"{place} Expected {listed}, received {type_name(value)}")
        if value not in values:
            listed = " | ".join(f"'{each}'" for each in values)
            raise invalid(f"{place} Invalid enum value. Expected {listed}, received '{value}'")

    return check


def anything(_value: Any, _place: str) -> None:
    """Take any value."""


def listed(check: Check) -> Check:
    """Give a check for a list whose every element passes a check."""

    def check_list(value: Any, place: str) -> None:
        typed("array")(value, place)
        for number, each in enumerate(value):
            check(each, f"{place}/{number}")

    return check_list


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with named fields.

    Attributes:
        fields: a check for each field; null is none of them unless its check takes it.
        required: those that must be there.
        read_only: those that n8n gives, and takes from nobody.
        strict: whether other fields are refused.
    """

    fields: Mapping[str, Check]
    required: Collection[str] = ()
    read_only: Collection[str] = field(default=())
    strict: bool = True

    def __call__(self, value: Any, place: str) -> None:
        """Check a value; raises `Refused` with the first fault."""
        typed("object")(value, place)
        for name in self.read_only:
            if name in value:
                raise invalid(f"{place}/{name} is read-only")
        for name in self.required:
            if name not in value:
                raise invalid(f"{place} must have required property '{name}'")
        for name, check in self.fields.items():
            if name in value:
                check(value[name], f"{place}/{name}")
        foreign = [name for name in value if name not in self.fields]
        if foreign and self.strict:
            raise invalid(f"{place} Unrecognized key(s) in object: {', '.join(map(repr, foreign))}")


STRING, NUMBER, FLAG, OBJECT = typed("string"), typed("number"), typed("boolean"), typed("object")
