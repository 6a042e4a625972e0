"""n8n, with the flow's workflow (I04 to I07): its routes and its port."""

from typing import Protocol

from contracts.ports.system import SystemPort

WEBHOOKS = "/webhook"
HEALTH = "/healthz"
READINESS = "/healthz/readiness"
"""Routes exist only once this says so; health comes long before (`facts/n8n.md` 1)."""


class N8nPort(SystemPort, Protocol):
    """An n8n that runs the flow's workflow behind its production webhook."""


def webhook(path: str) -> str:
    """Give the route of a production webhook."""
    return f"{WEBHOOKS}/{path}"
