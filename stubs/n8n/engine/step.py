"""A node that is to run, with what it gets."""

from collections.abc import Sequence
from dataclasses import dataclass

from stubs.n8n.engine.items import Items, Source


@dataclass(slots=True)
class Step:
    """One entry of what is to be done.

    Attributes:
        inputs: the items of each input; None for one that got none.
        sources: where they came from.
        resumed: whether it waited before, and now only gives what the wait brought.
    """

    node: str
    inputs: list[Items | None]
    sources: list[Source | None]
    resumed: bool = False


def first_step(name: str, inputs: Sequence[Items]) -> Step:
    """Give the step that starts an execution: a trigger puts each list out at the output of the same place."""
    return Step(name, list(inputs), [])


def main_items(inputs: Sequence[Items | None]) -> Items:
    """Give the items that expressions see: of the first input that has some."""
    return next((items for items in inputs if items), [])
