"""What the n8n stub is told when it is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class GivenCredential:
    """A credential that is there from the start."""

    id: str
    name: str
    type: str
    data: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class GivenWorkflow:
    """A workflow that is there, and active, from the start.

    Attributes:
        id: of the workflow; another with this id gives way to it.
        document: in n8n's export format.
    """

    id: str
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class N8nSettings:
    """Addresses, secrets and limits of the n8n stub.

    Attributes:
        ai_url: base address of the AI service: a neighbour that is reached in its own way.
        odoo_url: that of Odoo, another one.
        public_url: where users and other systems reach this n8n (n8n's `N8N_WEBHOOK_URL`).
        api_key: of the public API.
        database_url: where workflows, executions and seen ids are kept; SQLite in memory by default.
        payload_limit: bytes of a webhook's body (n8n's `N8N_PAYLOAD_SIZE_MAX`, 16 MiB).
        workflows: that are there from the start.
        credentials: that are there from the start.
    """

    ai_url: str = ""
    odoo_url: str = ""
    public_url: str = "http://127.0.0.1:5678"
    api_key: str = field(default="imageflow-n8n-key", repr=False)
    database_url: str = "sqlite://"
    payload_limit: int = 16 * 1024 * 1024
    workflows: tuple[GivenWorkflow, ...] = ()
    credentials: tuple[GivenCredential, ...] = ()
