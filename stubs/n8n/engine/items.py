"""What flows between nodes: lists of items, each with its JSON, its files, and the items that it came from."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the items of an input came from: an output of a node, in one of its runs."""

    node: str
    output: int = 0
    run: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an item came from: an item of the node's input (n8n's `pairedItem`).

    Attributes:
        source: where that input came from, when it is not the input of this run (n8n's `sourceOverwrite`).
    """

    item: int
    input: int = 0
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Binary:
    """A file beside an item's JSON, under a property's name (`data` by default).

    Attributes:
        content: its raw bytes.
        mime_type: as n8n guessed it or was told.
        file_name: with its extension, when known.
        bare: whether n8n says nothing of it beside its type, as of a raw body.
    """

    content: bytes = field(repr=False)
    mime_type: str
    file_name: str | None = None
    bare: bool = False


@dataclass(slots=True)
class Item:
    """One item.

    Attributes:
        json: its data, an object.
        binary: its files by property name.
        origins: the input items it came from; None when the node did not say (the engine then guesses, as n8n does).
            The engine sets it on what a node gets: an item that a node puts out as it got it stays paired.
        error: what went wrong with it, when its node continues on errors; sends it to the error output.
    """

    json: Json
    binary: dict[str, Binary] = field(default_factory=dict)
    origins: tuple[Origin, ...] | None = None
    error: Any = None


Items = list[Item]
Outputs = list[Items]
"""One list of items for each output, in order."""
