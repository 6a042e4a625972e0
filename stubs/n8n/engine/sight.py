"""What an expression sees of a run: `View` over the state of an execution."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from contracts.runtime import Clock
from stubs.n8n.engine.errors import ExpressionError
from stubs.n8n.engine.items import Item, Items, Source
from stubs.n8n.engine.pairing import find_ancestor, missing_pair
from stubs.n8n.engine.shape import memory_of
from stubs.n8n.engine.state import State
from stubs.n8n.engine.view import ExecutionInfo
from stubs.n8n.engine.workflow import Node, Workflow

_PAGE = "https://docs.n8n.io/data/data-mapping/data-item-linking/item-linking-errors/"
MORE = f'<a target="_blank" href="{_PAGE}">More info</a>'


@dataclass(frozen=True, slots=True)
class Sight:
    """One item of one run of a node, and everything behind it."""

    state: State
    clock: Clock
    node: Node
    run_index: int
    item_index: int
    input_items: Items
    sources: Sequence[Source | None]
    beside: Mapping[str, Any] = field(default_factory=dict)

    @property
    def workflow(self) -> Workflow:
        """Give the workflow."""
        return self.state.workflow

    @property
    def execution(self) -> ExecutionInfo:
        """Give what `$execution` shows."""
        return self.state.info

    @property
    def now(self) -> datetime:
        """Give the run's time."""
        return self.clock.now()

    @property
    def previous(self) -> tuple[str, int, int] | None:
        """Name the node before, its output and its run."""
        source = next((each for each in self.sources if each), None)
        return (source.node, source.output, source.run) if source else None

    def was_executed(self, name: str) -> bool:
        """Whether a node has run; raises `ExpressionError` when the workflow has no such node."""
        self._must_exist(name)
        return name in self.state.run_data

    def output_of(self, name: str, output: int | None = None, run: int | None = None) -> Sequence[Item]:
        """Give the items that a node put out; raises `ExpressionError` in n8n's words."""
        self._must_have_run(name)
        tasks = self.state.run_data[name]
        if run is None or run == -1:
            run = len(tasks) - 1
        if run >= len(tasks):
            raise ExpressionError(f'Run {run} of node "{name}" not found')
        outputs = tasks[run].outputs or []
        if output is None:
            output = self.workflow.graph.output_towards(self.node.name, name) or 0
        if output >= len(outputs) > 0:
            raise ExpressionError(f'Node "{name}" has no branch with index {output}.')
        return outputs[output] if outputs else []

    def paired_item(self, name: str, item_index: int | None = None) -> Item:
        """Give the item of an earlier node that an item of the input came from; raises `ExpressionError`."""
        self._must_exist(name)
        if name not in self.workflow.graph.ancestors(self.node.name):
            raise ExpressionError("Invalid expression", f"undefined {MORE}", functionality="pairedItem")
        self._must_have_run(name)
        index = self.item_index if item_index is None else item_index
        if not 0 <= index < len(self.input_items):
            raise ExpressionError("Can’t get data for expression")
        method = "item" if item_index is None else "itemMatching"
        origins = self.input_items[index].origins
        if not origins:
            raise missing_pair(method, self.node.name)
        origin = origins[0]
        sources = self.sources
        source = sources[origin.input] if origin.input < len(sources) else None
        source = source or (sources[0] if sources else None)
        return find_ancestor(self.state.run_data, name, source, origin.item, method)

    def context_of(self, name: str) -> Mapping[str, Any]:
        """Give what a node keeps between its runs."""
        self._must_exist(name)
        return {key: memory_of(value, {}) for key, value in self.state.memory.get(name, {}).items()}

    def _must_exist(self, name: str) -> None:
        if name not in self.workflow.nodes:
            raise ExpressionError("Referenced node doesn't exist")

    def _must_have_run(self, name: str) -> None:
        self._must_exist(name)
        if name not in self.state.run_data:
            raise ExpressionError(f"Node '{name}' hasn't been executed", functionality="pairedItem")
