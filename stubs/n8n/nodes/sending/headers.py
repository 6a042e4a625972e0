"""Headers of a request, as n8n's HTTP client orders and spells them (`facts/n8n.md` 2b)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from stubs.n8n.nodes.sending.query import text_of

ACCEPT = "application/json, text/plain, */*"
_UNSENDABLE = re.compile(r"[^\t\x20-\x7e\x80-\xff]")


class RequestHeaders:
    """Headers in order; the first spelling of a name stays, as does its place. `Accept` and `Content-Type` lead.

    A value of None or False is not sent; False also keeps defaults away.
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Take what a node sets, in its order."""
        self._names = {"accept": "Accept", "content-type": "Content-Type"}
        self._values: dict[str, Any] = {"accept": ACCEPT, "content-type": None}
        for name, value in given.items():
            self.set(name, value)

    def __getitem__(self, name: str) -> Any:
        """Give a value whatever the case of its name; None when it is not there."""
        return self._values.get(name.lower())

    def set(self, name: str, value: Any) -> None:
        """Set a header, in its place when it is there."""
        key = name.lower()
        self._names.setdefault(key, name)
        self._values[key] = value if value is None or value is False else _sendable(text_of(value))

    def default(self, name: str, value: Any) -> None:
        """Set a header that nobody has set."""
        if self._values.get(name.lower()) is None:
            self.set(name, value)

    def drop(self, *names: str) -> None:
        """Take headers away, their places too."""
        for key in names:
            self._values.pop(key, None)
            self._names.pop(key, None)

    def drop_content(self) -> None:
        """Take away what speaks of a body that is no longer sent."""
        self.drop(*[key for key in self._values if key.startswith("content-")])

    def copied(self) -> "RequestHeaders":
        """Give the same headers once more."""
        other = RequestHeaders({})
        other._names, other._values = dict(self._names), dict(self._values)
        return other

    def sent(self) -> Iterator[tuple[str, str]]:
        """Give the headers that cross, in order."""
        for key, value in self._values.items():
            if value is not None and value is not False:
                yield self._names[key], value

    def shown(self) -> dict[str, Any]:
        """Give the headers as an error object shows them."""
        return {self._names[key]: value for key, value in self._values.items() if value is not None}


def _sendable(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        text = _UNSENDABLE.sub("", text)
    return text.strip(" \t")
