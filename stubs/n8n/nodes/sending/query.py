"""Queries and forms as n8n's query writer spells them: nested names in brackets, RFC 3986 escapes."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal
from urllib.parse import quote

from stubs.n8n.engine.json_text import number_text

ArrayFormat = Literal["indices", "repeat", "brackets"]


def stringify(values: Mapping[str, Any], arrays: str = "indices") -> str:
    """Write names and values as `a=1&b%5Bc%5D=2`; null is empty, an empty list or object is left out.

    Args:
        values: by name; lists and objects in them get one entry for each of their own.
        arrays: how an entry of a list is named: `a[0]`, `a[]`, or `a` again.
    """
    return "&".join(
        f"{_escaped(name)}={_escaped(text)}"
        for key, value in values.items()
        for name, text in _entries(key, value, arrays)
    )


def text_of(value: Any) -> str:
    """Give a scalar as JavaScript turns it into text."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, list):
        return ",".join("" if each is None else text_of(each) for each in value)
    return "[object Object]" if isinstance(value, dict) else str(value)


def _entries(name: str, value: Any, arrays: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _entries(f"{name}[{key}]", each, arrays)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            place = {"indices": f"[{index}]", "brackets": "[]"}.get(arrays, "")
            yield from _entries(name + place, each, arrays)
    else:
        yield name, "" if value is None else text_of(value)


def _escaped(text: str) -> str:
    return quote(text, safe="-._~", errors="replace")
