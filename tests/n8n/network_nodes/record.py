"""Records what real n8n does: `python -m tests.n8n.network_nodes.record URL API_KEY_FILE [WORD…]`.

Every case becomes a branch of a workflow: a webhook, a Code node that gives the items, the node itself. What it sent,
what came out, and the error if it failed, is written to `recorded/`; nobody edits that by hand. With words, only the
cases whose name has one of them are recorded anew.
"""

import base64
import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from tests.n8n.network_nodes.cases import Case, Json
from tests.n8n.network_nodes.neighbour import OTHER_PORT, PORT, Neighbour
from tests.n8n.network_nodes.tables import TABLES

FOLDER = Path(__file__).parent / "recorded"
GROUP = 30
DROPPED = frozenset({"stack"})
"""Where n8n's own sources lie is no behaviour."""
SEE: Json = {"mode": "raw", "jsonOutput": "={{ {item: $json} }}"}
"""Error objects are more to the next node than what an execution keeps of them: so it is the next node that looks."""
FILE_KEYS = ("mimeType", "fileName", "bytes")


class N8n:
    """The public API of a real n8n."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url
        self._session = requests.Session()
        self._session.headers["X-N8N-API-KEY"] = key

    def call(self, method: str, path: str, body: Any = None, *, fine: tuple[int, ...] = ()) -> Any:
        answer = self._session.request(method, f"{self.url}/api/v1{path}", json=body, timeout=60)
        if not answer.ok and answer.status_code not in fine:
            raise SystemExit(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        return answer.json()

    def start(self, path: str) -> None:
        self._session.post(f"{self.url}/webhook/{path}", timeout=60)

    def is_listening(self, path: str) -> bool:
        return "Did you mean" in self._session.get(f"{self.url}/webhook/{path}", timeout=10).text


def gives(case: Case) -> str:
    """Write the JavaScript that gives a case's items."""
    if case.files is None:
        return f"return {json.dumps([{'json': each} for each in case.items])}"
    content, kind, name = case.files
    text = base64.b64encode(content.encode()).decode()
    file = f"await this.helpers.prepareBinaryData(Buffer.from('{text}', 'base64'), '{name}', '{kind}')"
    return f"const data = {file}; return {json.dumps(case.items)}.map(json => ({{json, binary: {{data}}}}))"


def branch(case: Case, place: int, held: Mapping[str, str]) -> tuple[list[Json], Json]:
    """Give a case's three nodes and their links."""
    hook, giver, name = f"Hook {place}", f"Give {place}", f"Node {place}"
    credentials = {kind: {"id": held[f"{case.name} {kind}"], "name": kind} for kind in case.credentials}
    nodes = [
        {"type": "n8n-nodes-base.webhook", "typeVersion": 2, "name": hook, "webhookId": f"net-{place}",
         "parameters": {"path": f"net-{place}", "httpMethod": "POST", "responseMode": "lastNode"}},
        {"type": "n8n-nodes-base.code", "typeVersion": 2, "name": giver, "parameters": {"jsCode": gives(case)}},
        {"type": case.type, "typeVersion": case.version, "name": name, "parameters": case.parameters,
         "credentials": credentials, "onError": case.on_error},
    ]  # fmt: skip
    links = {hook: {"main": [to(giver)]}, giver: {"main": [to(name)]}}
    if case.on_error != "stopWorkflow":
        nodes.append({"type": "n8n-nodes-base.set", "typeVersion": 3.4, "name": f"See {place}", "parameters": SEE})
        links[name] = {
            "main": [to(nodes[-1]["name"])] if case.on_error == "continueRegularOutput" else [[], to(nodes[-1]["name"])]
        }
    for index, each in enumerate(nodes):
        each |= {"id": f"{place}-{index}", "position": [300 * index, 200 * place]}
    return nodes, links


def to(name: str) -> list[Json]:
    """Give a link."""
    return [{"node": name, "type": "main", "index": 0}]


