"""Records what a real n8n makes of the Code nodes in `codes.txt`.

`python -m tests.n8n.expressions.record_code URL API_KEY`

One workflow holds a Code node for each, all fed by one that gives three items. What is written
(`recorded_code.json`: mode, code, items or error) is never edited by hand.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import requests

from tests.n8n.expressions.record import Api

HERE = Path(__file__).parent
RECORDED = HERE / "recorded_code.json"
PATH = "expr-code"
ITEMS = "return [{json: {n: 1, s: 'a'}}, {json: {n: 2, s: 'b'}}, {json: {n: 3, s: 'c'}}];"
MODES = {"all": "runOnceForAllItems", "each": "runOnceForEachItem"}


def codes() -> list[tuple[str, str]]:
    """Give mode and code of each line of the table."""
    lines = [line for line in (HERE / "codes.txt").read_text().splitlines() if line and not line.startswith("#")]
    return [(line.partition("|")[0], line.partition("|")[2].replace("¶", "\n")) for line in lines]


def code_node(name: str, mode: str, code: str, place: int) -> dict[str, Any]:
    """Give a Code node of a workflow file."""
    return {
        "name": name,
        "type": "n8n-nodes-base.code",
        "typeVersion": 2,
        "position": [600, 100 * place],
        "onError": "continueRegularOutput",
        "parameters": {"mode": MODES[mode], "jsCode": code},
    }


def workflow(table: list[tuple[str, str]]) -> dict[str, Any]:
    """Give the workflow that runs them all."""
    hook = {
        "name": "Webhook",
        "type": "n8n-nodes-base.webhook",
        "typeVersion": 2,
        "position": [0, 0],
        "webhookId": "5c0fbb1e-2b1d-4a51-8d5e-3a1c3b3e0a02",
        "parameters": {"path": PATH, "httpMethod": "POST", "responseMode": "onReceived", "options": {}},
    }
    source = code_node("Items", "all", ITEMS, 0)
    nodes = [hook, source, *(code_node(f"C{number}", mode, code, number) for number, (mode, code) in enumerate(table))]
    targets = [{"node": node["name"], "type": "main", "index": 0} for node in nodes[2:]]
    return {
        "name": "expr-code",
        "nodes": nodes,
        "connections": {
            "Webhook": {"main": [[{"node": "Items", "type": "main", "index": 0}]]},
            "Items": {"main": [targets]},
        },
        "settings": {"executionOrder": "v1", "timezone": "UTC"},
    }


def _run(api: Api, table: list[tuple[str, str]]) -> list[list[Any]]:
    created = api("POST", "/workflows", workflow(table))["id"]
    try:
        api("POST", f"/workflows/{created}/activate")
        for _ in range(100):
            if requests.post(f"{api.url}/webhook/{PATH}", json={"count": 3}, timeout=60).ok:
                break
            time.sleep(0.2)
        for _ in range(300):
            found = api("GET", f"/executions?workflowId={created}&includeData=true")["data"]
            if found and found[0]["status"] in {"success", "error", "crashed"}:
                break
            time.sleep(0.5)
        runs = found[0]["data"]["resultData"]["runData"]
        return [[mode, code, _outcome(runs.get(f"C{number}"))] for number, (mode, code) in enumerate(table)]
    finally:
        api("POST", f"/workflows/{created}/deactivate")
        time.sleep(1)
        api("DELETE", f"/workflows/{created}")


def _outcome(runs: Any) -> Any:
    if not runs:
        return {"missing": True}
    if runs[0].get("error"):
        return {"error": runs[0]["error"].get("message"), "description": runs[0]["error"].get("description")}
    return {"items": runs[0]["data"]["main"][0]}


def main() -> None:
    """Record."""
    url, key = sys.argv[1:3]
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in _run(Api(url, key), codes()))
    RECORDED.write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
