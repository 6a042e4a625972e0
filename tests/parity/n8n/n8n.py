"""Any n8n, real or ours, as the suite reaches it: webhooks raw, everything else through the public API."""

import http.client
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from tests.parity.n8n.case import Document, Headers

PAUSE, SECONDS = 0.02, 30
SOON = 120
"""Seconds: what waits for less goes on by itself while the suite looks."""


@dataclass(frozen=True)
class Answer:
    """What n8n answered."""

    status: int
    headers: Headers
    body: bytes


class N8n:
    """An n8n at an address, with an API key."""

    def __init__(self, url: str, key: str) -> None:
        """Ask nothing yet."""
        self.netloc, self._key = urlsplit(url).netloc, key

    def call(self, method: str, path: str, headers: Headers | None = None, body: bytes = b"") -> Answer:
        """Exchange one request; what is sent is the same everywhere but for the host."""
        connection = http.client.HTTPConnection(self.netloc, timeout=SECONDS)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            sent = {"host": self.netloc, "user-agent": "parity", "accept": "*/*"} | (headers or {})
            if body or method in {"POST", "PUT", "PATCH"}:
                sent["content-length"] = str(len(body))
            for name, value in sent.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """Call the public API.

        Raises:
            AssertionError: the answer was no success.
        """
        headers = {"x-n8n-api-key": self._key, "content-type": "application/json"}
        content = b"" if body is None else json.dumps(body).encode()
        answer = self.call(method, f"/api/v1{path}", headers, content)
        assert answer.status == 200, f"{method} {path}: {answer.status} {answer.body.decode()[:500]}"
        return json.loads(answer.body)

    def activate(self, workflow: str, document: Document) -> None:
        """Activate a workflow and wait until its webhooks are registered."""
        self.api("POST", f"/workflows/{workflow}/activate")
        for path in _paths(document):
            _until(lambda path=path: self._registered(path), f"{path} was never registered")

    def _registered(self, path: str) -> bool:
        # A method that no webhook of the suite has: n8n names those that it has.
        return b"Did you mean" in self.call("DELETE", f"/webhook/{path}").body

    def remove(self, workflow: str) -> None:
        """Deactivate and delete a workflow, its executions with it."""
        self.api("POST", f"/workflows/{workflow}/deactivate")
        _until(lambda: self._deleted(workflow), f"workflow {workflow} can't be deleted")

    def _deleted(self, workflow: str) -> bool:
        answer = self.call("DELETE", f"/api/v1/workflows/{workflow}", {"x-n8n-api-key": self._key})
        return answer.status == 200

    def settled(self, workflow: str, least: int) -> list[str]:
        """Give the ids of a workflow's executions, oldest first, once none goes on and there are so many.

        Ids and states are of one look: n8n lists an execution while it is new, leaves it out once it runs unless it is
        asked for those that run, and lists it again when it has ended. Two looks may count it and then miss it.
        """
        found: list[str] = []

        def held() -> bool:
            look = self._look(workflow)
            found[:] = sorted(look, key=int)
            return len(look) >= least and not any(map(_goes_on, look.values()))

        _until(held, f"executions of {workflow} go on")
        return found

    def _look(self, workflow: str) -> dict[str, Document]:
        # Those that run first: one that ends meanwhile is then found ended.
        looks = [self._listed(workflow, status) for status in ("running", "waiting", "")]
        return {str(each["id"]): each for listed in looks for each in listed}

    def _listed(self, workflow: str, status: str) -> list[Document]:
        asked = f"&status={status}" if status else ""
        found: list[Document] = self.api("GET", f"/executions?workflowId={workflow}&limit=100{asked}")["data"]
        return found

    def execution(self, identity: str) -> Document:
        """Give an execution with its data."""
        found: Document = self.api("GET", f"/executions/{identity}?includeData=true")
        return found

    def waits(self, workflow: str) -> None:
        """Wait until one of its executions waits."""
        _until(lambda: bool(self._listed(workflow, "waiting")), f"no execution of {workflow} waits")


def _goes_on(execution: Document) -> bool:
    if execution["status"] != "waiting":
        return execution["status"] in {"new", "running"}
    until = execution["waitTill"]
    return bool(until) and (datetime.fromisoformat(until) - datetime.now(UTC)).total_seconds() < SOON


def _paths(document: Document) -> Iterator[str]:
    for node in document["nodes"]:
        if node["type"] != "n8n-nodes-base.webhook" or node.get("disabled"):
            continue
        path = node["parameters"]["path"]
        yield re.sub(r":\w+", "x", f"{node['webhookId']}/{path}") if ":" in path else path


def _until(held: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + SECONDS
    while not held():
        assert time.monotonic() < end, otherwise
        time.sleep(PAUSE)
