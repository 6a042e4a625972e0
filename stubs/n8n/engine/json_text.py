"""JSON as JavaScript writes and reads it: what `JSON.stringify` and `JSON.parse` give, byte for byte."""

import json
import math
import re
from decimal import Decimal
from typing import Any

from stubs.n8n.engine.json_complaint import complaint

SAFE_INTEGER = 2**53
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_INDEX_KEY = re.compile(r'"(?:0|[1-9][0-9]{0,9})"\s*:')
_INDEX = re.compile(r"(?:0|[1-9][0-9]{0,9})\Z")


def to_text(value: Any) -> str:
    """Give a JSON value as `JSON.stringify` writes it: compact, nothing escaped that need not be, JavaScript's numbers.

    Raises:
        TypeError: something in it is no JSON value.
    """
    text = _written(value) if _has_odd_number(value) else _ENCODER.encode(value)
    return text if text.isascii() else _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def from_text(text: str | bytes) -> Any:
    """Read JSON as `JSON.parse` does: numbers as doubles (whole ones become `int`), keys that are indexes come first.

    Raises:
        ValueError: it is no JSON; the message is V8's.
    """
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    decoder = _ORDERING_DECODER if _INDEX_KEY.search(text) else _DECODER
    try:
        return decoder.decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(complaint(text, error.msg, error.pos)) from None
    except _NotJson as word:
        raise ValueError(complaint(text, "Expecting value", text.index(str(word)))) from None
    except RecursionError:
        raise ValueError("Maximum call stack size exceeded") from None


def number(value: float) -> int | float:
    """Give a JavaScript number as Python holds it here: whole ones below 1e21 as `int`, with a double's digits."""
    if type(value) is int and -SAFE_INTEGER <= value <= SAFE_INTEGER:
        return value
    try:
        double = float(value)
    except OverflowError:
        return math.copysign(math.inf, value)
    if abs(double) >= 1e21 or not double.is_integer():
        return double
    return int(double) if abs(double) <= SAFE_INTEGER else int(Decimal(repr(double)))


def number_text(value: float) -> str:
    """Write a number as JavaScript does: `1`, `0.00001`, `1e-7`, `1e+21`, `NaN`."""
    value = number(value)
    if isinstance(value, int) or abs(value) >= 1e-4:
        return _CONSTANTS.get(value) or repr(value)
    if value != value:  # noqa: PLR0124 - only NaN is not itself
        return "NaN"
    return f"{Decimal(repr(value)):f}" if abs(value) >= 1e-6 else repr(value).replace("e-0", "e-")


_CONSTANTS = {math.inf: "Infinity", -math.inf: "-Infinity"}


def _has_odd_number(value: Any) -> bool:
    """Whether Python might write some number in it otherwise than JavaScript does."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return False
    if kind is dict:
        return any(map(_has_odd_number, value.values()))
    if kind is list or kind is tuple:
        return any(map(_has_odd_number, value))
    if kind is int:
        return not -SAFE_INTEGER <= value <= SAFE_INTEGER
    return kind is float and not (1e-4 <= abs(value) < 1e15 and not value.is_integer())


def _written(value: Any) -> str:
    """Write a value that has such a number; `JSON.stringify` knows neither NaN nor the infinities."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{_ENCODER.encode(str(key))}:{_written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_written, value)) + "]"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _ENCODER.encode(value)
    return number_text(value) if math.isfinite(number(value)) else "null"


def _whole(text: str) -> int | float:
    return number(int(text) if len(text) < 17 else float(text))


def _real(text: str) -> int | float:
    return number(float(text))


def _constant(name: str) -> Any:
    raise _NotJson(name)


class _NotJson(ValueError):
    """A word that Python's reader takes and JavaScript's does not: NaN, Infinity."""


def _in_order(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Give an object in JavaScript's order: indexes first, ascending, then the other keys as they came."""
    values = dict(pairs)
    indexes = sorted((key for key in values if _INDEX.match(key)), key=int)
    return {key: values[key] for key in indexes} | values


_OPTIONS: dict[str, Any] = {"parse_int": _whole, "parse_float": _real, "parse_constant": _constant}
_DECODER = json.JSONDecoder(**_OPTIONS)
_ORDERING_DECODER = json.JSONDecoder(**_OPTIONS, object_pairs_hook=_in_order)
