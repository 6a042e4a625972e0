"""What a node type is to the engine, and what the engine is to a node: the seam of `stubs/n8n/nodes/`."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from contracts.runtime import Clock, Entropy
from contracts.wire import Headers, HttpAnswer, HttpRequest
from stubs.n8n.engine.items import Item, Items, Outputs, Source
from stubs.n8n.engine.view import ExecutionInfo, View
from stubs.n8n.engine.workflow import Node, Workflow


@dataclass(frozen=True, slots=True)
class WebhookAnswer:
    """What a workflow answers to the webhook call that started it."""

    status: int
    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Pause:
    """A node's wish that the execution waits; it goes on with `items` as this node's output.

    Attributes:
        items: what comes out when the time is over.
        until: seconds from now, or None for ever.
        webhook: whether a call to the resume address ends the wait (its data then comes out in place of `items`).
    """

    items: Items
    until: float | None
    webhook: bool = False


class Seen(Protocol):
    """What was seen in earlier executions (removeDuplicates); survives a restart, and is one step under concurrency."""

    def first_time(self, scope: str, value: str, keep: int) -> bool:
        """Note a value; False when the scope held it already. Of a scope the newest `keep` values are remembered."""
        ...

    def count(self, scope: str) -> int:
        """Count the values of a scope."""
        ...

    def latest(self, scope: str) -> str | None:
        """Give the value that a scope was given last; None when it has none."""
        ...

    def forget(self, scope: str) -> None:
        """Forget all values of a scope."""
        ...


class Call(Protocol):
    """One run of one node: its items, its parameters, and what it may use."""

    @property
    def node(self) -> Node:
        """Give the node."""
        ...

    @property
    def workflow(self) -> Workflow:
        """Give its workflow."""
        ...

    @property
    def execution(self) -> ExecutionInfo:
        """Give what `$execution` shows."""
        ...

    @property
    def run_index(self) -> int:
        """Give how often the node has run before in this execution."""
        ...

    @property
    def clock(self) -> Clock:
        """Give the run's clock."""
        ...

    @property
    def entropy(self) -> Entropy:
        """Give the run's entropy."""
        ...

    @property
    def seconds_left(self) -> float:
        """Give the seconds after which the execution is canceled; infinity when it has no limit."""
        ...

    @property
    def seen(self) -> Seen:
        """Give what was seen in earlier executions."""
        ...

    @property
    def items(self) -> Items:
        """Give the items of the first input."""
        ...

    @property
    def inputs(self) -> list[Items | None]:
        """Give the items of every input; None for one that got none."""
        ...

    @property
    def sources(self) -> Sequence[Source | None]:
        """Tell where the items of every input came from."""
        ...

    @property
    def memory(self) -> MutableMapping[str, Any]:
        """Give what this node keeps between its runs in this execution."""
        ...

    def param(self, path: str, index: int = 0, default: Any = None) -> Any:
        """Give a parameter, its expressions evaluated for the item at `index`.

        Args:
            path: dotted, such as `options.timeout`.
            index: of the item.
            default: the type's default, given for what the file leaves out.

        Raises:
            ExpressionError: an expression can't be evaluated.
        """
        ...

    def raw(self, path: str, default: Any = None) -> Any:
        """Give a parameter as it stands in the file, nothing evaluated."""
        ...

    def evaluate(self, value: Any, index: int = 0, beside: Mapping[str, Any] = ...) -> Any:
        """Evaluate the expressions in any value for the item at `index`.

        Args:
            value: a string that begins with `=`, or what holds such strings.
            index: of the item.
            beside: further variables by name, such as `$response`.
        """
        ...

    def view(self, index: int) -> View:
        """Give what an expression for that item may see."""
        ...

    def credential(self, credential_type: str) -> Mapping[str, Any]:
        """Give the data of this node's credential of a type; raises `NodeOperationError` when it has none."""
        ...

    async def send(self, request: HttpRequest, seconds: float) -> HttpAnswer:
        """Exchange one request; raises `contracts.wire.WireError`, a time-out included."""
        ...

    def answer(self, answer: WebhookAnswer) -> None:
        """Answer the webhook call that started the execution (respondToWebhook)."""
        ...

    async def execute(self, workflow: Workflow, items: Items, *, wait: bool = True) -> Items:
        """Run another workflow from its executeWorkflowTrigger (executeWorkflow); give its last node's items."""
        ...

    def stored_workflow(self, workflow_id: str) -> Workflow:
        """Find an imported workflow; raises `NodeOperationError` in n8n's words when there is none."""
        ...


Role = Literal["action", "trigger", "note"]


@dataclass(frozen=True, slots=True)
class NodeType:
    """One type of node, as its file in `stubs/n8n/nodes/` registers it.

    Attributes:
        name: as workflow files spell it.
        versions: that the engine runs; any other is refused at import.
        run: gives one list of items for each output, or None, as if it had not run. It handles `node.continues` item
            by item where n8n's node does, by an `Item` with `error` set; what it raises fails the whole node.
        role: a trigger starts executions, a note is only drawn.
        inputs: how many inputs a node has; all are waited for when it is more than one.
        outputs: how many outputs, without the error output that `continueErrorOutput` adds.
        needed: inputs without which a node does not run at all; with any other missing it runs on those it has.
        check: says what is wrong with a node's parameters that the engine can't run (one sentence), or None.
    """

    name: str
    versions: frozenset[float]
    run: Callable[[Call], Awaitable[Outputs | Pause | None]]
    role: Role = "action"
    inputs: Callable[[Node], int] = lambda _node: 1
    outputs: Callable[[Node], int] = lambda _node: 1
    needed: Callable[[Node], frozenset[int]] = lambda _node: frozenset()
    check: Callable[[Node], str | None] = lambda _node: None


async def pass_on(call: Call) -> Outputs:
    """Give the input as it came: what a node does that only stands there."""
    return [[Item(item.json, item.binary, None) for item in call.items]]
