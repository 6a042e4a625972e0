"""The n8n stub: n8n's server around an engine that runs n8n's own workflow files, offline."""

from collections.abc import Mapping

from contracts.runtime import Runtime
from contracts.wire import Transport
from stubs.n8n.server.outgoing import ByOrigin, origin_of
from stubs.n8n.server.server import Server
from stubs.n8n.settings import N8nSettings


class N8nStub:
    """Limitations: runs the node types of `nodes/registry.py`, in the versions that each names; refuses all others.

    It has no editor, no users and no test webhooks, and of the public API workflows, executions and credentials alone.
    An execution that a stop cuts off is `crashed` at the next start, as in n8n, and is not run again; one that waits
    goes on. A body over the limit is answered 413, where n8n answers 500.
    """

    def __init__(self, settings: N8nSettings, runtime: Runtime, neighbours: Mapping[str, Transport]) -> None:
        """Build the stub; `neighbours` says how `ai`, `odoo` and all `others` are reached."""
        routes = {origin_of(settings.ai_url): neighbours["ai"], origin_of(settings.odoo_url): neighbours["odoo"]}
        self._server = Server(settings, runtime, ByOrigin(routes, neighbours["others"]))
        self.executions = self._server.executions
        self.app = self._server.app

    async def start(self) -> None:
        """Publish what is active, and go on with what waits."""
        await self._server.start()

    async def stop(self) -> None:
        """End all executions at once; with a database file the next stub goes on with those that wait."""
        await self._server.stop()
