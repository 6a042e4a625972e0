"""A live Odoo with the project's routes: this version reaches it over the wire and can't look into its records."""

from dataclasses import dataclass

from contracts.ports.odoo import HEALTH, VERSION
from real_adapters.probing import get, json_of


@dataclass(frozen=True, slots=True)
class RealOdoo:
    """An Odoo at an address, serving one database."""

    address: str
    database: str

    async def ready(self) -> str:
        """Give the server's version (`/web/health`, then `/web/version`, which only 19 has; `facts/odoo.md` 3)."""
        json_of(await get(self.address + HEALTH))
        answer = await get(self.address + VERSION)
        return f"Odoo {json_of(answer).get('version', '')}".strip() if answer.status_code == 200 else "Odoo"
