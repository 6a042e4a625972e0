"""Fitting a value into a type (string, number, boolean, array, object, dateTime), as Set and conditions do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stubs.n8n.engine.json_text import from_text, to_text
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.javascript import described, to_number, to_string, type_of
from stubs.n8n.nodes.json_repair import repaired
from stubs.n8n.nodes.script import moment

_TRUE_OR_FALSE = {"true": True, "false": False}


class Unfit(Exception):
    """A value can't be made one of the type."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, with its own spelling in ISO 8601."""

    milliseconds: float
    iso: str


def fit(call: Call, value: Any, kind: str, *, strict: bool = False) -> Any:
    """Give a value as one of a type; None stays None.

    Args:
        call: whose engine reads dates.
        value: any JSON value.
        kind: of n8n's field types; one that is not known takes anything.
        strict: whether a value of another type is refused even if it could be converted.

    Raises:
        Unfit: it can't be.
    """
    if value is None:
        return None
    if kind == "dateTime":
        return _date(call, value)
    if kind not in _FITS or (strict and not _is(kind, value)):
        if kind in _FITS:
            raise Unfit
        return value
    return _FITS[kind](value)


def misfit(name: str, kind: str, value: Any) -> str:
    """Say that a field's value is not of its type."""
    said = f"'{name}' expects a {kind} but we got {described(value)}"
    if kind == "dateTime":
        address = "https://moment.github.io/luxon/api-docs/index.html#datetimefromformat"
        link = f'<a href="{address}" target="_blank"><code>DateTime.fromFormat</code></a>'
        return f"{said} <br/><br/> Consider using {link} to work with custom date formats."
    return said


def read_json(text: str) -> Any:
    """Read JSON, repairing what people get wrong (quotes, commas, comments); raises `ValueError`."""
    try:
        return from_text(text)
    except ValueError:
        return repaired(text)


def _is(kind: str, value: Any) -> bool:
    if kind == "array":
        return isinstance(value, list)
    return type_of(value) == kind


def _string(value: Any) -> str:
    return to_text(value) if isinstance(value, dict | list) else to_string(value)


def _number(value: Any) -> int | float:
    found = to_number(value)
    if found != found:  # noqa: PLR0124 - NaN is not itself
        raise Unfit
    return found


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        if value.lower() in _TRUE_OR_FALSE:
            return _TRUE_OR_FALSE[value.lower()]
        if not value.strip():
            raise Unfit
    found = to_number(value)
    if found not in {0, 1}:
        raise Unfit
    return found == 1


def _array(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    text = to_string(value)
    for each in (text, text.replace("'", '"')):
        try:
            found = from_text(each)
        except ValueError:
            continue
        if isinstance(found, list):
            return found
    raise Unfit


def _object(value: Any) -> dict[str, Any] | None:
    if isinstance(value, dict):
        return value
    text = to_string(value)
    try:
        found = from_text(text)
    except ValueError:
        is_literal = text.lstrip().startswith("{") and text.rstrip().endswith("}")
        found = _repaired(text) if is_literal else ""
    if not isinstance(found, dict) and found is not None:
        raise Unfit
    return found


def _repaired(text: str) -> Any:
    try:
        return repaired(text)
    except ValueError:
        raise Unfit from None


def _date(call: Call, value: Any) -> Moment:
    found = moment(call, to_string(value))
    if found is None:
        raise Unfit
    return Moment(*found)


_FITS: dict[str, Callable[[Any], Any]] = {
    "string": _string,
    "number": _number,
    "boolean": _boolean,
    "array": _array,
    "object": _object,
}
