"""Calls of the public API in an order that makes sense; what one answer gives, later ones use as `{name}`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.n8n.server.workflows import ECHO, chain, node, raw, webhook

ABSENT: Any = object()


@dataclass(frozen=True, slots=True)
class Step:
    """One call; `save` names what of its answer is kept; `settle` waits for the webhook to be registered or gone."""

    name: str
    method: str
    path: str
    body: Any = ABSENT
    save: dict[str, str] = field(default_factory=dict)
    key: str | None = "{key}"
    kind: str | None = "application/json"
    settle: tuple[str, str, bool] | None = None


WORKFLOW = chain(webhook("api", webhookId="0a5c7e10-6f0e-4c7e-9d55-1b1f6f6a7002"), raw(ECHO)) | {"name": "srv-api one"}
PLAIN = {"name": "srv-api two", "nodes": [node("Do", "noOp", 1)], "connections": {}, "settings": {}}


def without(name: str) -> dict[str, Any]:
    """Give a workflow that lacks a field."""
    return {key: value for key, value in PLAIN.items() if key != name}


def steps() -> Iterator[Step]:
    """Give every call."""
    yield from _keys()
    yield from _creating()
    yield from _changing()
    yield from _running()
    yield from _credentials()
    yield from _ending()
    yield from _others()


def _keys() -> Iterator[Step]:
    yield Step("no key", "GET", "/workflows", key=None)
    yield Step("bad key", "GET", "/workflows", key="nonsense")
    yield Step("no key and no route", "GET", "/nope", key=None)
    yield Step("no key, bad body", "POST", "/workflows", {}, key=None)
    yield Step("no such route", "GET", "/nope")
    yield Step("root", "GET", "")
    yield Step("no such method", "PATCH", "/workflows", {})
    yield Step("no such method of a workflow", "POST", "/workflows/abc/run", {})


def _creating() -> Iterator[Step]:
    for name in PLAIN:
        yield Step(f"create without {name}", "POST", "/workflows", without(name))
    yield Step("create active", "POST", "/workflows", PLAIN | {"active": False})
    yield Step("create with id", "POST", "/workflows", PLAIN | {"id": "abc"})
    yield Step("create with foreign", "POST", "/workflows", PLAIN | {"foo": 1})
    yield Step("create with two foreign", "POST", "/workflows", PLAIN | {"foo": 1, "bar": 2})
    yield Step("create with tags", "POST", "/workflows", PLAIN | {"tags": []})
    yield Step("create with meta", "POST", "/workflows", PLAIN | {"meta": {}})
    yield Step("create with number for name", "POST", "/workflows", PLAIN | {"name": 5})
    yield Step("create with empty name", "POST", "/workflows", PLAIN | {"name": ""})
    yield Step("create with object for nodes", "POST", "/workflows", PLAIN | {"nodes": {}})
    yield Step("create with array for connections", "POST", "/workflows", PLAIN | {"connections": []})
    yield Step("create with foreign setting", "POST", "/workflows", PLAIN | {"settings": {"foo": 1}})
    yield Step("create with bad setting", "POST", "/workflows", PLAIN | {"settings": {"executionTimeout": "x"}})
    yield Step("create with bad caller policy", "POST", "/workflows", PLAIN | {"settings": {"callerPolicy": "x"}})
    yield Step(
        "create with bad save setting", "POST", "/workflows", PLAIN | {"settings": {"saveDataErrorExecution": "x"}}
    )
    yield Step("create with number for node", "POST", "/workflows", PLAIN | {"nodes": [5]})
    yield Step("create with foreign in node", "POST", "/workflows", PLAIN | {"nodes": [PLAIN["nodes"][0] | {"foo": 1}]})
    yield Step(
        "create with text for version",
        "POST",
        "/workflows",
        PLAIN | {"nodes": [PLAIN["nodes"][0] | {"typeVersion": "x"}]},
    )
    yield Step("create with array", "POST", "/workflows", [])
    yield Step("create with text", "POST", "/workflows", "x", kind="text/plain")
    yield Step("create with nothing", "POST", "/workflows")
    yield Step("create with bad json", "POST", "/workflows", b"{")
    yield Step("create", "POST", "/workflows", WORKFLOW, {"wf": "id", "version": "versionId"})
    yield Step(
        "create without position",
        "POST",
        "/workflows",
        PLAIN | {"nodes": [{"name": "Do", "type": "n8n-nodes-base.noOp", "typeVersion": 1, "parameters": {}}]},
    )
    yield Step(
        "create with unknown target",
        "POST",
        "/workflows",
        PLAIN
        | {
            "name": "srv-api seven",
            "connections": {"Nobody": {"main": [[{"node": "Nowhere", "type": "main", "index": 0}]]}},
        },
        {"seven": "id"},
    )
    yield Step(
        "create same names",
        "POST",
        "/workflows",
        PLAIN | {"name": "srv-api eight", "nodes": [node("Do", "noOp", 1), node("Do", "noOp", 1)]},
        {"eight": "id"},
    )
    yield Step("create no nodes", "POST", "/workflows", PLAIN | {"name": "srv-api nine", "nodes": []}, {"nine": "id"})
    yield Step("create plain", "POST", "/workflows", PLAIN, {"plain": "id"})
    yield Step(
        "create unknown type",
        "POST",
        "/workflows",
        PLAIN | {"name": "srv-api three", "nodes": [webhook("api3"), node("X", "nonexistent", 1)]},
        {"unknown": "id"},
    )
    yield Step(
        "create node without name",
        "POST",
        "/workflows",
        PLAIN
        | {"name": "srv-api four", "nodes": [{"type": "n8n-nodes-base.noOp", "parameters": {}, "position": [0, 0]}]},
        {"nameless": "id"},
    )
    yield Step(
        "create all settings",
        "POST",
        "/workflows",
        PLAIN
        | {
            "name": "srv-api five",
            "settings": {
                "executionOrder": "v1",
                "timezone": "Europe/Berlin",
                "saveManualExecutions": True,
                "saveExecutionProgress": False,
                "saveDataSuccessExecution": "all",
                "saveDataErrorExecution": "all",
                "executionTimeout": 60,
                "callerPolicy": "workflowsFromSameOwner",
                "availableInMCP": False,
            },
            "staticData": None,
            "pinData": {},
        },
        {"five": "id"},
    )
    yield Step("get", "GET", "/workflows/{wf}")
    yield Step("get unknown", "GET", "/workflows/nope")
    yield Step("get without pinned data", "GET", "/workflows/{wf}?excludePinnedData=true")
    yield Step("list by name", "GET", "/workflows?name=srv-api%20one")
    yield Step("list by name, inactive", "GET", "/workflows?name=srv-api%20one&active=false&limit=1")
    yield Step("list by name, active", "GET", "/workflows?name=srv-api%20one&active=true")
    yield Step("list bad limit", "GET", "/workflows?limit=x")
    yield Step("list limit 0", "GET", "/workflows?limit=0&name=srv-api%20one")
    yield Step("list limit 251", "GET", "/workflows?limit=251&name=srv-api%20one")
    yield Step("list bad active", "GET", "/workflows?active=maybe")
    yield Step("list bad cursor", "GET", "/workflows?cursor=xyz")
    yield Step("list foreign filter", "GET", "/workflows?foo=1")


def _changing() -> Iterator[Step]:
    yield Step("activate without trigger", "POST", "/workflows/{plain}/activate")
    yield Step("activate unknown type", "POST", "/workflows/{unknown}/activate")
    yield Step("activate unknown", "POST", "/workflows/nope/activate")
    yield Step("deactivate inactive", "POST", "/workflows/{wf}/deactivate")
    yield Step("activate", "POST", "/workflows/{wf}/activate", settle=("/webhook/srv-api", "POST", True))
    yield Step("activate again", "POST", "/workflows/{wf}/activate")
    yield Step("list active", "GET", "/workflows?active=true&name=srv-api%20one")
    yield Step("delete active", "DELETE", "/workflows/{wf}")
    yield Step("create in conflict", "POST", "/workflows", WORKFLOW | {"name": "srv-api six"}, {"six": "id"})
    yield Step("activate in conflict", "POST", "/workflows/{six}/activate")
    yield Step("update active", "PUT", "/workflows/{wf}", WORKFLOW | {"name": "srv-api renamed"})
    yield Step("update unknown", "PUT", "/workflows/nope", WORKFLOW)
    yield Step("update without settings", "PUT", "/workflows/{wf}", without("settings"))
    yield Step(
        "update active with unknown type",
        "PUT",
        "/workflows/{wf}",
        PLAIN | {"nodes": [webhook("api"), node("X", "nonexistent", 1)]},
    )
    yield Step("update active without trigger", "PUT", "/workflows/{wf}", PLAIN)
    yield Step("get updated", "GET", "/workflows/{wf}")
    yield Step("update back", "PUT", "/workflows/{wf}", WORKFLOW)
    yield Step("tags of", "GET", "/workflows/{wf}/tags")


def _running() -> Iterator[Step]:
    yield Step("executions before", "GET", "/executions?workflowId={wf}")
    yield Step("run", "POST", "!/webhook/srv-api", {"a": 1}, key=None)
    yield Step("executions", "GET", "/executions?workflowId={wf}", save={"exec": "data.0.id"})
    yield Step("execution", "GET", "/executions/{exec}")
    yield Step("execution with data", "GET", "/executions/{exec}?includeData=true")
    yield Step("executions by status", "GET", "/executions?workflowId={wf}&status=success&limit=1")
    yield Step("executions by error", "GET", "/executions?workflowId={wf}&status=error")
    yield Step("executions by waiting", "GET", "/executions?workflowId={wf}&status=waiting")
    yield Step("executions by bad status", "GET", "/executions?status=nope")
    yield Step("executions by bad limit", "GET", "/executions?limit=x")
    yield Step("executions of nobody", "GET", "/executions?workflowId=nope")
    yield Step("execution unknown", "GET", "/executions/99999999")
    yield Step("execution no number", "GET", "/executions/abc")
    yield Step("execution bad flag", "GET", "/executions/{exec}?includeData=maybe")
    yield Step("retry success", "POST", "/executions/{exec}/retry", {})
    yield Step("retry unknown", "POST", "/executions/99999999/retry", {})
    yield Step("delete execution", "DELETE", "/executions/{exec}")
    yield Step("delete execution again", "DELETE", "/executions/{exec}")
    yield Step("delete execution no number", "DELETE", "/executions/abc")
    yield Step("stop unknown", "POST", "/executions/99999999/stop", {})


def _credentials() -> Iterator[Step]:
    good = {"name": "srv-cred", "type": "httpHeaderAuth", "data": {"name": "X", "value": "secret-value"}}
    yield Step("credential", "POST", "/credentials", good, {"cred": "id"})
    for name in good:
        yield Step(f"credential without {name}", "POST", "/credentials", {k: v for k, v in good.items() if k != name})
    yield Step("credential foreign", "POST", "/credentials", good | {"foo": 1}, {"c1": "id"})
    yield Step("credential unknown type", "POST", "/credentials", good | {"type": "nope"})
    yield Step(
        "credential foreign data", "POST", "/credentials", good | {"data": {"name": "X", "value": "y", "foo": 1}}
    )
    yield Step("credential missing data", "POST", "/credentials", good | {"data": {"name": "X"}}, {"c2": "id"})
    yield Step("credential empty data", "POST", "/credentials", good | {"data": {}}, {"c3": "id"})
    yield Step("credential wrong data", "POST", "/credentials", good | {"data": {"name": "X", "value": 5}})
    yield Step("credential text data", "POST", "/credentials", good | {"data": "x"})
    yield Step("credential number name", "POST", "/credentials", good | {"name": 5})
    yield Step("credential empty name", "POST", "/credentials", good | {"name": ""}, {"c4": "id"})
    basic = {"name": "srv-basic", "type": "httpBasicAuth", "data": {"user": "u", "password": "p"}}
    yield Step("credential basic", "POST", "/credentials", basic, {"basic": "id"})
    openai = {"name": "srv-openai", "type": "openAiApi", "data": {"apiKey": "sk", "url": "http://127.0.0.1:1/v1"}}
    yield Step("credential openai short", "POST", "/credentials", openai, {"openai": "id"})
    yield Step(
        "credential openai header",
        "POST",
        "/credentials",
        openai | {"data": openai["data"] | {"header": False}},
        {"openai2": "id"},
    )
    for kind in (
        "httpHeaderAuth",
        "httpBasicAuth",
        "httpQueryAuth",
        "httpBearerAuth",
        "httpCustomAuth",
        "jwtAuth",
        "crypto",
        "openAiApi",
        "odooApi",
        "odooApiKeyApi",
        "s3",
        "aws",
        "n8nApi",
        "nope",
    ):
        yield Step(f"schema {kind}", "GET", f"/credentials/schema/{kind}")
    yield Step("credentials", "GET", "/credentials?limit=1")
    yield Step("credential by id", "GET", "/credentials/{cred}")
    yield Step("credential by unknown id", "GET", "/credentials/nope")
    yield Step("update credential", "PATCH", "/credentials/{cred}", {"name": "srv-cred2"})
    yield Step("delete credential", "DELETE", "/credentials/{cred}")
    for name in ("c1", "c2", "c3", "c4"):
        yield Step(f"delete {name}", "DELETE", f"/credentials/{{{name}}}")
    yield Step("delete credential again", "DELETE", "/credentials/{cred}")
    for name in ("basic", "openai", "openai2"):
        yield Step(f"delete {name}", "DELETE", f"/credentials/{{{name}}}")


def _ending() -> Iterator[Step]:
    yield Step("deactivate", "POST", "/workflows/{wf}/deactivate", settle=("/webhook/srv-api", "POST", False))
    yield Step("deactivate again", "POST", "/workflows/{wf}/deactivate")
    yield Step("deactivate unknown", "POST", "/workflows/nope/deactivate")
    for name in ("wf", "plain", "unknown", "nameless", "five", "six", "seven", "eight", "nine"):
        yield Step(f"delete {name}", "DELETE", f"/workflows/{{{name}}}")
    yield Step("delete again", "DELETE", "/workflows/{wf}")
    yield Step("get deleted", "GET", "/workflows/{wf}")
    yield Step("executions of deleted", "GET", "/executions?workflowId={wf}")


def _others() -> Iterator[Step]:
    yield Step("health", "GET", "!/healthz", key=None)
    yield Step("readiness", "GET", "!/healthz/readiness", key=None)
    for name in ("tags", "variables", "users", "projects", "source-control/pull", "audit"):
        yield Step(name, "GET", f"/{name}?limit=1")
