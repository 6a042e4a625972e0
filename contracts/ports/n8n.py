"""n8n, with the flow's workflow (I04 to I07): its routes, what it is connected to, what it tells, and its port."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from contracts.ports.system import SystemPort

WEBHOOKS = "/webhook"
HEALTH = "/healthz"
READINESS = "/healthz/readiness"
"""Routes exist only once this says so; health comes long before (`facts/n8n.md` 1)."""
API = "/api/v1"
API_KEY_HEADER = "X-N8N-API-KEY"


@dataclass(frozen=True, slots=True)
class Connections:
    """What the flow's workflow is connected to, and what it is bound by.

    Attributes:
        ai_url: the AI service's base address, without `/v1`, as n8n reaches it.
        ai_api_key: its API key.
        ai_model: its model.
        webhook_secrets: what Odoo and n8n sign with, newest first.
        ai_timeout: seconds that an AI call may take.
        callback_cap: bytes that Odoo takes in a callback.
        webhook_path: where the workflow's webhook is, before a run makes it its own.
        ids_kept: how many ids of requests the workflow remembers, so as not to work one twice.
    """

    ai_url: str
    ai_api_key: str = field(repr=False)
    ai_model: str
    webhook_secrets: tuple[str, ...] = field(repr=False)
    ai_timeout: float
    callback_cap: int
    webhook_path: str = "ai-image-generation"
    ids_kept: int = 10_000


@dataclass(frozen=True, slots=True)
class Execution:
    """One execution of a workflow, as n8n keeps it.

    Attributes:
        id: n8n's own.
        workflow: the workflow's name.
        status: `success`, `error`, `waiting`, `running`, `canceled` or `crashed`.
        seconds: how long it took; None while it runs.
        walked: by node name, each run's count of items on each output; an error output is the last one.
        failed_node: where it ended in an error.
        error: what n8n says of it.
    """

    id: str
    workflow: str
    status: str
    seconds: float | None
    walked: Mapping[str, Sequence[Sequence[int]]]
    failed_node: str | None = None
    error: str | None = None


class N8nPort(SystemPort, Protocol):
    """An n8n that runs the flow's workflow behind its production webhook."""

    async def serves(self, path: str) -> bool:
        """Tell whether a production webhook for POST is registered at a path."""
        ...

    async def provision(self, connections: Connections, tag: str) -> str:
        """Bring the flow's workflows in, wait until they are really registered, and give the webhook's path.

        Args:
            connections: what they are connected to.
            tag: makes names and path this run's own, so that several runs share one n8n.

        Raises:
            CouldNotCheck: n8n is too old, refuses the key, or the key lacks scopes, which are named.
        """
        ...

    async def executions(self) -> list[Execution]:
        """Give the executions of what was provisioned, oldest first."""
        ...

    async def stop_executions(self) -> None:
        """End what is still in flight of what was provisioned."""
        ...

    async def withdraw(self) -> None:
        """Take away all that `provision` brought in, executions too; what is not there any more is no error."""
        ...


def webhook(path: str) -> str:
    """Give the route of a production webhook."""
    return f"{WEBHOOKS}/{path}"
