"""JavaScript's own conversions, which n8n's nodes lean on: `Number(x)`, `String(x)`, `typeof x`, truth, equality.

JSON values only. undefined and null are both None here, and count as null.
"""

import math
import re
from collections.abc import Iterable
from typing import Any

from stubs.n8n.engine.json_text import number, number_text

_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\Z", re.IGNORECASE | re.ASCII)
_OTHER_BASES = re.compile(r"0(x[0-9a-f]+|b[01]+|o[0-7]+)\Z", re.IGNORECASE)
_INDEX = re.compile(r"(?:0|[1-9][0-9]{0,9})\Z")
_INFINITE = {"Infinity": math.inf, "+Infinity": math.inf, "-Infinity": -math.inf}


def to_number(value: Any) -> int | float:
    """Give `Number(value)`; NaN for what is none."""
    if isinstance(value, bool) or value is None:
        return int(value or 0)
    if isinstance(value, int | float):
        return value
    if isinstance(value, dict):
        return math.nan
    return _text_to_number(to_string(value).strip() or "0")


def _text_to_number(text: str) -> int | float:
    if _DECIMAL.match(text):
        return number(float(text))
    if _OTHER_BASES.match(text):
        return number(int(text, 0))
    return _INFINITE.get(text, math.nan)


def to_string(value: Any) -> str:
    """Give `String(value)`."""
    if isinstance(value, str):
        return value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join("" if each is None else to_string(each) for each in value)
    return number_text(value) if isinstance(value, int | float) else "[object Object]"


def type_of(value: Any) -> str:
    """Give `typeof value`."""
    if isinstance(value, str):
        return "string"
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else "object"


def is_true(value: Any) -> bool:
    """Whether JavaScript takes it for true: objects and lists always, even empty ones."""
    if isinstance(value, dict | list):
        return True
    return bool(value) and value == value  # noqa: PLR0124 - NaN is not itself, and not true


def same(one: Any, other: Any) -> bool:
    """Give `one === other`; objects and lists are only the same as themselves."""
    if isinstance(one, dict | list) or isinstance(other, dict | list):
        return one is other
    return type_of(one) == type_of(other) and bool(one == other)


def equal(one: Any, other: Any) -> bool:
    """Whether two JSON values hold the same, all the way down; true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(equal(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    return same(one, other)


def less(one: Any, other: Any) -> bool:
    """Give `one < other`: texts by letters, all else by number; never true when one is no number."""
    if isinstance(one, str) and isinstance(other, str):
        return one.encode("utf-16-be", "surrogatepass") < other.encode("utf-16-be", "surrogatepass")
    return bool(to_number(one) < to_number(other))


def in_key_order(names: Iterable[str]) -> list[str]:
    """Give names as JavaScript keeps an object's keys: whole numbers first, by size, then the others as they came."""
    listed = list(names)
    numbers = [name for name in listed if _INDEX.match(name) and int(name) < 2**32 - 1]
    known = set(numbers)
    return [*sorted(numbers, key=int), *(name for name in listed if name not in known)]


def described(value: Any) -> str:
    """Describe a value as n8n's complaints do: `'5'`, `array`, `object`."""
    if isinstance(value, list):
        return "array"
    return "object" if isinstance(value, dict) else f"'{to_string(value)}'"
