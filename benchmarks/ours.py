"""Our stubs as a user gets them: `imageflow serve`, whose taps stand in front as proxies."""

import json
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.call import GENERATION, JSON, MODEL, Call, CouldNotCheck
from benchmarks.processes import Command, free_ports
from contracts.kit import signing
from contracts.participants import Hop, System
from contracts.ports import n8n, odoo
from contracts.timestamps import to_text
from simulator.settings import Settings

SECRET = signing.make_secret("imageflow-benchmark-imageflow-benchmark")
KEY = {"authorization": f"Bearer {Settings().odoo_api_key}"}
HEALTH = Call("GET", odoo.HEALTH)


def generation(port: int) -> Call:  # noqa: ARG001 - all calls are made alike
    """I05: the request that the peers are asked, too."""
    return GENERATION


def repeated_callback(port: int) -> Call:
    """I07: an outcome that Odoo knows already, which it answers with 200."""
    request_id = completed(port)
    error = {"kind": "provider_error", "code": "late", "message": "A late outcome.", "retryable": False}
    data = {"request_id": request_id, "error": error, "provider": {"name": "bench"}}
    body = {"type": "image.generation.failed", "timestamp": to_text(datetime.now(UTC)), "data": data}
    return signed(odoo.CALLBACK, str(uuid.uuid4()), json.dumps(body).encode(), 200)


def repeated_dispatch(port: int) -> Call:
    """I04: a request that the workflow has seen already, which it accepts and drops."""
    request_id = completed(port)
    raw = dispatch(request_id, f"http://127.0.0.1:{port}{odoo.CALLBACK}")
    return signed(n8n.webhook(Settings().n8n_webhook_path), request_id, raw, 202)


def dispatch(request_id: str, callback_url: str) -> bytes:
    """Give a request as Odoo hands it over."""
    now = datetime.now(UTC)
    data = {"request_id": request_id, "prompt": "A red fox", "negative_prompt": None, "size": "64x64", "n": 1}
    data |= {"quality": "auto", "format": "png", "seed": None, "style": None, "user_ref": "bench"}
    data |= {"callback_url": callback_url, "deadline": to_text(now + timedelta(minutes=5))}
    return json.dumps({"type": "image.generation.requested", "timestamp": to_text(now), "data": data}).encode()


def looked_up(port: int) -> Call:
    """I11: the portal's question how a request is doing."""
    return Call("GET", f"{odoo.REQUESTS}/{completed(port)}", headers=KEY)


def completed(port: int) -> str:
    """Have Odoo complete a request and give its id; raises `CouldNotCheck`."""
    body = json.dumps({"prompt": "A red fox", "size": "64x64"}).encode()
    status, answer = Call("POST", odoo.REQUESTS, body, JSON | KEY).ask(port)
    if status != 201:
        raise CouldNotCheck(f"Odoo refused a request with status {status}")
    request_id = str(json.loads(answer)["id"])
    look = Call("GET", f"{odoo.REQUESTS}/{request_id}", headers=KEY)
    for _ in range(200):
        if json.loads(look.ask(port)[1])["status"] == "completed":
            return request_id
        time.sleep(0.05)
    raise CouldNotCheck(f"request {request_id} was not completed within ten seconds")


def signed(path: str, message_id: str, raw: bytes, status: int) -> Call:
    """Give a call with a webhook's signature, which holds for five minutes."""
    return Call("POST", path, raw, JSON | signing.sign([SECRET], message_id, datetime.now(UTC), raw), status)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One hot endpoint.

    Attributes:
        asked: makes the request to repeat, given Odoo's port.
        system: whose it is.
        hop: on which it is asked inside a run.
        ready: asked of the system until it is up.
        systems: that have to be served for it; all four when none is named.
    """

    name: str
    asked: Callable[[int], Call]
    system: System
    hop: Hop
    ready: Call
    systems: tuple[System, ...] = ()


ENDPOINTS = (
    Endpoint("ai, POST generations", generation, System.AI, Hop.N8N_AI, GENERATION, (System.AI,)),
    Endpoint("n8n, POST webhook", repeated_dispatch, System.N8N, Hop.ODOO_N8N, Call("GET", n8n.READINESS)),
    Endpoint("odoo, POST callback", repeated_callback, System.ODOO, Hop.N8N_ODOO, HEALTH),
    Endpoint("odoo, GET request", looked_up, System.ODOO, Hop.PORTAL_ODOO, HEALTH),
)


class Served:
    """An endpoint of `imageflow serve`."""

    contains = "tap as proxy, uvicorn, FastAPI; pydantic; last 100,000 entries"
    warm_seconds = 2.0

    def __init__(self, endpoint: Endpoint) -> None:
        """Name it; its ports are new every round."""
        self.name, self.ready = f"ours: {endpoint.name}", endpoint.ready
        self._endpoint = endpoint
        self._ports: dict[System, int] = {}

    def command(self, folder: Path) -> Command:  # noqa: ARG002 - it keeps nothing on disk
        """Serve on free ports, with a secret that the benchmark knows."""
        self._ports = dict(zip(System, free_ports(len(System)), strict=True))
        ports = [word for system, port in self._ports.items() for word in ("--port", f"{system.value}={port}")]
        served = [system.value for system in self._endpoint.systems]
        environment = {"IMAGEFLOW_WEBHOOK_SECRET": SECRET, "IMAGEFLOW_AI_MODEL": MODEL}
        arguments = [sys.executable, "-m", "simulator", "serve", *served, *ports]
        return Command(arguments, self._ports[self._endpoint.system], environment)

    def call(self) -> Call:
        """Give the request to repeat."""
        return self._endpoint.asked(self._ports[System.ODOO])
