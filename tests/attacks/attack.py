"""What an attack is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.odoo_addon.core.hosts import Script, head, says

HOST, CANARY = "<host>", "<canary>"
"""In a link, an origin or an answer: the origin of the attacker's host, and the port of the canary."""
LINK = HOST + "/a.png?sig=hunter2"


@dataclass(frozen=True)
class Attack:
    """A link in an outcome, and what it leads to.

    Attributes:
        number: in the list of fifty.
        name: what is tried.
        codes: how it may be refused; none when the bytes are taken as they are.
        url: the link.
        listed: the origins that images may be fetched from.
        resolves: what the link's name resolves to; the system's own resolver is asked when empty.
        play: gives what the attacker's host does, told the canary's port.
        limits: of the policy, other than usual.
        promised: what the outcome says of the image: `sha256`, `media_type`.
        asked: how often the attacker's host may be asked at most.
    """

    number: int
    name: str
    codes: frozenset[str]
    url: str = LINK
    listed: tuple[str, ...] = (HOST,)
    resolves: tuple[str, ...] = ()
    play: Callable[[int], Script] = lambda _: says()
    limits: dict[str, Any] = field(default_factory=dict)
    promised: dict[str, str] = field(default_factory=dict)
    asked: int = 1

    def __str__(self) -> str:
        """Give its number and name."""
        return f"{self.number} {self.name}"


def served(body: bytes, *lines: str, status: str = "200 OK") -> Script:
    """Answer with a body, as a host in good order does."""
    return says(head(f"Content-Length: {len(body)}", *lines, status=status), body)


def codes(text: str) -> frozenset[str]:
    """Read codes that are separated by spaces."""
    return frozenset(text.split())
