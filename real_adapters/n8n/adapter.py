"""A live n8n that runs the workflow: this version reaches it over the wire and does not provision it."""

from dataclasses import dataclass

from contracts.ports.n8n import READINESS
from real_adapters.probing import get, json_of


@dataclass(frozen=True, slots=True)
class RealN8n:
    """An n8n at an address."""

    address: str

    async def ready(self) -> str:
        """Wait for readiness, not health: routes exist long after `/healthz` says 200 (`facts/n8n.md` 1)."""
        json_of(await get(self.address + READINESS))
        return "n8n"
