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
        canceled: whether it ran longer than its workflow allows.
        outputs: of the node that ran last; None when it put out nothing.
    """

    execution_id: str
    answer: WebhookAnswer | None = None
    failed: bool = False
    canceled: bool = False
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
        first: the same of the caller who started it, when it waits for a Respond node that comes after a pause.
        ended: done when it has ended, pauses included.
    """

    id: int
    mode: Mode
    run: Run
    wait_for: WaitFor
    settled: asyncio.Future[Settled]
    first: asyncio.Future[Settled] | None
    ended: asyncio.Future[Run]

    @property
    def still_waits(self) -> asyncio.Future[Settled] | None:
        """Give who waits for a Respond node."""
        caller = self.settled if self.wait_for == "responseNode" else self.first
        return None if caller is None or caller.done() else caller

    def answer(self, answer: WebhookAnswer) -> None:
        """Answer the caller who waits for a Respond node."""
        if (caller := self.still_waits) is not None:
            caller.set_result(Settled(str(self.id), answer))

    def settle(self, *, failed: bool, canceled: bool) -> None:
        """Answer those who waited for the end, or for the first pause."""
        outputs = self.run.state.last_outputs
        found = Settled(str(self.id), failed=failed, canceled=canceled, outputs=outputs if any(outputs) else None)
        paused = self.run.pause is not None
        for caller in (self.settled, self.first):
            if caller is not None and not caller.done() and not (paused and caller is self.still_waits):
                caller.set_result(found)
