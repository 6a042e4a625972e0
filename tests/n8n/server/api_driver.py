"""Plays the API's calls against any n8n; `python -m tests.n8n.server.api_driver URL` records."""

import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

from tests.n8n.server.api_calls import ABSENT, Step, steps
from tests.n8n.server.driver import N8n

RECORDED = Path(__file__).parent / "recorded_api.json"
VOLATILE = {
    "id",
    "createdAt",
    "updatedAt",
    "versionId",
    "activeVersionId",
    "startedAt",
    "stoppedAt",
    "workflowId",
    "workflowVersionId",
    "startTime",
    "executionTime",
    "publishedVersionId",
    "projectId",
    "authorId",
    "authors",
}


SHORTEST = 8
"""Characters of an id that is looked for inside texts: a shorter one stands there by chance."""
SHARED = {"list foreign filter", "credentials", "users"}
"""Answers that tell of whatever else stands on that n8n: only their fields are recorded."""


def play(n8n: N8n) -> dict[str, Any]:
    """Play all calls; give the answers, volatile values named by what they are."""
    kept = {"key": n8n.key}
    found = {}
    for step in steps():
        answer = _send(n8n, step, kept)
        if step.settle:
            n8n.until(step.settle[0], step.settle[1], there=step.settle[2])
        if step.name in {"run", "update back"}:
            time.sleep(0.4)
        body = _json(answer["body"])
        for name, path in step.save.items():
            kept[name] = str(_at(body, path))
        if step.name in SHARED:
            body = sorted(body)
        found[step.name] = {"status": answer["status"], "body": _steady(body, kept)}
    return found


def _send(n8n: N8n, step: Step, kept: dict[str, str]) -> dict[str, Any]:
    path = _filled(step.path, kept)
    path = path[1:] if path.startswith("!") else "/api/v1" + path
    headers = []
    if step.key is not None:
        headers.append(("x-n8n-api-key", _filled(step.key, kept)))
    body = b""
    if step.body is not ABSENT:
        headers.append(("content-type", step.kind or ""))
        body = step.body if isinstance(step.body, bytes) else json.dumps(step.body).encode()
    return n8n.raw(step.method, path, tuple(headers), body)


def _filled(text: str, kept: dict[str, str]) -> str:
    return re.sub(r"{(\w+)}", lambda found: kept.get(found[1], "missing"), text)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _at(body: Any, path: str) -> Any:
    for part in path.split("."):
        try:
            body = body[int(part)] if isinstance(body, list) else body[part]
        except (KeyError, IndexError, TypeError):
            return "missing"
    return body


def _steady(value: Any, kept: dict[str, str], name: str = "") -> Any:
    if name == "project":
        return "{project}"
    if isinstance(value, dict):
        return {key: _steady(each, kept, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_steady(each, kept, name) for each in value]
    if name in VOLATILE and value is not None and not (name == "id" and value in {"Do", "Webhook", "Set"}):
        own = [key for key, each in kept.items() if str(value) == each]
        return "{" + (own[0] if own else type(value).__name__) + "}"
    if isinstance(value, str):
        for key, each in kept.items():
            if len(each) >= SHORTEST:
                value = value.replace(each, "{" + key + "}")
    return value


def main() -> None:
    """Record."""
    found = play(N8n(sys.argv[1], os.environ["IMAGEFLOW_N8N_API_KEY"]))
    RECORDED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(found)} answers\n")


if __name__ == "__main__":
    main()
