"""One execution while it runs, and what the engine lends to it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from contracts.runtime import Runtime
from contracts.wire import Transport
from stubs.n8n.engine.items import Items
from stubs.n8n.engine.node_type import Seen, WebhookAnswer
from stubs.n8n.engine.queue import Queue
from stubs.n8n.engine.run_data import RunData
from stubs.n8n.engine.view import ExecutionInfo, View
from stubs.n8n.engine.workflow import Workflow


class Resolver(Protocol):
    """Evaluates expressions."""

    def resolve(self, value: Any, view: View) -> Any:
        """Give the value with every expression in it evaluated; raises `ExpressionError`."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """What nodes reach beyond their own execution.

    Attributes:
        credential: gives a credential's data by its id; None when there is none.
        workflow: gives a stored workflow by its id; None when there is none.
        sub_workflow: runs another workflow with items; waits for it and gives its last node's items, or gives none.
    """

    runtime: Runtime
    transport: Transport
    seen: Seen
    resolver: Resolver
    credential: Callable[[str], Mapping[str, Any] | None]
    workflow: Callable[[str], Workflow | None]
    sub_workflow: Callable[[Workflow, Items, bool], Awaitable[Items]]


def no_answer(_answer: WebhookAnswer) -> None:
    """Drop an answer that nobody waits for."""


@dataclass(slots=True)
class State:
    """How far an execution is.

    Attributes:
        memory: what nodes keep between their runs, by node name.
        last_node: the node that ran last.
        deadline: when the execution is canceled, in seconds since the epoch.
        answer: takes what a node answers to the call that started the execution.
    """

    workflow: Workflow
    info: ExecutionInfo
    queue: Queue
    memory: dict[str, dict[str, Any]] = field(default_factory=dict)
    last_node: str | None = None
    deadline: float = float("inf")
    answer: Callable[[WebhookAnswer], None] = no_answer

    @property
    def run_data(self) -> RunData:
        """Give what ran so far."""
        return self.queue.run_data

    @property
    def last_outputs(self) -> list[Items]:
        """Give what the node that ran last put out, in its last run."""
        tasks = self.run_data.get(self.last_node or "", [])
        return (tasks[-1].outputs or []) if tasks else []
