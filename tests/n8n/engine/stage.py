"""The whole engine on virtual time, with a database: what tests of executions stand on."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine

from contracts.runtime import Runtime
from contracts.wire import Transport
from simulator.entropy import RunEntropy
from simulator.loops import run_async
from simulator.simulated.clock import VirtualClock
from stubs.n8n.engine.executions import Executions
from stubs.n8n.engine.items import Item
from stubs.n8n.engine.player import Player
from stubs.n8n.engine.playing import Settled, Surroundings, WaitFor
from stubs.n8n.engine.reading import read_workflow
from stubs.n8n.engine.seen import SeenValues
from stubs.n8n.engine.workflow import Workflow
from stubs.n8n.expressions.evaluator import Evaluator
from stubs.serving.database import open_engine
from stubs.serving.work import Work
from tests.n8n.bench import Unconnected

Document = dict[str, Any]


class Unobserved:
    """An observer of nothing."""

    def state(self, interaction: str, correlation_id: str, facts: Document) -> None:
        """See nothing."""


@dataclass
class Stage:
    """An engine, its stored workflows, and the clock it goes by."""

    database: Engine = field(default_factory=lambda: open_engine("sqlite://"))
    transport: Transport = field(default_factory=Unconnected)
    workflows: dict[str, Workflow] = field(default_factory=dict)
    credentials: Mapping[str, Document] = field(default_factory=dict)
    clock: VirtualClock = field(default_factory=VirtualClock)
    work: Work = field(default_factory=Work)
    player: Player = field(init=False)

    def __post_init__(self) -> None:
        """Put the engine together."""
        runtime = Runtime(self.clock, RunEntropy(1), Unobserved())
        around = Surroundings(
            runtime=runtime,
            transport=self.transport,
            new_resolver=lambda: Evaluator(runtime.entropy),
            seen=SeenValues(self.database),
            credential=self.credentials.get,
            workflow=self.workflows.get,
            resume_url=lambda execution: f"http://127.0.0.1:5678/webhook-waiting/{execution}?signature=s",
            address="http://127.0.0.1:5678",
        )
        self.player = Player(around, Executions(self.database, self.clock), self.work)

    def store(self, document: Document, workflow_id: str, *, active: bool = True) -> Workflow:
        """Keep a workflow."""
        self.workflows[workflow_id] = read_workflow(document, workflow_id, active=active)
        return self.workflows[workflow_id]

    async def play(
        self, workflow: Workflow, json: Document | None = None, *, wait_for: WaitFor = "lastNode"
    ) -> Settled:
        """Start a workflow at its first node."""
        start = next(iter(workflow.nodes))
        return await self.player.begin(workflow, start, [[Item(json or {})]], wait_for=wait_for)

    def execution(self, execution_id: int) -> Document:
        """Give an execution as the public API does, as far as tests ask."""
        found = self.player.executions.find(execution_id)
        assert found is not None
        return {"status": found.status, "mode": found.mode, "data": self.player.executions.data(execution_id)}


def on_stage(play: Callable[[Stage], Awaitable[Any]], **parts: Any) -> Any:
    """Run a test's play on a new stage."""

    async def whole() -> Any:
        stage = Stage(**parts)
        try:
            return await play(stage)
        finally:
            await stage.work.stop()

    return run_async(whole(), simulated=True)
