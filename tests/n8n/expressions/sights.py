"""A place in a run to evaluate expressions at, without an engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from simulator.entropy import RunEntropy
from stubs.n8n.engine.errors import ExpressionError
from stubs.n8n.engine.items import Item
from stubs.n8n.engine.view import ExecutionInfo
from stubs.n8n.engine.workflow import Node, Workflow
from stubs.n8n.expressions.evaluator import Evaluator

NOW = datetime(2026, 11, 22, 22, 28, 35, 354000, tzinfo=UTC)


@dataclass
class Place:
    """A view of an item whose node follows a webhook; a third node never ran."""

    items: Sequence[Item]
    item_index: int = 0
    settings: Mapping[str, Any] = field(default_factory=lambda: {"timezone": "UTC"})
    now: datetime = NOW
    run_index: int = 0

    @property
    def node(self) -> Node:
        return Node("E0", "n8n-nodes-base.set", 3.4, {"options": {"ignoreConversionErrors": True}}, id="e0")

    @property
    def workflow(self) -> Workflow:
        nodes = {
            "Webhook": Node("Webhook", "n8n-nodes-base.webhook", 2, {"path": "expr-record", "httpMethod": "POST"}),
            "Never": Node("Never", "n8n-nodes-base.noOp", 1),
            "E0": self.node,
        }
        return Workflow("w1", "expr-record", nodes, {}, self.settings, active=True)

    @property
    def execution(self) -> ExecutionInfo:
        return ExecutionInfo("95", "production", "http://127.0.0.1:5678/webhook-waiting/95?signature=ab")

    @property
    def input_items(self) -> Sequence[Item]:
        return self.items

    @property
    def previous(self) -> tuple[str, int, int] | None:
        return "Webhook", 0, 0

    def was_executed(self, name: str) -> bool:
        if name not in self.workflow.nodes:
            raise ExpressionError("Referenced node doesn't exist")
        return name == "Webhook"

    def output_of(self, name: str, output: int | None = None, run: int | None = None) -> Sequence[Item]:
        if not self.was_executed(name):
            raise ExpressionError(f"Node '{name}' hasn't been executed")
        return self.items

    def paired_item(self, name: str, item_index: int | None = None) -> Item:
        if not self.was_executed(name):
            raise ExpressionError("Invalid expression")
        return self.items[self.item_index if item_index is None else item_index]

    def context_of(self, name: str) -> Mapping[str, Any]:
        return {}


def place(json: Any, **more: Any) -> Place:
    """Give a place whose only item has that JSON."""
    return Place([Item(json)], **more)


def evaluate(expression: Any, json: Any = None, *, seed: int = 1, **more: Any) -> Any:
    """Evaluate an expression for an item with that JSON."""
    return Evaluator(RunEntropy(seed)).resolve(expression, place({} if json is None else json, **more))
