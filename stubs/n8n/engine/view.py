"""What an expression may see: the seam between the engine, which knows the run, and the JavaScript that asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from stubs.n8n.engine.items import Item
from stubs.n8n.engine.workflow import Node, Workflow


@dataclass(frozen=True, slots=True)
class ExecutionInfo:
    """`$execution`.

    Attributes:
        id: of the execution, decimal digits.
        mode: `production` or `test`, as expressions see it.
        resume_url: where a Wait node is called back, with its signature.
    """

    id: str
    mode: str
    resume_url: str


class View(Protocol):
    """One item's place in a run, as expressions and Code nodes see it."""

    @property
    def workflow(self) -> Workflow:
        """Give the workflow."""
        ...

    @property
    def execution(self) -> ExecutionInfo:
        """Give what `$execution` shows."""
        ...

    @property
    def node(self) -> Node:
        """Give the node that asks."""
        ...

    @property
    def run_index(self) -> int:
        """Give how often the node has run before in this execution."""
        ...

    @property
    def item_index(self) -> int:
        """Give the place of the item in the node's input."""
        ...

    @property
    def now(self) -> datetime:
        """Give the run's time."""
        ...

    @property
    def input_items(self) -> Sequence[Item]:
        """Give the items of the node's first input (`$input.all()`)."""
        ...

    @property
    def previous(self) -> tuple[str, int, int] | None:
        """Name the node before, its output and its run (`$prevNode`)."""
        ...

    @property
    def beside(self) -> Mapping[str, Any]:
        """Give what a node lends its expressions, such as `$response` while it fetches pages."""
        ...

    def was_executed(self, name: str) -> bool:
        """Whether a node has run; raises `ExpressionError` when the workflow has no such node."""
        ...

    def output_of(self, name: str, output: int | None = None, run: int | None = None) -> Sequence[Item]:
        """Give the items that a node put out, of its last run and of the output that leads here unless told.

        Raises:
            ExpressionError: there is no such node, or it has not run.
        """
        ...

    def paired_item(self, name: str, item_index: int | None = None) -> Item:
        """Give the item of an earlier node that an item of the input came from (`$('Node').item`).

        Raises:
            ExpressionError: no such node, not run, or the way back is lost or not single; in n8n's words.
        """
        ...

    def context_of(self, name: str) -> Mapping[str, Any]:
        """Give what a node keeps between its runs (`$('Loop').context`)."""
        ...
