"""Errors inside of items: the next nodes see more of them than n8n keeps and answers."""

from collections.abc import Mapping
from typing import Any


class Thrown(dict[str, Any]):
    """An error object as expressions see it.

    Attributes:
        kept: what `JSON.stringify` leaves of it: in an answer, and in what is stored of an execution.
    """

    def __init__(self, seen: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
        """Take both views."""
        super().__init__(seen)
        self.kept = dict(kept)


def as_kept(value: Any) -> Any:
    """Give an item's JSON, or a list of them, as it is answered and stored: `facts/n8n.md` 2b shows the longer view."""
    if isinstance(value, list):
        return [as_kept(each) for each in value] if any(map(_holds_one, value)) else value
    if not _holds_one(value):
        return value
    return {key: each.kept if isinstance(each, Thrown) else each for key, each in value.items()}


def _holds_one(value: Any) -> bool:
    return isinstance(value, dict) and any(type(each) is Thrown for each in value.values())
