"""What the n8n stub is told when it is made."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class N8nSettings:
    """Addresses, secrets and limits of the n8n stub.

    Attributes:
        webhook_secrets: secrets of both directions, newest first.
        ai_url: base address of the AI service, without `/v1`.
        ai_api_key: sent as a bearer token.
        ai_model: asked for in each generation.
        webhook_path: below `/webhook/`.
        database_url: where executions and seen ids are kept; SQLite in memory by default.
        ai_timeout: seconds to wait for the AI service.
        ai_tries: tries at the AI service on 429, 5xx and network errors.
        callback_timeout: seconds to wait for Odoo's answer.
        callback_cap: bytes of a callback that Odoo takes; a larger outcome is reported as `too_large`.
        payload_limit: bytes of a webhook's body (n8n's `N8N_PAYLOAD_SIZE_MAX`, 16 MiB).
    """

    webhook_secrets: tuple[str, ...] = field(repr=False)
    ai_url: str
    ai_api_key: str = field(default="sk-imageflow", repr=False)
    ai_model: str = "gpt-image-1.5"
    webhook_path: str = "ai-image-generation"
    database_url: str = "sqlite://"
    ai_timeout: float = 300
    ai_tries: int = 3
    callback_timeout: float = 15
    callback_cap: int = 32 * 1024 * 1024
    payload_limit: int = 16 * 1024 * 1024
