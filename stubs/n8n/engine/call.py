"""One run of one node, as the node sees it: `Call` over the state of an execution."""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from contracts.runtime import Clock, Entropy
from contracts.wire import HttpAnswer, HttpRequest, TimedOut
from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.items import Items, Source
from stubs.n8n.engine.node_type import Seen, WebhookAnswer
from stubs.n8n.engine.sight import Sight
from stubs.n8n.engine.state import Services, State
from stubs.n8n.engine.view import ExecutionInfo
from stubs.n8n.engine.workflow import Node, Workflow

_ABSENT = object()
NONE: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class NodeCall:
    """A node's items and parameters, and what it may use.

    Attributes:
        seen_items: the items that expressions see: of the first input that has some.
    """

    state: State
    services: Services
    node: Node
    run_index: int
    inputs: list[Items | None]
    seen_items: Items
    sources: Sequence[Source | None]

    @property
    def workflow(self) -> Workflow:
        """Give the workflow."""
        return self.state.workflow

    @property
    def execution(self) -> ExecutionInfo:
        """Give what `$execution` shows."""
        return self.state.info

    @property
    def clock(self) -> Clock:
        """Give the run's clock."""
        return self.services.runtime.clock

    @property
    def entropy(self) -> Entropy:
        """Give the run's entropy."""
        return self.services.runtime.entropy

    @property
    def seconds_left(self) -> float:
        """Give the seconds after which the execution is canceled; infinity when it has no limit."""
        return self.state.deadline - self.clock.now().timestamp()

    @property
    def seen(self) -> Seen:
        """Give what was seen in earlier executions."""
        return self.services.seen

    @property
    def items(self) -> Items:
        """Give the items of the first input."""
        return self.inputs[0] or [] if self.inputs else []

    @property
    def memory(self) -> MutableMapping[str, Any]:
        """Give what this node keeps between its runs in this execution."""
        return self.state.memory.setdefault(self.node.name, {})

    def view(self, index: int) -> Sight:
        """Give what an expression for that item may see."""
        return self._sight(index, {})

    def _sight(self, index: int, beside: Mapping[str, Any]) -> Sight:
        return Sight(self.state, self.clock, self.node, self.run_index, index, self.seen_items, self.sources, beside)

    def param(self, path: str, index: int = 0, default: Any = None) -> Any:
        """Give a parameter, its expressions evaluated for the item at `index`."""
        value: Any = self.node.parameters
        for key in path.split("."):
            if isinstance(value, str):  # the parent itself is an expression
                value = self.evaluate(value, index)
            value = value.get(key, _ABSENT) if isinstance(value, Mapping) else _ABSENT
            if value is _ABSENT:
                return default
        return self.evaluate(value, index)

    def raw(self, path: str, default: Any = None) -> Any:
        """Give a parameter as it stands in the file, nothing evaluated."""
        value: Any = self.node.parameters
        for key in path.split("."):
            if not isinstance(value, Mapping) or key not in value:
                return default
            value = value[key]
        return value

    def evaluate(self, value: Any, index: int = 0, beside: Mapping[str, Any] = NONE) -> Any:
        """Evaluate the expressions in any value for the item at `index`, with what the node lends them."""
        if isinstance(value, str):
            if not value.startswith("="):
                return value
        elif not isinstance(value, dict | list):
            return value
        return self.services.resolver.resolve(value, self._sight(index, beside))

    def credential(self, credential_type: str) -> Mapping[str, Any]:
        """Give the data of this node's credential of a type; raises `NodeOperationError` when it has none."""
        named = self.node.credentials.get(credential_type)
        if named is None:
            raise NodeOperationError("Node does not have any credentials set")
        found = self.services.credential(str(named.get("id")))
        if found is None:
            raise NodeOperationError(
                f'Credential with ID "{named.get("id")}" does not exist for type "{credential_type}".'
            )
        return found

    async def send(self, request: HttpRequest, seconds: float) -> HttpAnswer:
        """Exchange one request; raises `contracts.wire.WireError`, a time-out included."""
        try:
            return await self.clock.within(seconds, self.services.transport.send(request))
        except TimeoutError:
            raise TimedOut(f"No answer came within {seconds:g} s.") from None

    def answer(self, answer: WebhookAnswer) -> None:
        """Answer the webhook call that started the execution."""
        self.state.answer(answer)

    async def execute(self, workflow: Workflow, items: Items, *, wait: bool = True) -> Items:
        """Run another workflow from its executeWorkflowTrigger; give its last node's items."""
        return await self.services.sub_workflow(workflow, items, wait)

    def stored_workflow(self, workflow_id: str) -> Workflow:
        """Find an imported workflow; raises `NodeOperationError` in n8n's words when there is none."""
        found = self.services.workflow(workflow_id)
        if found is None or not found.active:
            raise NodeOperationError("Workflow is not active and cannot be executed.")
        return found
