"""Records what a real n8n makes of the cases: `python -m tests.n8n.data_nodes.record URL [NAME…]`.

The API key is read from `IMAGEFLOW_N8N_API_KEY`. Without names all cases are recorded anew, else those that start so.
"""

import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import requests

from tests.n8n.data_nodes.case import Case, Document
from tests.n8n.data_nodes.cases import CASES

RECORDED = Path(__file__).parent / "recorded"
PREFIX = "data"
_AT_ONCE = 40


class RealN8n:
    """A live n8n behind its public API."""

    def __init__(self, url: str, key: str) -> None:
        """Reach it at `url`."""
        self.url, self._headers = url.rstrip("/"), {"X-N8N-API-KEY": key}

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """Call the public API."""
        answer = requests.request(method, f"{self.url}/api/v1{path}", headers=self._headers, json=body, timeout=120)
        return answer.json()

    def play(self, cases: dict[str, Case]) -> dict[str, list[Document]]:
        """Run cases, all of them in one workflow; give the executions of each, without those that n8n won't publish."""
        credential = self.api("POST", "/credentials", CREDENTIAL)["id"]
        nodes: list[Document] = []
        connections: Document = {}
        for place, case in enumerate(cases.values()):
            part = case.document(_webhook(place), f" of {place}")
            nodes += part["nodes"]
            connections |= part["connections"]
        text = json.dumps({"name": PREFIX, "nodes": nodes, "connections": connections, "settings": SETTINGS})
        workflow = self.api("POST", "/workflows", json.loads(text.replace("CREDENTIAL", credential)))["id"]
        try:
            active = self.api("POST", f"/workflows/{workflow}/activate")
            if not active.get("active"):
                refused = {int(place) for place in re.findall(r'"Node \d+ of (\d+)"', active["message"])}
                print(active["message"], [name for place, name in enumerate(cases) if place in refused])  # noqa: T201
                return self.play(
                    {name: case for place, (name, case) in enumerate(cases.items()) if place not in refused}
                )
            self._until_registered(f"{PREFIX}-{len(cases) - 1}")
            return {name: self._calls(workflow, place, case) for place, (name, case) in enumerate(cases.items())}
        finally:
            self._remove(workflow)
            self.api("DELETE", f"/credentials/{credential}")

    def _calls(self, workflow: str, place: int, case: Case) -> list[Document]:
        return [self._call(workflow, place, case) for _ in range(case.calls)]

    def _call(self, workflow: str, place: int, case: Case) -> Document:
        before = self._latest(workflow)
        requests.post(f"{self.url}/webhook/{PREFIX}-{place}", json=case.body, timeout=60)
        for _ in range(300):
            latest = self._latest(workflow)
            if latest is not None and latest != before:
                found: Document = self.api("GET", f"/executions/{latest[0]}?includeData=true")
                if found["status"] not in {"new", "running"}:
                    return found
            time.sleep(0.05)
        raise AssertionError(f"Case {place} never ended")

    def _latest(self, workflow: str) -> tuple[str] | None:
        found = self.api("GET", f"/executions?workflowId={workflow}&limit=1")["data"]
        return (found[0]["id"],) if found else None

    def _until_registered(self, path: str) -> None:
        for _ in range(400):
            if "Did you mean" in requests.get(f"{self.url}/webhook/{path}", timeout=30).text:
                return
            time.sleep(0.05)
        raise AssertionError(f"{path} was never registered")

    def _remove(self, workflow: str) -> None:
        self.api("POST", f"/workflows/{workflow}/deactivate")
        for _ in range(100):
            if {"id", "message"} & self.api("DELETE", f"/workflows/{workflow}").keys() == {"id"}:
                return
            time.sleep(0.1)


SETTINGS = {"executionOrder": "v1", "timezone": "Europe/Berlin"}
CREDENTIAL = {"name": PREFIX, "type": "crypto", "data": {"hmacSecret": "whsec_test"}}


def _webhook(place: int) -> Document:
    return {
        "name": f"In {place}",
        "id": f"In {place}",
        "type": "n8n-nodes-base.webhook",
        "typeVersion": 2,
        "position": [0, 0],
        "webhookId": f"5c0fbb1e-2b1d-4a51-8d5e-3a1c3b3d{place:04d}",
        "parameters": {"path": f"{PREFIX}-{place}", "httpMethod": "POST", "responseMode": "lastNode", "options": {}},
    }


def told(execution: Document) -> Document:
    """Give what the nodes of a case did."""
    runs = execution["data"]["resultData"]["runData"]
    found = {name.partition(" of ")[0]: _task(tasks[0]) for name, tasks in runs.items() if name.startswith("Node ")}
    return {"status": execution["status"], "nodes": dict(sorted(found.items()))}


def _task(task: Document) -> Document:
    if "error" in task:
        error = task["error"]
        return {key: error[key] for key in ("name", "message", "description") if error.get(key) is not None}
    main = (task.get("data") or {}).get("main") or []
    return {"outputs": trimmed([[_item(each) for each in items or []] for items in main])}


def trimmed(outputs: list[Any]) -> list[Any]:
    """Leave out empty outputs at the end: whether they are there makes no difference to anything."""
    while outputs and not outputs[-1]:
        outputs.pop()
    return outputs


def _item(item: Document) -> Document:
    pairs = item.get("pairedItem")
    listed = pairs if isinstance(pairs, list) else [pairs]
    found = {
        "json": item["json"],
        "pair": None
        if pairs is None
        else [[each, 0] if isinstance(each, int) else [each["item"], each.get("input") or 0] for each in listed],
    }
    if item.get("binary"):
        found["files"] = {name: [file["mimeType"], file.get("fileName")] for name, file in item["binary"].items()}
    if item.get("error"):
        found["error"] = item["error"].get("message")
    return found


def main() -> None:
    """Record."""
    real = RealN8n(sys.argv[1], os.environ["IMAGEFLOW_N8N_API_KEY"])
    RECORDED.mkdir(exist_ok=True)
    asked = tuple(sys.argv[2:]) or ("",)
    for topic, cases in CASES.items():
        names = [name for name in cases if f"{topic} {name}".startswith(asked)]
        for start in range(0, len(names), _AT_ONCE):
            part = {name: cases[name] for name in names[start : start + _AT_ONCE]}
            _keep(topic, {name: [told(each) for each in runs] for name, runs in real.play(part).items()})
            print(topic, len(part), flush=True)  # noqa: T201


def _keep(topic: str, recorded: dict[str, list[Document]]) -> None:
    """Put what was recorded into the topic's file, and leave out what is no case any more."""
    file = RECORDED / f"{topic}.json"
    found = (json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}) | recorded
    kept = {name: found[name] for name in CASES[topic] if name in found}
    file.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
