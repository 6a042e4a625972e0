"""The fields of an action, read one by one; a bad one is refused in one sentence."""

from collections.abc import Mapping
from typing import Any

from contracts.problems import Problem, ProblemCode

Fields = Mapping[str, Any]


def bad(sentence: str) -> Problem:
    """Give a refusal of a value (422)."""
    return Problem(ProblemCode.INVALID, sentence, title="That value can't be used")


def not_now(sentence: str) -> Problem:
    """Give a refusal for the moment (409)."""
    return Problem(ProblemCode.CONFLICT, sentence, title="Not now")


def text(fields: Fields, name: str) -> str:
    """Give a text that is not empty."""
    value = fields.get(name)
    if not isinstance(value, str) or not value.strip():
        raise bad(f"Give {name} as a text.")
    return value


def number(fields: Fields, name: str, low: float, high: float) -> float:
    """Give a number between both."""
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise bad(f"Give {name} as a number from {low:g} to {high:g}.")
    return value


def whole(fields: Fields, name: str, low: int, high: int) -> int:
    """Give a whole number between both."""
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise bad(f"Give {name} as a whole number from {low} to {high}.")
    return value


def choice(fields: Fields, name: str, allowed: tuple[str, ...]) -> str:
    """Give one of the words that are allowed."""
    value = fields.get(name)
    if value not in allowed:
        raise bad(f"Give {name} as {', '.join(allowed[:-1])} or {allowed[-1]}.")
    return str(value)