@contextmanager
def served(n8n: N8n, cases: list[Case]) -> Iterator[str]:
    """Have a workflow of all cases listen, and take all of it away again."""
    held: dict[str, str] = {}
    for case in cases:
        for kind, data in case.credentials.items():
            body = {"name": f"net {case.name}", "type": kind, "data": data}
            held[f"{case.name} {kind}"] = n8n.call("POST", "/credentials", body)["id"]
    nodes: list[Json] = []
    links: Json = {}
    for place, case in enumerate(cases):
        more, lead = branch(case, place, held)
        nodes += more
        links |= lead
    settings = {"executionOrder": "v1"}
    made = n8n.call("POST", "/workflows", {"name": "net", "nodes": nodes, "connections": links, "settings": settings})[
        "id"
    ]
    try:
        n8n.call("POST", f"/workflows/{made}/activate")
        while not n8n.is_listening(f"net-{len(cases) - 1}"):
            time.sleep(0.1)
        yield made
    finally:
        n8n.call("POST", f"/workflows/{made}/deactivate")
        for _ in range(30):
            if "message" not in n8n.call("DELETE", f"/workflows/{made}", fine=(409,)):
                break
            time.sleep(0.3)
        for each in held.values():
            n8n.call("DELETE", f"/credentials/{each}")


def finished(n8n: N8n, workflow: str, before: str | None) -> Json:
    """Wait for the execution after the one that was the last, and give it."""
    for _ in range(200):
        found = n8n.call("GET", f"/executions?workflowId={workflow}&limit=1")["data"]
        if found and found[0]["id"] != before and found[0]["status"] not in {"running", "new"}:
            got: Json = n8n.call("GET", f"/executions/{found[0]['id']}?includeData=true")
            return got
        time.sleep(0.05)
    raise SystemExit("An execution did not end.")


def outcome(execution: Json, place: int) -> Json:
    """Give what came of a case: its items, as the next node saw them where one looked, or its error."""
    all_runs = execution["data"]["resultData"]["runData"]
    runs = all_runs.get(f"Node {place}")
    if runs is None:
        return {"status": execution["status"], "error": execution["data"]["resultData"].get("error")}
    found = {
        "status": execution["status"],
        "outputs": runs[0].get("data", {}).get("main"),
        "error": runs[0].get("error"),
    }
    if f"See {place}" in all_runs:
        found["seen"] = [each["json"]["item"] for each in all_runs[f"See {place}"][0]["data"]["main"][0]]
    if found["error"]:
        found["error"] = {key: each for key, each in found["error"].items() if key not in {"node", "timestamp"}}
    kept: Json = without(found)
    return kept


def without(value: Any) -> Any:
    """Leave out what differs from one n8n to the next: traces of its sources, ids of stored files."""
    if isinstance(value, list):
        return [without(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= {"mimeType", "data"}:
        return {key: value.get(key) for key in FILE_KEYS}
    return {key: without(each) for key, each in value.items() if key not in DROPPED}


def crossed(neighbours: list[Neighbour]) -> list[Json]:
    """Give the requests of a case, and forget them."""
    found = [
        {"method": each.method, "target": each.target, "headers": each.headers, "body": each.body.decode("latin-1")}
        for neighbour in neighbours
        for each in neighbour.seen
    ]
    for neighbour in neighbours:
        neighbour.seen.clear()
    return found


def record(n8n: N8n, cases: list[Case], neighbours: list[Neighbour]) -> Json:
    """Record some cases."""
    found: Json = {}
    with served(n8n, cases) as workflow:
        last = None
        for place, case in enumerate(cases):
            n8n.start(f"net-{place}")
            execution = finished(n8n, workflow, last)
            last = execution["id"]
            found[case.name] = {"requests": crossed(neighbours)} | outcome(execution, place)
            print(case.name, found[case.name]["status"], len(found[case.name]["requests"]), flush=True)  # noqa: T201
    return found


def main(url: str, key_file: str, *words: str) -> None:
    """Record all tables, or the cases with a word in their name."""
    n8n = N8n(url, Path(key_file).read_text().strip())
    neighbours = [Neighbour(PORT), Neighbour(OTHER_PORT)]
    for name, table in TABLES.items():
        file = FOLDER / f"{name}.json"
        old: Json = json.loads(file.read_text()) if file.exists() else {}
        cases = [each for each in table if not words or any(word in each.name for word in words)]
        for start in range(0, len(cases), GROUP):
            old |= record(n8n, cases[start : start + GROUP], neighbours)
        kept = {each.name: old[each.name] for each in table if each.name in old}
        lines = (f"{json.dumps(each)}: {json.dumps(case, ensure_ascii=False)}" for each, case in kept.items())
        file.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    for each in neighbours:
        each.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
