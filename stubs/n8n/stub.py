"""The n8n stub: the production webhook and the flow's one workflow."""

from collections.abc import Mapping

from contracts.messages.dispatch import Dispatch
from contracts.ports import n8n
from contracts.runtime import Runtime
from contracts.wire import Transport
from stubs.n8n.executions import Executions
from stubs.n8n.server.outgoing import ByOrigin, origin_of
from stubs.n8n.server.server import Server
from stubs.n8n.settings import N8nSettings
from stubs.n8n.webhook import Webhook, wrong_method
from stubs.n8n.workflow import Workflow
from stubs.serving.work import Work


class N8nStub:
    """Limitations: plays this project's workflow by heart; imports no workflow file, has no editor and no public API.

    A run that a crash cut off is run again from its start: the AI service may then be asked a second time.
    """

    def __init__(self, settings: N8nSettings, runtime: Runtime, neighbours: Mapping[str, Transport]) -> None:
        """Build the stub; `neighbours` says how `ai`, `odoo` and `others` are reached."""
        self.settings = settings
        self.executions = Executions(settings.database_url, runtime.clock)
        self._work = Work()
        self._workflow = Workflow(settings, runtime.clock, runtime.entropy, neighbours["ai"], neighbours["odoo"])
        routes = {origin_of(settings.ai_url): neighbours["ai"], origin_of(settings.odoo_url): neighbours["odoo"]}
        self._server = Server(settings, runtime, ByOrigin(routes, neighbours["others"]))
        self.app = self._server.app
        served = len(self.app.router.routes)
        Webhook(settings, runtime.clock, self.executions, self._start).add_to(self.app)
        self.app.router.add_route(
            n8n.webhook(settings.webhook_path), wrong_method, methods=["GET", "PUT", "PATCH", "DELETE"]
        )
        # The flow's own webhook goes before those of users' workflows.
        self.app.router.routes[:] = self.app.router.routes[served:] + self.app.router.routes[:served]

    async def start(self) -> None:
        """Take up the runs that were cut off."""
        await self._server.start()
        for webhook_id, body in self.executions.unfinished():
            self._start(webhook_id, Dispatch.read(body))

    def _start(self, webhook_id: str, message: Dispatch) -> None:
        self._work.start(self._run(webhook_id, message), f"execution {webhook_id}")

    async def _run(self, webhook_id: str, message: Dispatch) -> None:
        try:
            await self._workflow.run(message.data)
        except Exception:
            self.executions.end(webhook_id, "error")
            raise
        self.executions.end(webhook_id, "success")

    async def stop(self) -> None:
        """End all runs at once; with a database file the next stub takes them up."""
        await self._server.stop()
        await self._work.stop()
        self.executions.close()
