"""Run data as bytes: JSON, and after it the long strings, each once, however many items share it.

Base64 of megabytes needs no escaping there, which costs more than all the rest.
"""

import json
from typing import Any

LONG = 512
MARK = "\0"


def pack(value: Any) -> bytes:
    """Write JSON compactly, each long string once, however often the value holds it."""
    pool = _Pool()
    slim = pool.slim(value)
    head = json.dumps([slim, [len(each) for each in pool.strings]], separators=(",", ":"))
    return b"".join((head.encode(), b"\n", *pool.strings))


def unpack(data: bytes) -> Any:
    """Read what `pack` wrote."""
    start = data.index(b"\n") + 1
    value, sizes = json.loads(data[:start])
    strings: list[str] = []
    for size in sizes:
        strings.append(data[start : start + size].decode("utf-8", "surrogatepass"))
        start += size
    return _full(value, strings)


class _Pool:
    """The long strings of one value; a string that starts with the mark is counted among them."""

    def __init__(self) -> None:
        self.strings: list[bytes] = []
        self._places: dict[int, str] = {}

    def slim(self, value: Any) -> Any:
        """Give a value with a mark in the place of each long string."""
        kind = type(value)
        if kind is str:
            return self._place(value) if len(value) >= LONG or value[:1] == MARK else value
        # What is short is told apart here, not by a call of its own: there are hundreds in each execution.
        if kind is dict:
            return {
                key: each if (type(each) is str and each[:1] != MARK and len(each) < LONG) else self.slim(each)
                for key, each in value.items()
            }
        return [self.slim(each) for each in value] if kind is list else value

    def _place(self, value: str) -> str:
        place = self._places.get(id(value))
        if place is None:
            place = self._places[id(value)] = f"{MARK}{len(self.strings)}"
            self.strings.append(value.encode("utf-8", "surrogatepass"))
        return place


def _full(value: Any, strings: list[str]) -> Any:
    if isinstance(value, str):
        return strings[int(value[1:])] if value[:1] == MARK else value
    if isinstance(value, dict):
        return {key: _full(each, strings) for key, each in value.items()}
    if isinstance(value, list):
        return [_full(each, strings) for each in value]
    return value
