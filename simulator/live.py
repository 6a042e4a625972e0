"""A real n8n in a run: the flow's workflow is brought in and taken away again, or the user's own is used as it is."""

import logging
from dataclasses import replace

from contracts.ports.n8n import Connections, Execution, N8nPort
from contracts.ports.system import CouldNotCheck
from simulator.entropy import RunEntropy
from simulator.limits import Limits
from simulator.settings import Settings

TAG_BYTES = 6
_log = logging.getLogger("n8n")


class LiveN8n:
    """What a run does with one real n8n."""

    def __init__(self, n8n: N8nPort) -> None:
        """Do nothing yet."""
        self._n8n = n8n
        self._provisioned = False

    async def join(self, settings: Settings, limits: Limits, ai_url: str) -> Settings:
        """Have the flow's workflow there, connected, and give settings that name its webhook's path.

        Where nobody named an API key and the path is served already, that workflow is the user's own and stays as it
        is. Otherwise names and path are this run's alone, whatever its seed: several runs may share one n8n.

        Args:
            settings: credentials and names.
            limits: what the workflow is bound by.
            ai_url: where n8n reaches the AI service.

        Raises:
            CouldNotCheck: n8n can't be provisioned, and why.
        """
        key_named = settings.n8n_api_key != Settings().n8n_api_key
        if not key_named and await self._n8n.serves(settings.n8n_webhook_path):
            return settings
        connections = Connections(
            ai_url=ai_url,
            ai_api_key=settings.ai_api_key,
            ai_model=settings.ai_model,
            webhook_secrets=settings.webhook_secrets,
            ai_timeout=limits.ai_timeout,
            callback_cap=limits.callback_cap,
            webhook_path=settings.n8n_webhook_path,
            ids_kept=limits.ids_kept,
        )
        path = await self._n8n.provision(connections, RunEntropy().token(TAG_BYTES))
        self._provisioned = True
        return replace(settings, n8n_webhook_path=path)

    async def executions(self) -> list[Execution]:
        """Give what n8n did for this run, oldest first; nothing of a workflow that is the user's own."""
        return await self._n8n.executions() if self._provisioned else []

    async def stop_executions(self) -> None:
        """End what n8n still does for this run."""
        if self._provisioned:
            await self._n8n.stop_executions()

    async def leave(self) -> None:
        """Take away what was brought in; where n8n does not let go of it, a warning says so and the ledger keeps it."""
        if self._provisioned:
            self._provisioned = False
            try:
                await self._n8n.withdraw()
            except CouldNotCheck as error:
                _log.warning("What this run made on n8n could not all be removed: %s", error)
