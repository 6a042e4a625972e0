"""Plays the recorded calls against any n8n: a real one to record, the stub to compare.

`python -m tests.n8n.server.driver URL` records; the key is read from `IMAGEFLOW_N8N_API_KEY`.
"""

import base64
import http.client
import json
import os
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.n8n.server.calls import Call, calls
from tests.n8n.server.secrets import CREDENTIALS
from tests.n8n.server.workflows import workflows

RECORDED = Path(__file__).parent / "recorded_webhooks.json"
KEPT = (
    "content-type",
    "content-security-policy",
    "etag",
    "location",
    "retry-after",
    "vary",
    "www-authenticate",
    "x-lab",
    "x-two",
)


class N8n:
    """An n8n behind its address."""

    def __init__(self, url: str, key: str) -> None:
        """Reach it at `url`, with an API key."""
        self.netloc, self.key = urlsplit(url).netloc, key

    def raw(self, method: str, path: str, headers: tuple[tuple[str, str], ...], body: bytes) -> dict[str, Any]:
        """Exchange one request; give the answer as it is recorded."""
        connection = http.client.HTTPConnection(self.netloc, timeout=20)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("host", self.netloc)
        for name, value in headers:
            connection.putheader(name, value)
        if body or method in {"POST", "PUT", "PATCH"}:
            connection.putheader("content-length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        kept = {name.lower(): value for name, value in answer.getheaders()}
        found = {name: kept[name] for name in sorted(kept) if name in KEPT or name.startswith("access-control")}
        text = self._text(content)
        if "etag" in found and ("{address}" in text or method == "HEAD"):
            found["etag"] = "{of its address}"
        return {"status": answer.status, "headers": found, "body": text}

    def _text(self, content: bytes) -> str:
        try:
            text = content.decode()
        except UnicodeDecodeError:
            return "base64:" + base64.b64encode(content).decode()
        return text.replace(self.netloc, "{address}")

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """Call the public API and give its answer; raises `AssertionError` unless it was a 200."""
        headers = (("x-n8n-api-key", self.key), ("content-type", "application/json"))
        raw = b"" if body is None else json.dumps(body).encode()
        answer = self.raw(method, "/api/v1" + path, headers, raw)
        assert answer["status"] == 200, (method, path, answer)
        return json.loads(answer["body"])

    def until(self, path: str, method: str, *, there: bool) -> None:
        """Wait until a webhook is registered, or no longer."""
        for _ in range(200):
            answer = self.raw("OPTIONS", path, (("origin", "http://x.test"),), b"")
            methods = answer["headers"].get("access-control-allow-methods", "")
            if (method in methods.split(", ")) == there:
                return
            time.sleep(0.05)
        raise AssertionError(f"{path} for {method}: not as waited for")


def install(n8n: N8n) -> tuple[list[str], list[str]]:
    """Create and activate all workflows; give the ids of workflows and credentials."""
    made = {
        kind: n8n.api("POST", "/credentials", {"name": f"srv-{kind}", "type": kind, "data": data})["id"]
        for kind, data in CREDENTIALS.items()
    }
    ids = []
    for document in workflows().values():
        text = json.dumps(document)
        for kind, found in made.items():
            text = text.replace("{" + kind + "}", found)
        workflow = json.loads(text)
        ids.append(n8n.api("POST", "/workflows", workflow)["id"])
        n8n.api("POST", f"/workflows/{ids[-1]}/activate")
        given = workflow["nodes"][0]
        methods = given["parameters"].get("httpMethod", "GET")
        path = given["parameters"]["path"]
        place = f"{given['webhookId']}/{path}" if ":" in path else path
        n8n.until(f"/webhook/{place}", methods if isinstance(methods, str) else methods[0], there=True)
    return ids, list(made.values())


def remove(n8n: N8n, ids: list[str], credentials: list[str]) -> None:
    """Take everything away again."""
    for each in ids:
        n8n.api("POST", f"/workflows/{each}/deactivate")
    for each in ids:
        for _ in range(100):
            answer = n8n.raw("DELETE", f"/api/v1/workflows/{each}", (("x-n8n-api-key", n8n.key),), b"")
            if answer["status"] != 409:
                break
            time.sleep(0.1)
    for each in credentials:
        n8n.api("DELETE", f"/credentials/{each}")


def send(n8n: N8n, each: Call) -> dict[str, Any]:
    """Play one call."""
    return n8n.raw(each.method, each.path, each.headers, each.body)


def main() -> None:
    """Record."""
    n8n = N8n(sys.argv[1], os.environ["IMAGEFLOW_N8N_API_KEY"])
    ids, credentials = install(n8n)
    try:
        found = {each.name: send(n8n, each) for each in calls()}
    finally:
        remove(n8n, ids, credentials)
    RECORDED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(found)} answers\n")


if __name__ == "__main__":
    main()
