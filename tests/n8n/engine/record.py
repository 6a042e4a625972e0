"""Records from a real n8n how the small workflows go: `python -m tests.n8n.engine.record URL [CASE…]`.

The API key is read from `IMAGEFLOW_N8N_API_KEY`. The file is written anew, or only the named cases in it.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import requests

from tests.n8n.engine.cases import CASES, PREFIX, Document

RECORDED = Path(__file__).parent / "recorded_runs.json"
BODY = {"a": 1}


class RealN8n:
    """A live n8n behind its public API."""

    def __init__(self, url: str, key: str) -> None:
        """Reach it at `url`."""
        self.url, self._headers = url.rstrip("/"), {"X-N8N-API-KEY": key}

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """Call the public API."""
        answer = requests.request(method, f"{self.url}/api/v1{path}", headers=self._headers, json=body, timeout=30)
        return answer.json()

    def play(self, document: Document, path: str) -> Document:
        """Run a workflow once; give its execution."""
        text = json.dumps(document).replace('"PATH"', json.dumps(path))
        workflow = self.api("POST", "/workflows", json.loads(text))["id"]
        try:
            active = self.api("POST", f"/workflows/{workflow}/activate")
            assert active.get("active"), active
            self._until_registered(path)
            requests.post(f"{self.url}/webhook/{path}", json=BODY, timeout=60)
            return self._execution(workflow)
        finally:
            self._remove(workflow)

    def _until_registered(self, path: str) -> None:
        for _ in range(200):
            if "Did you mean" in requests.get(f"{self.url}/webhook/{path}", timeout=10).text:
                return
            time.sleep(0.05)
        raise AssertionError(f"{path} was never registered")

    def _execution(self, workflow: str) -> Document:
        for _ in range(300):
            found = self.api("GET", f"/executions?workflowId={workflow}")["data"]
            if found and found[0]["status"] not in {"new", "running"}:
                return self.api("GET", f"/executions/{found[0]['id']}?includeData=true")
            time.sleep(0.1)
        raise AssertionError("The execution never ended")

    def _remove(self, workflow: str) -> None:
        self.api("POST", f"/workflows/{workflow}/deactivate")
        for _ in range(100):
            if "id" in self.api("DELETE", f"/workflows/{workflow}"):
                return
            time.sleep(0.1)


def told(execution: Document) -> Document:
    """Give what an execution did, without what differs from run to run."""
    result = execution["data"]["resultData"]
    tasks = [_task(name, run, task) for name, runs in result["runData"].items() for run, task in enumerate(runs)]
    return {
        "status": execution["status"],
        "error": (result.get("error") or {}).get("message"),
        "last": result.get("lastNodeExecuted"),
        "tasks": [task for _, task in sorted(tasks, key=lambda each: each[0])],
    }


def _task(name: str, run: int, task: Document) -> tuple[int, Document]:
    data = task.get("data")
    outputs = None if data is None else [[_item(name, each) for each in items or []] for items in data["main"]]
    found = {
        "node": name,
        "run": run,
        "status": task["executionStatus"],
        "sources": [
            each and [each["previousNode"], each.get("previousNodeOutput", 0), each.get("previousNodeRun", 0)]
            for each in task["source"]
        ],
        "outputs": outputs,
    }
    if "error" in task:
        found["error"] = task["error"]["message"]
    return task["executionIndex"], found


def _item(name: str, item: Document) -> Document:
    # The webhook's own item has headers and addresses; what it is is another suite's business.
    json_ = item["json"]
    if "webhookUrl" in json_:
        json_ = {"body": json_["body"]} | {
            key: json_[key]
            for key in json_
            if key not in {"headers", "params", "query", "body", "webhookUrl", "executionMode"}
        }
    return {"json": json_, "pair": _pairs(item.get("pairedItem"))}


def _pairs(given: Any) -> Any:
    """Give pairs as a list of [item, input]; whether one pair stood in a list is nobody's concern."""
    if given is None:
        return None
    listed = given if isinstance(given, list) else [given]
    return [[each, 0] if isinstance(each, int) else [each["item"], each.get("input") or 0] for each in listed]


def main() -> None:
    """Record."""
    real = RealN8n(sys.argv[1], os.environ["IMAGEFLOW_N8N_API_KEY"])
    named = sys.argv[2:] or list(CASES)
    found = json.loads(RECORDED.read_text(encoding="utf-8")) if sys.argv[2:] and RECORDED.exists() else {}
    for place, name in enumerate(named):
        found[name] = told(real.play(CASES[name], f"{PREFIX}-{place}"))
        print(name, found[name]["status"], flush=True)  # noqa: T201
    kept = {name: found[name] for name in CASES if name in found}
    RECORDED.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
