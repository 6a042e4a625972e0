"""Endpoints to be verified: our stubs as somebody else's, with defects planted in front of them."""

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import requests
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tests.parity.served import served
from tests.serving import served as serving

ROOT = Path(__file__).parents[2]
Change = Callable[[Request, requests.Response], tuple[int, dict[str, str], bytes]]
DROPPED = {"content-length", "transfer-encoding", "connection", "content-encoding", "date", "server"}


def free_port() -> int:
    """Give a port that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


class Defective:
    """Passes everything on to an endpoint, and answers with what a defect makes of its answer."""

    def __init__(self, target: str, change: Change) -> None:
        self._target, self._change = target, change

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        body = await request.body()
        path = scope["raw_path"].decode() + ("?" + scope["query_string"].decode() if scope["query_string"] else "")
        headers = {name: value for name, value in request.headers.items() if name != "content-length"}
        session = requests.Session()
        session.trust_env = False
        answer = session.request(
            request.method, self._target + path, headers=headers, data=body, timeout=60, allow_redirects=False
        )
        status, told, content = self._change(request, answer)
        await Response(content, status, told)(scope, receive, send)


def as_it_was(answer: requests.Response) -> tuple[int, dict[str, str], bytes]:
    """Give an answer as it came: status, headers and body."""
    kept = {name: value for name, value in answer.headers.items() if name.lower() not in DROPPED}
    return answer.status_code, kept, answer.content


@contextlib.contextmanager
def stub(system: str, **variables: str) -> Iterator[str]:
    """Serve a stub as somebody else's, with these settings."""
    health = {"storage": "/", "ai": "/health", "n8n": "/healthz/readiness", "odoo": "/web/health"}[system]
    with served(system, health, variables=variables, well=(200, 403)) as url:
        yield url


@contextlib.contextmanager
def defective(target: str, change: Change) -> Iterator[str]:
    """Put a defect in front of an endpoint."""
    with serving(Defective(target, change)) as url:
        yield url


def verify(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `imageflow verify` as a user does, without a terminal."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("IMAGEFLOW_")}
    own |= {"XDG_STATE_HOME": str(folder / "state"), "COLUMNS": "200"} | variables
    command = [sys.executable, "-m", "simulator", "verify", *arguments, "--report", str(folder / "report")]
    return subprocess.run(
        command, cwd=ROOT, env=own, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL, check=False
    )


def findings(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Give what a verification found, by scenario."""
    document = json.loads((folder / "report" / "verification.json").read_text(encoding="utf-8"))
    return {each["scenario"]: each for each in document["findings"]}
