"""Which webhooks are registered: method and path to the node that a call starts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from stubs.n8n.engine.workflow import Node, Workflow
from stubs.n8n.nodes.webhook import methods

WEBHOOK = "n8n-nodes-base.webhook"


@dataclass(frozen=True, slots=True)
class Hook:
    """A registered webhook: one method at one path (with its parameters as `:name`)."""

    workflow: Workflow
    node: Node
    method: str
    path: str

    @property
    def is_dynamic(self) -> bool:
        """Whether its path has parameters."""
        return ":" in self.path

    @property
    def place(self) -> int:
        """Give the method's place among those of its node: the output that its calls come out of."""
        return list(methods(self.node)).index(self.method)

    def params(self, path: str) -> dict[str, str] | None:
        """Give the values of the path's parameters; None when it is another path."""
        mine, given = self.path.split("/"), path.split("/")
        if len(mine) != len(given):
            return None
        found = {}
        for own, value in zip(mine, given, strict=True):
            if own.startswith(":"):
                found[own[1:]] = value
            elif own != value:
                return None
        return found


def hooks_of(workflow: Workflow) -> Iterator[Hook]:
    """Give the webhooks of a workflow; a disabled node has none."""
    for node in workflow.nodes.values():
        if node.type == WEBHOOK and not node.disabled:
            path = str(node.parameters.get("path") or node.webhook_id or node.id).strip("/")
            if ":" in path:
                path = f"{node.webhook_id or node.id}/{path}"
            for method in methods(node):
                yield Hook(workflow, node, method, path)


@dataclass(slots=True)
class Registry:
    """The webhooks that answer now."""

    _fixed: dict[tuple[str, str], Hook] = field(default_factory=dict)
    _dynamic: list[Hook] = field(default_factory=list)

    def register(self, workflow: Workflow) -> None:
        """Let a workflow's webhooks answer, in place of those it had."""
        self.forget(workflow.id)
        for hook in hooks_of(workflow):
            if hook.is_dynamic:
                self._dynamic.append(hook)
            else:
                self._fixed[hook.method, hook.path] = hook

    def forget(self, workflow_id: str) -> None:
        """Let a workflow's webhooks answer no more."""
        self._fixed = {key: hook for key, hook in self._fixed.items() if hook.workflow.id != workflow_id}
        self._dynamic = [hook for hook in self._dynamic if hook.workflow.id != workflow_id]

    def has(self, workflow_id: str) -> bool:
        """Tell whether a workflow has a webhook that answers."""
        return any(hook.workflow.id == workflow_id for hook in (*self._fixed.values(), *self._dynamic))

    def find(self, method: str, path: str) -> tuple[Hook, Mapping[str, str]] | None:
        """Give the webhook of a call, and its path's parameters; a fixed path goes before one with parameters."""
        fixed = self._fixed.get((method, path))
        if fixed:
            return fixed, {}
        found = [(hook, params) for hook in self._dynamic if hook.method == method and (params := hook.params(path))]
        return min(found, key=lambda each: len(each[1]), default=None)

    def methods(self, path: str) -> list[str]:
        """Name the methods that a path takes; of a path with parameters n8n knows one."""
        fixed = [hook.method for hook in self._fixed.values() if hook.path == path]
        return fixed or [hook.method for hook in self._dynamic if hook.params(path) is not None][:1]


def in_conflict(workflow: Workflow, others: Iterable[Workflow]) -> bool:
    """Tell whether another workflow has one of its webhooks."""
    mine: dict[Any, None] = {(hook.method, hook.path): None for hook in hooks_of(workflow)}
    return any((hook.method, hook.path) in mine for other in others for hook in hooks_of(other))
