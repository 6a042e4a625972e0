"""An execution that is under way, what its caller waits for, and what the engine is given."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from contracts.runtime import Runtime
from contracts.wire import Transport
from stubs.n8n.engine.executions import Mode
from stubs.n8n.engine.items import Outputs
from stubs.n8n.engine.node_type import Seen, WebhookAnswer
from stubs.n8n.engine.run import Run
from stubs.n8n.engine.state import Resolver
from stubs.n8n.engine.workflow import Workflow

WaitFor = Literal["onReceived", "lastNode", "responseNode"]


@dataclass(frozen=True, slots=True)
class Settled:
    """How far an execution is when its caller is to be answered.

    Attributes:
        answer: what a Respond node answered.
        failed: whether it ended by an error.
        outputs: of the node that ran last; None when it put out nothing.
    """

    execution_id: str
    answer: WebhookAnswer | None = None
    failed: bool = False
    outputs: Outputs | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the engine is given by the server around it.

    Attributes:
        transport: reaches every address that a workflow may call.
        new_resolver: gives what evaluates the expressions of one execution.
        credential: gives a credential's data by id.
        workflow: gives a stored workflow by id, active or not.
        resume_url: gives the address that ends an execution's wait, by the execution's id.
        address: of this n8n, for links to an execution.
    """

    runtime: Runtime
    transport: Transport
    new_resolver: Callable[[], Resolver]
    seen: Seen
    credential: Callable[[str], Mapping[str, Any] | None]
    workflow: Callable[[str], Workflow | None]
    resume_url: Callable[[str], str]
    address: str


@dataclass(slots=True)
class Playing:
    """An execution that is under way in this process.

    Attributes:
        settled: done when the caller can be answered.
        ended: done when it has ended, pauses included.
    """

    id: int
    mode: Mode
    run: Run
    wait_for: WaitFor
    depth: int
    settled: asyncio.Future[Settled]
    ended: asyncio.Future[Run]

    def answer(self, answer: WebhookAnswer) -> None:
        """Answer a caller who waits for a Respond node."""
        if self.wait_for == "responseNode" and not self.settled.done():
            self.settled.set_result(Settled(str(self.id), answer))

    def settle(self) -> None:
        """Answer a caller who waits for the end, or for the first pause."""
        if self.settled.done():
            return
        outputs = self.run.state.last_outputs
        self.settled.set_result(
            Settled(str(self.id), failed=self.run.error is not None, outputs=outputs if any(outputs) else None)
        )
