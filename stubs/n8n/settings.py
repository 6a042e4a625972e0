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
        webhook_secrets: secrets of both directions, newest first.
        ai_url: base address of the AI service, without `/v1`.
        odoo_url: base address of Odoo.
        ai_api_key: sent as a bearer token.
        ai_model: asked for in each generation.
        webhook_path: below `/webhook/`.
        database_url: where workflows, executions and seen ids are kept; SQLite in memory by default.
        ai_timeout: seconds to wait for the AI service.
        ai_tries: tries at the AI service on 429, 5xx and network errors.
        callback_timeout: seconds to wait for Odoo's answer.
        callback_cap: bytes of a callback that Odoo takes; a larger outcome is reported as `too_large`.
        payload_limit: bytes of a webhook's body (n8n's `N8N_PAYLOAD_SIZE_MAX`, 16 MiB).
        public_url: where users and other systems reach this n8n (n8n's `N8N_WEBHOOK_URL`).
        api_key: of the public API.
        workflows: that are there from the start.
        credentials: that are there from the start.
    """

    webhook_secrets: tuple[str, ...] = field(default=(), repr=False)
    ai_url: str = ""
    odoo_url: str = ""
    ai_api_key: str = field(default="sk-imageflow", repr=False)
    ai_model: str = "gpt-image-1.5"
    webhook_path: str = "ai-image-generation"
    database_url: str = "sqlite://"
    ai_timeout: float = 300
    ai_tries: int = 3
    callback_timeout: float = 15
    callback_cap: int = 32 * 1024 * 1024
    payload_limit: int = 16 * 1024 * 1024
    public_url: str = "http://127.0.0.1:5678"
    api_key: str = field(default="imageflow-n8n-key", repr=False)
    workflows: tuple[GivenWorkflow, ...] = ()
    credentials: tuple[GivenCredential, ...] = ()
