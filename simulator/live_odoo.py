"""A real Odoo in a run: its addon is connected to the run's systems, watched, and left as it was."""

import logging
from urllib.parse import urlsplit

from contracts.ports.odoo import OdooPort, Surroundings
from contracts.ports.system import CouldNotCheck
from simulator.entropy import RunEntropy
from simulator.limits import Limits
from simulator.settings import Settings

TAG_BYTES = 6
_log = logging.getLogger("odoo")


def surroundings_of(
    settings: Settings, limits: Limits, *, webhook_url: str, callback_url: str, ai_url: str, storage_url: str
) -> Surroundings:
    """Give what an Odoo is connected to in a run, at the addresses at which it reaches the other systems."""
    ai = urlsplit(ai_url.lower())
    return Surroundings(
        webhook_url=webhook_url,
        callback_url=callback_url,
        webhook_secrets=settings.webhook_secrets,
        allowed_hosts=frozenset({f"{ai.scheme}://{ai.netloc}", *settings.download_hosts.lower().split()}),
        storage=(
            storage_url,
            settings.storage_region,
            settings.storage_bucket,
            settings.storage_access_key,
            settings.storage_secret_key,
        ),
        quota=limits.quota,
        deadline_seconds=limits.deadline_seconds,
        storing_seconds=limits.storing_seconds,
        callback_cap=limits.callback_cap,
        image_bytes=limits.image_bytes,
    )


class LiveOdoo:
    """What a run does with one real Odoo."""

    def __init__(self, odoo: OdooPort) -> None:
        """Do nothing yet."""
        self.port = odoo
        self._provisioned = False

    async def join(self, surroundings: Surroundings) -> None:
        """Connect the addon to the run's systems; raises `CouldNotCheck` when it can't be, and says why."""
        await self.port.provision(surroundings, RunEntropy().token(TAG_BYTES))
        self._provisioned = True

    async def leave(self) -> None:
        """Put back what was changed; where Odoo does not let it, a warning says so and the ledger keeps it."""
        if self._provisioned:
            self._provisioned = False
            try:
                await self.port.withdraw()
            except CouldNotCheck as error:
                _log.warning("What this run changed on Odoo could not all be put back: %s", error)
