"""Publication is asynchronous: a webhook answers some time after `activate`, and for a while after `deactivate`.

Seen on real n8n: 0.09 to 0.22 s and 0.04 to 0.12 s (`facts/n8n.md` 1).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from contracts.runtime import Runtime
from stubs.n8n.engine.reading import read_workflow
from stubs.n8n.engine.unreadable import UnreadableWorkflow
from stubs.n8n.engine.workflow import Workflow
from stubs.n8n.server.library import Kept, Library
from stubs.n8n.server.registry import Registry
from stubs.serving.work import Work

PUBLISHING = (0.09, 0.22)
WITHDRAWING = (0.04, 0.12)


class Follower(Protocol):
    """What starts and ends things for active workflows."""

    def register(self, workflow: Workflow) -> None:
        """Begin with a workflow, in place of its earlier version."""
        ...

    def forget(self, workflow_id: str) -> None:
        """End it."""
        ...


@dataclass(slots=True)
class Publication:
    """Brings what is registered in line with what is active.

    Attributes:
        followers: what goes by it beside the registry of webhooks, such as schedules.
    """

    library: Library
    registry: Registry
    runtime: Runtime
    work: Work
    followers: list[Follower] = field(default_factory=list)
    _withdrawn: dict[str, int] = field(default_factory=dict)
    _read: dict[str, tuple[Kept, Workflow]] = field(default_factory=dict)

    def open(self) -> None:
        """Register everything that is active, at the start of the server."""
        for workflow in self.active():
            self._register(workflow)

    def active(self) -> Iterable[Workflow]:
        """Give the active workflows."""
        return [self._workflow(kept) for kept in self.library.workflows() if kept.active]

    def find(self, workflow_id: str) -> Workflow | None:
        """Give a workflow, active or not; None when there is none, or it is none that the engine runs."""
        kept = self.library.workflow(workflow_id)
        try:
            return self._workflow(kept) if kept else None
        except UnreadableWorkflow:
            return None

    def _workflow(self, kept: Kept) -> Workflow:
        """Read a workflow once for each of its versions: the engine knows it again by its identity."""
        known = self._read.get(kept.id)
        if known is None or known[0] != kept:
            known = self._read[kept.id] = (kept, read_workflow(kept.document, kept.id, active=kept.active))
        return known[1]

    def publish(self, workflow_id: str) -> None:
        """Register a workflow soon."""
        self.work.start(self._settle(workflow_id, PUBLISHING), f"publication of {workflow_id}")

    def withdraw(self, workflow_id: str) -> None:
        """Let a workflow's webhooks go soon."""
        self._withdrawn[workflow_id] = self._withdrawn.get(workflow_id, 0) + 1
        self.work.start(self._withdraw(workflow_id), f"withdrawal of {workflow_id}")

    def is_withdrawing(self, workflow_id: str) -> bool:
        """Tell whether a workflow's webhooks may still answer."""
        return workflow_id in self._withdrawn and self.registry.has(workflow_id)

    async def _withdraw(self, workflow_id: str) -> None:
        await self._settle(workflow_id, WITHDRAWING)
        self._withdrawn[workflow_id] -= 1
        if not self._withdrawn[workflow_id]:
            del self._withdrawn[workflow_id]

    async def _settle(self, workflow_id: str, within: tuple[float, float]) -> None:
        await self.runtime.clock.sleep(self.runtime.entropy.uniform(*within))
        kept = self.library.workflow(workflow_id)
        if kept is not None and kept.active:
            self._register(self._workflow(kept))
            return
        self.registry.forget(workflow_id)
        for each in self.followers:
            each.forget(workflow_id)

    def _register(self, workflow: Workflow) -> None:
        self.registry.register(workflow)
        for each in self.followers:
            each.register(workflow)
