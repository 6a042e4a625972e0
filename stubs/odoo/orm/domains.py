"""Search domains as Odoo reads them: a prefix notation of conditions, checked and told apart, nothing looked up yet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from stubs.odoo.orm.errors import Builtin, wrong_type, wrong_value

NEGATED = {
    "not any": "any",
    "not in": "in",
    "not like": "like",
    "not ilike": "ilike",
    "not =like": "=like",
    "not =ilike": "=ilike",
    "!=": "=",
}
"""Operators that mean the opposite of another."""

OPPOSITE = NEGATED | {positive: negative for negative, positive in NEGATED.items()}
HIERARCHICAL = frozenset(["child_of", "parent_of"])
ALIASES = {"<>": "!=", "==": "="}
OPERATORS = frozenset([*OPPOSITE, *HIERARCHICAL, *ALIASES, "=?", "<", ">", "<=", ">="])
INTERNAL = ("any!", "not any!")


@dataclass(frozen=True, slots=True)
class Constant:
    """Everything, or nothing."""

    value: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """A field, or a path to one, compared with a value."""

    field: str
    operator: str
    value: Any

    def refuse(self, message: str, make: Callable[[str], Builtin] = wrong_value) -> NoReturn:
        """Raise an error that names this condition as Odoo does."""
        raise make(f"{message} in condition ({self.field!r}, {self.operator!r}, {self.value!r})")


@dataclass(frozen=True, slots=True)
class Both:
    """All of several domains."""

    parts: tuple["Domain", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of several domains."""

    parts: tuple["Domain", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What a domain leaves out."""

    part: "Domain"


Domain = Constant | Condition | Both | Either | Not
ALL, NONE = Constant(value=True), Constant(value=False)


def parse(given: Any) -> Domain:
    """Read a domain; raises `Builtin` in Odoo's words."""
    if isinstance(given, Domain):
        return given
    if given is True or given == []:
        return ALL
    if given is False:
        return NONE
    if not isinstance(given, (list, tuple)):
        raise wrong_type(f"Domain() invalid argument type for domain: {given!r}")
    stack: list[Domain] = []
    try:
        for item in reversed(given):
            _push(stack, item)
    except IndexError:
        raise wrong_value(f"Domain() malformed domain {given!r}") from None
    return stack[0] if len(stack) == 1 else Both(tuple(reversed(stack)))


def _push(stack: list[Domain], item: Any) -> None:
    if isinstance(item, (list, tuple)) and len(item) == 3:
        if item[1] in INTERNAL:
            raise wrong_value(f"Domain() invalid item in domain: {item!r}")
        stack.append(_condition(item))
    elif item == "&":
        stack.append(Both((stack.pop(), stack.pop())))
    elif item == "|":
        stack.append(Either((stack.pop(), stack.pop())))
    elif item == "!":
        stack.append(Not(stack.pop()))
    elif isinstance(item, Domain):
        stack.append(item)
    else:
        raise wrong_value(f"Domain() invalid item in domain: {item!r}")


def _condition(item: Any) -> Domain:
    left, operator, value = item
    if not isinstance(left, str):
        if tuple(item) in {(1, "=", 1), (0, "=", 1)}:
            return ALL if left else NONE
        raise wrong_type(f"Domain() invalid arguments: {tuple(item)!r}")
    condition = Condition(left, operator, value)
    if not left:
        condition.refuse("Empty field name", wrong_type)
    if not isinstance(operator, str):
        raise Builtin(AttributeError, f"{type(operator).__name__!r} object has no attribute 'lower'")
    lower = operator.lower()
    if lower not in OPERATORS:
        Condition(left, lower, value).refuse("Invalid operator")
    return Condition(left, ALIASES.get(lower, lower), False if value is None else value)
