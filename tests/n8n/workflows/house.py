"""Three on virtual time: the n8n stub with shipped files, a Replicate-like provider, and an Odoo that listens."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contracts.kit import signing
from contracts.messages.callback import Callback, read_callback
from contracts.ports.n8n import API_KEY_HEADER, Execution, webhook
from contracts.runtime import Runtime
from contracts.timestamps import to_text
from contracts.wire import HttpAnswer, HttpRequest
from real_adapters.n8n.package import key_of
from real_adapters.n8n.workflows import AI_KEY, API_KEY, ERRORS, SIGNING, provisioned, shipped
from simulator.composition import executions_of
from simulator.entropy import RunEntropy
from simulator.simulated.clock import VirtualClock
from simulator.simulated.network import SimulatedNetwork
from stubs.n8n.given import given_credentials, given_workflows
from stubs.n8n.settings import N8nSettings
from stubs.n8n.stub import N8nStub
from tests.runtimes import Notebook

N8N, AI, ODOO = "http://127.0.0.1:5678", "http://127.0.0.1:8090", "http://127.0.0.1:8069"
Document = dict[str, Any]
PICTURE = "https://replicate.delivery/picture.png"


@dataclass
class Prediction:
    """What the provider does with the next submission.

    Attributes:
        refusals: answers to submissions before it is taken: status and body.
        ready: seconds until it has ended.
        calls: seconds after which the provider calls; None for never.
        status: it ends with.
        output: of it.
        error: of it.
        looks: answers to the first questions after it: status and body.
    """

    refusals: list[tuple[int, Any]] = field(default_factory=list)
    ready: float = 0
    calls: float | None = None
    status: str = "succeeded"
    output: Any = field(default_factory=lambda: [PICTURE])
    error: str | None = None
    looks: list[tuple[int, Any]] = field(default_factory=list)


class House:
    """Everything that one test needs; enter it on a virtual loop."""

    def __init__(self, name: str, change: Callable[[Document], None] = lambda _: None, **settings: Any) -> None:
        """Take a shipped workflow with other settings; `change` spoils it on purpose."""
        self.clock, self.entropy = VirtualClock(), RunEntropy(1)
        self.network = SimulatedNetwork(self.entropy)
        self.secret = self.entropy.webhook_secret()
        self.document = provisioned(shipped(name), {"ai_url": AI, **settings})
        change(self.document)
        self.prediction, self.submitted = Prediction(), list[Any]()
        self.callbacks: list[Callback] = []
        self.answers: list[int] = []
        key = self.entropy.token(8)
        credentials = {
            SIGNING: {"hmacSecret": key_of(self.secret)},
            AI_KEY: {"token": "token"},
            API_KEY: {"name": API_KEY_HEADER, "value": key},
        }
        n8n = N8nSettings(
            ai_url=AI,
            odoo_url=ODOO,
            public_url=N8N,
            api_key=key,
            workflows=given_workflows((self.document,), provisioned(shipped(ERRORS), {"n8n_url": N8N}), ()),
            credentials=given_credentials(credentials),
        )
        reached = dict.fromkeys(("ai", "odoo", "others"), self.network)
        self.stub = N8nStub(n8n, Runtime(self.clock, self.entropy, Notebook()), reached)

    async def __aenter__(self) -> Self:
        """Open."""
        odoo = Starlette(routes=[Route("/callback", self._called_back, methods=["POST"])])
        for address, app in {N8N: self.stub.app, ODOO: odoo}.items():
            await self.network.serve(address, app, address)
        await self.provider_is_up(True)
        await self.stub.start()
        return self

    async def provider_is_up(self, up: bool) -> None:
        """Have the provider there, or not."""
        if not up:
            await self.network.stop(AI)
            return
        routes = [
            Route("/v1/models/{model:path}/predictions", self._submit, methods=["POST"]),
            Route("/v1/predictions/{id}", self._look),
        ]
        await self.network.serve(AI, Starlette(routes=routes), AI)

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        await self.stub.stop()
        await self.network.close()

    async def ask(self, deadline: float = 900, **changes: Any) -> HttpAnswer:
        """Send a request as Odoo does."""
        now, request_id = self.clock.now(), self.entropy.uuid()
        data: Document = {"request_id": request_id, "prompt": "a lighthouse", "negative_prompt": None, "size": "64x64"}
        data |= {"quality": "auto", "format": "png", "n": 1, "seed": None, "style": None, "user_ref": "somebody"}
        data |= {"callback_url": f"{ODOO}/callback", "deadline": to_text(now + timedelta(seconds=deadline))} | changes
        body = json.dumps({"type": "image.generation.requested", "timestamp": to_text(now), "data": data}).encode()
        headers = signing.sign((self.secret,), request_id, now, body) | {"content-type": "application/json"}
        return await self._post(N8N + webhook("ai-image-generation"), tuple(headers.items()), body)

    async def _post(self, url: str, headers: Any, body: bytes) -> HttpAnswer:
        return await self.network.send(HttpRequest("POST", url, headers, body))

    async def outcome(self) -> Callback:
        """Wait for the outcome that Odoo takes."""
        while not self.callbacks:
            await self.clock.sleep(0.1)
        await self.clock.sleep(5)
        (taken,) = self.callbacks
        return taken

    def executions(self) -> list[Execution]:
        """Give what n8n did."""
        return executions_of(self.stub)

    async def _submit(self, request: Request) -> Response:
        body = await request.json()
        self.submitted.append(body)
        if self.prediction.refusals:
            status, answer = self.prediction.refusals.pop(0)
            return JSONResponse(answer, status)
        self._ends = self.clock.now() + timedelta(seconds=self.prediction.ready)
        if self.prediction.calls == 0:
            await self._call(body["webhook"])
        elif self.prediction.calls:
            self._calling = asyncio.ensure_future(self._call(body["webhook"], self.prediction.calls))
        return JSONResponse({"id": "prediction-1", "status": "starting"}, 201)

    async def _call(self, url: str, seconds: float = 0) -> None:
        await self.clock.sleep(seconds)
        # What it says is a lie: nothing that comes in by this call may be believed.
        lie = json.dumps({"id": "prediction-1", "status": "succeeded", "output": ["http://evil.test/"]}).encode()
        self.called = await self._post(url, (("content-type", "application/json"),), lie)

    async def _look(self, _request: Request) -> Response:
        if self.prediction.looks:
            status, answer = self.prediction.looks.pop(0)
            return JSONResponse(answer, status)
        if self.clock.now() < self._ends:
            return JSONResponse({"id": "prediction-1", "status": "processing", "output": None, "error": None})
        ended = {"status": self.prediction.status, "output": self.prediction.output, "error": self.prediction.error}
        return JSONResponse({"id": "prediction-1", **ended, "metrics": {"predict_time": 1.5}})

    async def _called_back(self, request: Request) -> Response:
        body = await request.body()
        signing.verify((self.secret,), request.headers, body, self.clock.now())
        status = self.answers.pop(0) if self.answers else 202
        if status == 202:
            self.callbacks.append(read_callback(body))
        return JSONResponse({"result": "accepted"}, status)
