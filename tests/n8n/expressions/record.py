"""Records what a real n8n makes of the expressions in `expressions.txt`.

`python -m tests.n8n.expressions.record URL API_KEY`

One workflow holds a Set node for each expression, all fed by one webhook; the values are read from its execution. What
is written (`recorded.json`) is never edited by hand.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import requests

HERE = Path(__file__).parent
TABLE = HERE / "expressions.txt"
RECORDED = HERE / "recorded.json"
DATA = HERE / "data.json"
PATH = "expr-record"


def expressions() -> list[str]:
    """Give the expressions of the table; empty lines and lines that start with `#` are for its readers."""
    lines = TABLE.read_text().splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _workflow(table: list[str]) -> dict[str, Any]:
    hook = {
        "name": "Webhook",
        "type": "n8n-nodes-base.webhook",
        "typeVersion": 2,
        "position": [0, 0],
        "webhookId": "5c0fbb1e-2b1d-4a51-8d5e-3a1c3b3e0a01",
        "parameters": {"path": PATH, "httpMethod": "POST", "responseMode": "onReceived", "options": {}},
    }
    nodes = [
        hook,
        {"name": "Never", "type": "n8n-nodes-base.noOp", "typeVersion": 1, "position": [0, 300], "parameters": {}},
    ]
    for number, expression in enumerate(table):
        assignment = {"id": str(number), "name": "v", "value": expression, "type": "object"}
        nodes.append(
            {
                "name": f"E{number}",
                "type": "n8n-nodes-base.set",
                "typeVersion": 3.4,
                "position": [300, 100 * number],
                "onError": "continueRegularOutput",
                "parameters": {
                    "assignments": {"assignments": [assignment]},
                    "options": {"ignoreConversionErrors": True},
                },
            }
        )
    targets = [{"node": node["name"], "type": "main", "index": 0} for node in nodes[2:]]
    return {
        "name": "expr-record",
        "nodes": nodes,
        "connections": {"Webhook": {"main": [targets]}},
        "settings": {"executionOrder": "v1", "timezone": "UTC"},
    }


class Api:
    """A live n8n's public API."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url.rstrip("/")
        self.session = requests.Session()
        self.session.headers["X-N8N-API-KEY"] = key

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.session.request(method, f"{self.url}/api/v1{path}", json=body, timeout=120)
        answer.raise_for_status()
        return answer.json()


def _run(api: Api, table: list[str]) -> list[list[Any]]:
    created = api("POST", "/workflows", _workflow(table))["id"]
    try:
        api("POST", f"/workflows/{created}/activate")
        body = json.loads(DATA.read_text())
        for _ in range(100):
            if requests.post(f"{api.url}/webhook/{PATH}", json=body, timeout=60).ok:
                break
            time.sleep(0.2)
        for _ in range(300):
            found = api("GET", f"/executions?workflowId={created}&includeData=true")["data"]
            if found and found[0]["status"] in {"success", "error", "crashed"}:
                break
            time.sleep(0.5)
        runs = found[0]["data"]["resultData"]["runData"]
        return [[expression, _value(runs.get(f"E{number}"))] for number, expression in enumerate(table)]
    finally:
        api("POST", f"/workflows/{created}/deactivate")
        time.sleep(1)
        api("DELETE", f"/workflows/{created}")


def _value(runs: Any) -> Any:
    if not runs:
        return {"missing": True}
    item = runs[0]["data"]["main"][0][0]
    if "error" in item["json"] and "v" not in item["json"]:
        return {"error": item["json"]["error"]}
    if item.get("error"):
        return {"error": item["error"].get("message")}
    return {"value": item["json"]["v"]} if "v" in item["json"] else {}


def main() -> None:
    """Record."""
    url, key = sys.argv[1:3]
    recorded: list[list[Any]] = []
    table = expressions()
    for start in range(0, len(table), 150):
        recorded += _run(Api(url, key), table[start : start + 150])
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in recorded)
    RECORDED.write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
