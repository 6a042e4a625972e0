"""The n8n stub's server: webhooks, public API and health, around the engine."""

from functools import partial
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts.ports import n8n
from contracts.runtime import Runtime
from contracts.wire import Transport
from stubs.n8n.engine.executions import Executions
from stubs.n8n.engine.express import error_answer
from stubs.n8n.engine.player import Player
from stubs.n8n.engine.playing import Surroundings
from stubs.n8n.engine.schedules import Schedules
from stubs.n8n.engine.seen import SeenValues
from stubs.n8n.expressions.evaluator import Evaluator
from stubs.n8n.server.api.credentials import Credentials
from stubs.n8n.server.api.executions import ExecutionsApi
from stubs.n8n.server.api.refusals import as_response
from stubs.n8n.server.api.routes import SCHEMES, PublicApi
from stubs.n8n.server.api.workflows import Workflows
from stubs.n8n.server.doors import Doors
from stubs.n8n.server.library import Library
from stubs.n8n.server.publication import Publication
from stubs.n8n.server.registry import Registry
from stubs.n8n.server.waiting import Resumption, Waiting
from stubs.n8n.server.webhooks import METHODS, Webhooks, nothing, test_url
from stubs.n8n.settings import N8nSettings
from stubs.serving.app import answer_error, new_app
from stubs.serving.bodies import BodyTooLarge
from stubs.serving.database import open_engine
from stubs.serving.routes import add_route
from stubs.serving.work import Work


class Server:
    """n8n's server over the engine; everything it keeps lives in one database."""

    def __init__(self, settings: N8nSettings, runtime: Runtime, transport: Transport) -> None:
        """Build the server; `transport` reaches every address that a workflow may call."""
        self._settings = settings
        self._work = Work()
        self._database = open_engine(settings.database_url)
        self.library = Library(self._database, runtime)
        self.publication = Publication(self.library, Registry(), runtime, self._work)
        self.executions = Executions(self._database, runtime.clock)
        resumption = Resumption(settings.public_url, settings.api_key)
        around = Surroundings(
            runtime=runtime,
            transport=transport,
            new_resolver=partial(Evaluator, runtime.entropy),
            seen=SeenValues(self._database),
            credential=self.library.secrets_of,
            workflow=self.publication.find,
            resume_url=resumption.url,
            address=settings.public_url,
        )
        self.player = Player(around, self.executions, self._work)
        self.publication.followers.append(Schedules(self.player, runtime.clock, self._work))
        self.app = new_app("n8n stub", "Webhooks, and the public API for workflows and their executions.", SCHEMES)
        self._add_webhooks(runtime, resumption)
        self._add_api(resumption)

    def _add_webhooks(self, runtime: Runtime, resumption: Resumption) -> None:
        settings, doors = self._settings, Doors(self.library.secrets_of, runtime.clock)
        limit = settings.payload_limit
        registry = self.publication.registry
        webhooks = Webhooks(registry, self.player, runtime, settings.public_url, limit, doors)
        waiting = Waiting(self.player, runtime, resumption, limit, doors)
        answer_error(self.app, BodyTooLarge, _too_large)
        for path in ("/webhook", "/webhook/"):
            _route(self.app, path, nothing)
        _route(self.app, "/webhook/{path:path}", webhooks.receive)
        _route(self.app, "/webhook-test/{path:path}", test_url)
        _route(self.app, "/webhook-waiting/{path:path}", waiting.receive)

    def _add_api(self, resumption: Resumption) -> None:
        add_route(self.app, "GET", n8n.HEALTH, _up, summary="Up")
        add_route(self.app, "GET", n8n.READINESS, _ready, summary="Ready")
        api = PublicApi(
            self._settings.api_key,
            Workflows(self.library, self.publication),
            Credentials(self.library),
            ExecutionsApi(self.executions, resumption),
        )
        api.add_to(self.app)

    async def start(self) -> None:
        """Keep what is given, register what is active, take up what waits."""
        for credential in self._settings.credentials:
            self.library.keep_credential(credential.name, credential.type, credential.data, credential.id)
        for workflow in self._settings.workflows:
            self.library.put_workflow(workflow.id, workflow.document)
        self.publication.open()
        self.player.wake()

    async def stop(self) -> None:
        """End all executions at once; with a database file the next server takes up those that wait."""
        await self._work.stop()
        self._database.dispose()


def _route(app: FastAPI, path: str, endpoint: Any) -> None:
    app.router.add_route(path, endpoint, methods=METHODS)


async def _up(_request: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _ready(request: Request) -> Response:
    return await _up(request)


def _too_large(_request: Request, _error: Exception) -> Response:
    # Real n8n answers 500 here (`facts/n8n.md` 2); a stub of this house gives no 500, so the size is named instead.
    return as_response(error_answer(413, 413, "request entity too large"))
