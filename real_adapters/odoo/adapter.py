"""A live Odoo with the flow's addon.

Limitations: tried with Odoo 19.0; 18 is spoken to and unproved. It must reach this machine at the addresses that it is
given. What happens inside it is read from its records just before what depends on it passes a tap, and when a user
looks: its time is that of the look.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from contracts.ports.odoo import HEALTH, State, Surroundings
from contracts.ports.system import CouldNotCheck
from real_adapters.ledger import Ledger
from real_adapters.odoo.about import ADDON, check_addon, check_version
from real_adapters.odoo.api import NoModel, Rpc
from real_adapters.odoo.observing import states_of
from real_adapters.odoo.provisioning import Provisioning, settle
from real_adapters.probing import get, json_of


class RealOdoo:
    """An Odoo at an address, serving one database.

    Attributes:
        address: its base address.
    """

    def __init__(self, address: str, database: str, login: str, api_key: str, ledgers: Path) -> None:
        """Ask nothing yet.

        Args:
            address: its base address.
            database: that serves the flow.
            login: of the API key's user.
            api_key: of an administrator.
            ledgers: the folder where what is changed is written down until it is put back.
        """
        self.address, self._database = address, database
        self._rpc = Rpc(address, database, login, api_key)
        self._ledgers = ledgers
        self._provisioning: Provisioning | None = None

    async def ready(self) -> str:
        """Give the server's version, once `/web/health` says that it is well.

        Raises:
            CouldNotCheck: it does not answer as an Odoo would, or is older than 18.
        """
        json_of(await get(self.address + HEALTH))
        version = await asyncio.to_thread(self._rpc.version)
        check_version(version, self.address)
        return f"Odoo {version}" if version else "Odoo"

    async def provision(self, surroundings: Surroundings, tag: str) -> None:
        """Connect the addon, or connect it to something else; what was changed is put back when that fails midway.

        Raises:
            CouldNotCheck: the addon is not there, the API key is refused, or may not do what it has to.
        """
        if self._provisioning is None:
            await self.ready()
            await asyncio.to_thread(check_addon, self._rpc)
            ledger = Ledger(self._ledgers / f"odoo-{tag}.json", self.address)
            self._provisioning = Provisioning(self._rpc, ledger)
        try:
            await asyncio.to_thread(self._provisioning.connect, surroundings)
        except BaseException:
            await self.withdraw()
            raise

    async def settle(self, surroundings: Surroundings) -> None:
        """Connect the addon for good; raises `CouldNotCheck`."""
        await asyncio.to_thread(check_addon, self._rpc)
        await asyncio.to_thread(settle, self._rpc, surroundings)
        self._rpc.close()

    async def states(self, request_id: str) -> Sequence[State]:
        """Tell what has happened to a request so far; raises `CouldNotCheck`."""
        try:
            return await asyncio.to_thread(states_of, self._rpc, request_id)
        except NoModel as error:
            raise CouldNotCheck(f"{error} Bring the addon {ADDON} up to date.") from None

    async def withdraw(self) -> None:
        """Put back what `provision` changed; raises `CouldNotCheck` when Odoo does not let it."""
        if self._provisioning:
            provisioning, self._provisioning = self._provisioning, None
            await asyncio.to_thread(provisioning.withdraw)
            self._rpc.close()
