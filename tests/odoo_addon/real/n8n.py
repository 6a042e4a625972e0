"""n8n, as Odoo sees it: takes signed requests, answers as it is told, and calls back with outcomes."""

import base64
import io
import json
import threading
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests
from PIL import Image

from contracts.kit import signing
from tests.odoo_addon.real.odoo import SECONDS, until

Answer = tuple[int, dict[str, Any]]


@dataclass
class N8n:
    """A webhook on loopback; it also serves files (`links`), as an AI service would."""

    secret: str
    callback_url: str
    url: str = ""
    refusals: list[int] = field(default_factory=list)
    seen: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: dict[str, bytes] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)

    def take(self, headers: dict[str, str], body: bytes) -> Answer:
        """Take a request in, or refuse it as the next of `refusals` tells."""
        request_id = signing.verify([self.secret], headers, body, datetime.now(UTC))
        self.seen[request_id].append(headers)
        self.messages[request_id] = json.loads(body)
        if self.refusals:
            return self.refusals.pop(0), {}
        return 202, {"request_id": request_id}

    def dispatched(self, request_id: str) -> dict[str, Any]:
        """Give the message of a request once it has come."""
        return until(lambda: self.messages.get(request_id), f"{request_id} is dispatched")

    def call_back(self, body: bytes, message_id: str, *, age: float = 0, **headers: str) -> requests.Response:
        """Post an outcome, signed so many seconds ago, with headers beside or in place of the signature's."""
        signed = signing.sign(
            [self.secret], message_id, datetime.fromtimestamp(datetime.now(UTC).timestamp() - age, UTC), body
        )
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"content-type": "application/json"} | signed | given
        return requests.post(self.callback_url, data=body, headers=sent, timeout=SECONDS)

    def complete(self, request_id: str, *images: bytes | dict[str, Any]) -> requests.Response:
        """Post a success with these pictures (bytes), links or whatever."""
        return self.call_back(completed(request_id, *images), str(uuid.uuid4()))

    def link(self, data: bytes) -> str:
        """Serve bytes; give their address."""
        path = f"/files/{uuid.uuid4()}.png"
        self.links[path] = data
        return self.url + path


def completed(request_id: str, *images: bytes | dict[str, Any]) -> bytes:
    """Write the message of a success."""
    shown = [
        {"b64_json": base64.b64encode(each).decode()} if isinstance(each, bytes) else each
        for each in images or (png(),)
    ]
    return _message("completed", {"request_id": request_id, "images": shown, "provider": {"name": "test"}})


def failed(request_id: str, kind: str = "blocked") -> bytes:
    """Write the message of a failure."""
    return _message("failed", {"request_id": request_id, "error": {"kind": kind, "message": "Not this."}})


def _message(outcome: str, data: dict[str, Any]) -> bytes:
    moment = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"type": f"image.generation.{outcome}", "timestamp": moment, "data": data}).encode()


def png(width: int = 8, height: int = 8) -> bytes:
    """Paint a picture."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "png")
    return file.getvalue()


@contextmanager
def n8n_at(secret: str, callback_url: str) -> Iterator[N8n]:
    """Listen until the block ends."""
    n8n = N8n(secret, callback_url)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(n8n))
    n8n.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield n8n
    finally:
        server.shutdown()
        server.server_close()


def _handler(n8n: N8n) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, answer = n8n.take(headers, body)
            self._give(status, json.dumps(answer).encode())

        def do_GET(self) -> None:
            n8n.fetched.append(self.path)
            data = n8n.links.get(self.path)
            self._give(404 if data is None else 200, data or b"")

        def _give(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler
