"""A live n8n that runs the flow's workflow.

Limitations: tried with n8n 2.41.1; an n8n older than 2 is refused. It must reach this machine at the addresses that it
is given. What is in flight inside it can't be seen before it has ended.
"""

import asyncio
from pathlib import Path

from contracts.ports.n8n import READINESS, Connections, Execution
from contracts.ports.system import CouldNotCheck
from real_adapters.ledger import Ledger
from real_adapters.n8n.about import check_scopes, check_version, read_version
from real_adapters.n8n.api import PublicApi
from real_adapters.n8n.deployment import Deployment, own_path
from real_adapters.n8n.package import package_of
from real_adapters.n8n.provisioning import Provisioning
from real_adapters.n8n.registration import await_registered, is_registered
from real_adapters.probing import get, json_of


def clean_n8n(address: str, api_key: str, ledger: Path) -> None:
    """Remove what another run's ledger names; blocks. Raises `CouldNotCheck` when something stays."""
    found = Ledger.read(ledger)
    provisioning = Provisioning(PublicApi(address, api_key), found)
    provisioning.find_unknown()
    provisioning.withdraw()
    if found.made:
        names = ", ".join(f"{made.kind} {made.name}" for made in found.made)
        raise CouldNotCheck(
            f"{address} does not tell whether these came to be: {names}. Look there, then remove {ledger}."
        )


class RealN8n:
    """An n8n at an address, and the flow's workflow on it.

    Attributes:
        address: its base address.
    """

    def __init__(self, address: str, api_key: str, ledgers: Path) -> None:
        """Ask nothing yet.

        Args:
            address: its base address.
            api_key: of its public API.
            ledgers: the folder where what is made is written down until it is taken away again.
        """
        self.address = address
        self._api_key, self._ledgers = api_key, ledgers
        self._deployment: Deployment | None = None

    async def ready(self) -> str:
        """Give name and version. Readiness is asked, not health: routes exist long after that (`facts/n8n.md` 1)."""
        json_of(await get(self.address + READINESS))
        version = read_version(await get(self.address + "/"))
        check_version(version, self.address)
        return f"n8n {version}" if version else "n8n"

    async def serves(self, path: str) -> bool:
        """Tell whether a production webhook for POST is registered at a path."""
        return await is_registered(self.address, path)

    async def provision(self, connections: Connections, tag: str) -> str:
        """Bring the flow's workflows in, and give the webhook's path once it is really registered.

        Raises:
            CouldNotCheck: n8n is too old, refuses the key or what it is asked, or the key lacks scopes; what was made
                until then is taken away again.
        """
        await self.ready()
        api = PublicApi(self.address, self._api_key)
        ledger = Ledger(self._ledgers / f"n8n-{tag}.json", self.address)
        self._deployment = Deployment(api, Provisioning(api, ledger), tag)
        package = package_of(connections, self.address, self._api_key)
        try:
            await asyncio.to_thread(check_scopes, api)
            await asyncio.to_thread(self._deployment.deploy, package)
            for path in package.paths:
                await await_registered(self.address, own_path(path, tag))
        except BaseException:
            await self.withdraw()
            raise
        return own_path(connections.webhook_path, tag)

    async def executions(self) -> list[Execution]:
        """Give the executions of what was provisioned, oldest first; those in flight are given a moment to end."""
        return await asyncio.to_thread(self._deployment.executions) if self._deployment else []

    async def stop_executions(self) -> None:
        """End what is still in flight of what was provisioned."""
        if self._deployment:
            await asyncio.to_thread(self._deployment.stop_executions)

    async def withdraw(self) -> None:
        """Take away what `provision` made; raises `CouldNotCheck` when n8n does not let it go."""
        if self._deployment:
            deployment, self._deployment = self._deployment, None
            await asyncio.to_thread(deployment.withdraw)
