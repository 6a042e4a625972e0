"""Run data as text: a long string that many items share is written once."""

import json
from typing import Any

LONG = 512
MARK = "\0"


def pack(value: Any) -> str:
    """Write JSON compactly, each long string once, however often the value holds it."""
    pool = _Pool()
    return json.dumps([pool.slim(value), pool.strings], separators=(",", ":"))


def unpack(text: str) -> Any:
    """Read what `pack` wrote."""
    value, strings = json.loads(text)
    return _full(value, strings)


class _Pool:
    """The long strings of one value; a string that starts with the mark is counted among them."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._places: dict[int, str] = {}
        self._objects: dict[int, Any] = {}

    def slim(self, value: Any) -> Any:
        kind = type(value)
        if kind is str:
            return value if len(value) < LONG and value[:1] != MARK else self._place(value)
        if kind is dict:
            # Items pass from node to node by reference: the same object is gone through once.
            found = self._objects.get(id(value))
            if found is None:
                found = self._objects[id(value)] = {key: self.slim(each) for key, each in value.items()}
            return found
        if kind is list:
            return [self.slim(each) for each in value]
        return value

    def _place(self, value: str) -> str:
        place = self._places.get(id(value))
        if place is None:
            place = self._places[id(value)] = f"{MARK}{len(self.strings)}"
            self.strings.append(value)
        return place


def _full(value: Any, strings: list[str]) -> Any:
    if isinstance(value, str):
        return strings[int(value[1:])] if value[:1] == MARK else value
    if isinstance(value, dict):
        return {key: _full(each, strings) for key, each in value.items()}
    if isinstance(value, list):
        return [_full(each, strings) for each in value]
    return value
