"""Long strings stay out of the engine: a short mark crosses in their place, or they cross when they are looked at."""

import re
from collections.abc import Callable
from typing import Any

LONG = 4096
_PLAIN = re.compile(r"[A-Za-z0-9+/=_:.,;%&?#-]*")
_MARK = re.compile("\uf8f0([0-9]+)\uf8f1")
_SIGNS = re.compile("[\uf8f0\uf8f1]")

Path = list[str | int]


def longs(value: Any) -> list[tuple[Path, str]]:
    """List the long strings in a value, each with its path."""
    found: list[tuple[Path, str]] = []
    _search(value, [], found)
    return found


def exchanged(value: Any, other: Callable[[str], str]) -> Any:
    """Give a value with other strings in place of its long ones."""
    if isinstance(value, str):
        return other(value) if len(value) >= LONG else value
    if isinstance(value, dict):
        return {key: exchanged(item, other) for key, item in value.items()}
    if isinstance(value, list):
        return [exchanged(item, other) for item in value]
    return value


def is_plain(text: str) -> bool:
    """Whether JSON escapes nothing in a string, so that a mark may stand for it in a text and in JSON alike."""
    return _PLAIN.fullmatch(text) is not None


def mark(number: int) -> str:
    """Give the mark of the string of a number."""
    return f"\uf8f0{number}\uf8f1"


def unmarked(value: Any, strings: list[str]) -> Any:
    """Give a result with the strings back in it.

    Raises:
        ValueError: a mark was cut, so the code did look into a string.
    """
    if isinstance(value, str):
        return _unmarked(value, strings) if _SIGNS.search(value) else value
    if isinstance(value, dict):
        return {unmarked(key, strings): unmarked(item, strings) for key, item in value.items()}
    if isinstance(value, list):
        return [unmarked(item, strings) for item in value]
    return value


def _unmarked(text: str, strings: list[str]) -> str:
    pieces = _MARK.split(text)
    if any(map(_SIGNS.search, pieces[::2])) or any(int(number) >= len(strings) for number in pieces[1::2]):
        raise ValueError("a mark was cut")
    pieces[1::2] = [strings[int(number)] for number in pieces[1::2]]
    return pieces[1] if len(pieces) == 3 and not pieces[0] and not pieces[2] else "".join(pieces)


def _search(value: Any, path: Path, found: list[tuple[Path, str]]) -> None:
    if isinstance(value, str):
        if len(value) >= LONG:
            found.append((path, value))
    elif isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(item, str | dict | list):
                _search(item, [*path, key], found)
