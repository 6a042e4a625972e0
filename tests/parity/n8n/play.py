"""Plays a case on an n8n and gives the whole account of it, as it was."""

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.parity.n8n.case import N8N, SERVER, Call, Case, Document
from tests.parity.n8n.n8n import Answer, N8n
from tests.parity.n8n.server import ScriptedServer, Seen

GRACE = 0.4
"""Seconds in which an execution that nobody waits for shows itself, where it isn't known how many there will be."""
_RESUME = re.compile(rb"/webhook-waiting/\d+[^\s\"'\\<>]*")


@dataclass
class Account:
    """What happened.

    Attributes:
        ids: of what was made for the case, with what stands for each.
        counts: executions of each workflow after each call.
        executions: of each workflow, oldest first.
    """

    n8n: str
    server: str
    began: datetime
    ids: dict[str, str] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    requests: list[Seen] = field(default_factory=list)
    counts: list[dict[str, int]] = field(default_factory=list)
    executions: dict[str, list[Document]] = field(default_factory=dict)


def play(case: Case, n8n: N8n, server: ScriptedServer, counts: list[dict[str, int]] | None = None) -> Account:
    """Play a case, and leave nothing behind.

    Args:
        case: what is played.
        n8n: where.
        server: what the workflows call.
        counts: executions of each workflow after each call; without them a grace is waited for.
    """
    account = Account(n8n.netloc, server.netloc, datetime.now(UTC))
    server.play(case.server)
    stage = _Stage(case, n8n, account)
    try:
        stage.install()
        for index, call in enumerate(case.calls):
            account.answers.append(stage.call(call, server))
            if counts is None:
                time.sleep(GRACE)
            account.counts.append(stage.settled({} if counts is None else counts[index]))
        if case.fires:
            stage.settled({case.workflows[-1]["name"]: case.fires})
        stage.read()
        account.requests = list(server.seen)
    finally:
        stage.remove()
    return account


class _Stage:
    def __init__(self, case: Case, n8n: N8n, account: Account) -> None:
        self._case, self._n8n, self._account = case, n8n, account
        self._credentials: list[str] = []
        self._workflows: dict[str, str] = {}
        self._resumed: set[str] = set()

    def install(self) -> None:
        for name, (kind, data) in self._case.credentials.items():
            body = {"name": name, "type": kind, "data": self._filled(data)}
            self._credentials.append(self._n8n.api("POST", "/credentials", body)["id"])
            self._account.ids[self._credentials[-1]] = f"credential:{name}"
        for document in self._case.workflows:
            identity = self._n8n.api("POST", "/workflows", self._filled(document))["id"]
            self._workflows[document["name"]] = identity
            self._account.ids[identity] = f"workflow:{document['name']}"
            self._n8n.activate(identity, document)

    def _filled(self, document: Document) -> Document:
        text = json.dumps(document)
        for identity, name in self._account.ids.items():
            text = text.replace(f'"{name}"', f'"{identity}"')
        text = text.replace(SERVER, f"http://{self._account.server}").replace(N8N, f"http://{self._account.n8n}")
        found: Document = json.loads(text)
        return found

    def call(self, call: Call, server: ScriptedServer) -> Answer:
        headers, body = call.content()
        return self._n8n.call(call.method, self._path(call, server), headers, body)

    def _path(self, call: Call, server: ScriptedServer) -> str:
        if call.path != "resume":
            return call.path
        told = [each.body for each in self._account.answers] + [each.body for each in server.seen]
        path = [match for each in told for match in _RESUME.findall(each)][-1].decode()
        if path not in self._resumed:
            self._n8n.waits(next(reversed(self._workflows.values())))
            self._resumed.add(path)
        return path

    def settled(self, least: Mapping[str, int]) -> dict[str, int]:
        """Wait until nothing goes on and there are so many executions; give how many there are."""
        return {
            name: len(self._n8n.settled(identity, least.get(name, 0))) for name, identity in self._workflows.items()
        }

    def read(self) -> None:
        limit = self._case.fires or None
        for name, identity in self._workflows.items():
            ids = self._n8n.settled(identity, 0)[:limit]
            self._account.executions[name] = [self._n8n.execution(each) for each in ids]

    def remove(self) -> None:
        for identity in reversed(self._workflows.values()):
            self._n8n.remove(identity)
        for identity in self._credentials:
            self._n8n.api("DELETE", f"/credentials/{identity}")
