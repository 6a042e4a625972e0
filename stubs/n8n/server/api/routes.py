"""The public API's routes: behind the API key, and as n8n answers where there is none."""

import hmac
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from stubs.n8n.server.api.credentials import Credentials
from stubs.n8n.server.api.executions import ExecutionsApi
from stubs.n8n.server.api.refusals import Refused, respond
from stubs.n8n.server.api.workflows import Workflows
from stubs.serving.app import answer_error
from stubs.serving.routes import Answers, Endpoint, add_route

PREFIX = "/api/v1"
KEY_HEADER = "X-N8N-API-KEY"
SCHEMES = {"apiKey": {"type": "apiKey", "in": "header", "name": KEY_HEADER}}
_OBJECT: dict[str, Any] = {"type": "object"}
_REFUSALS: Answers = {400: "Breaks n8n's schema", 401: "No API key, or another", 404: "There is none"}
_CONFLICT: Answers = {**_REFUSALS, 409: "Not in its present state"}
_WORKFLOW_BODY = {
    "type": "object",
    "required": ["name", "nodes", "connections", "settings"],
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 128},
        "nodes": {"type": "array", "items": _OBJECT},
        "connections": _OBJECT,
        "settings": _OBJECT,
    },
}
_STOP_BODY = {
    "type": "object",
    "required": ["status"],
    "properties": {"status": {"type": "array", "items": {"type": "string"}}, "workflowId": {"type": "string"}},
}
_CREDENTIAL_BODY = {
    "type": "object",
    "required": ["name", "type", "data"],
    "properties": {"name": {"type": "string"}, "type": {"type": "string"}, "data": _OBJECT},
}


class PublicApi:
    """`/api/v1`."""

    def __init__(self, key: str, workflows: Workflows, credentials: Credentials, executions: ExecutionsApi) -> None:
        """Serve these endpoints to who has the key."""
        self._key = key.encode()
        self._workflows, self._credentials, self._executions = workflows, credentials, executions
        self._methods: dict[str, list[str]] = {}

    def add_to(self, app: FastAPI) -> None:
        """Add all routes."""
        answer_error(app, Refused, _refused)
        for add in (self._add_workflows, self._add_credentials, self._add_executions):
            add(app)
        self._add_what_is_empty(app)
        for path in (*self._methods, PREFIX + "/workflows/{id}/{version}"):
            app.router.add_route(path, wrong_method, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
        every = ["GET", "POST", "PUT", "PATCH", "DELETE"]
        app.router.add_route(PREFIX + "/{rest:path}", no_route, methods=every)
        app.router.add_route(PREFIX, no_route, methods=every)

    def _add_workflows(self, app: FastAPI) -> None:
        add, own = self._adder(app), self._workflows
        add("GET", "/workflows", own.list, "List workflows")
        add("POST", "/workflows", own.create, "Create a workflow", body=_WORKFLOW_BODY)
        add("GET", "/workflows/{id}", own.get, "Get a workflow")
        add("PUT", "/workflows/{id}", own.update, "Update a workflow", answers=_CONFLICT, body=_WORKFLOW_BODY)
        add("DELETE", "/workflows/{id}", own.delete, "Delete a workflow", answers=_CONFLICT)
        add("POST", "/workflows/{id}/activate", own.activate, "Publish a workflow", answers=_CONFLICT)
        add("POST", "/workflows/{id}/deactivate", own.deactivate, "Withdraw a workflow")
        add("GET", "/workflows/{id}/tags", own.tags, "Get a workflow's tags")

    def _add_credentials(self, app: FastAPI) -> None:
        add, own = self._adder(app), self._credentials
        add("GET", "/credentials", own.list, "List credentials")
        add("POST", "/credentials", own.create, "Create a credential", body=_CREDENTIAL_BODY)
        add("GET", "/credentials/schema/{type}", own.schema, "Get a credential type's schema")
        add("GET", "/credentials/{id}", own.get, "Get a credential without its data")
        add("PATCH", "/credentials/{id}", own.update, "Change a credential", body=_OBJECT)
        add("DELETE", "/credentials/{id}", own.delete, "Delete a credential")

    def _add_executions(self, app: FastAPI) -> None:
        add, own = self._adder(app), self._executions
        add("POST", "/executions/stop", own.stop_many, "Stop executions that wait", body=_STOP_BODY)
        add("GET", "/executions", own.list, "List executions")
        add("GET", "/executions/{id}", own.get, "Get an execution")
        add("DELETE", "/executions/{id}", own.delete, "Delete an execution")
        add("POST", "/executions/{id}/retry", own.retry, "Retry an execution", answers=_CONFLICT)
        add("POST", "/executions/{id}/stop", own.stop, "Stop an execution", answers=_CONFLICT)

    def _add_what_is_empty(self, app: FastAPI) -> None:
        """Answer for what this n8n keeps none of, or has no licence for."""
        add = self._adder(app)
        add("GET", "/tags", no_tags, "List tags")
        for name, feature in (("variables", "feat:variables"), ("projects", "feat:projectRole:admin")):
            add("GET", f"/{name}", _unlicensed(name, feature), f"List {name}", answers={**_REFUSALS, 403: "No licence"})

    def _adder(self, app: FastAPI) -> Callable[..., None]:
        def add(
            method: str,
            path: str,
            endpoint: Endpoint,
            summary: str,
            *,
            answers: Answers = _REFUSALS,
            body: dict[str, Any] | None = None,
        ) -> None:
            extra: dict[str, Any] = {"security": [{"apiKey": []}]}
            if body is not None:
                extra["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
                answers = {**answers, 413: "Too large", 415: "No JSON"}
            self._methods.setdefault(PREFIX + path, []).append(method)
            kept = self._behind_key(endpoint)
            add_route(app, method, PREFIX + path, kept, summary=summary, answers={200: "Done", **answers}, **extra)

        return add

    def _behind_key(self, endpoint: Endpoint) -> Endpoint:
        async def guarded(request: Request) -> Response:
            given = request.headers.get(KEY_HEADER, "").encode()
            if not hmac.compare_digest(given, self._key):
                return respond({"message": "Unauthorized"}, 401)
            return await endpoint(request)

        owner = type(getattr(endpoint, "__self__", None)).__name__.lower()
        guarded.__name__ = f"{owner}_{getattr(endpoint, '__name__', 'endpoint')}"
        return guarded


def _refused(_request: Request, error: Exception) -> Response:
    status, message = (error.status, error.message) if isinstance(error, Refused) else (400, str(error))
    return respond({"message": message}, status)


async def wrong_method(request: Request) -> Response:
    """Say that a route does not take a method."""
    return respond({"message": f"{request.method} method not allowed"}, 405)


async def no_tags(_request: Request) -> Response:
    """List the tags: there are none."""
    return respond({"data": [], "nextCursor": None})


def _unlicensed(name: str, feature: str) -> Endpoint:
    async def refuse(_request: Request) -> Response:
        upgrade = f"To enable {feature}, please upgrade to a license that supports this feature."
        return respond({"message": f"Your license does not allow for {feature}. {upgrade}"}, 403)

    refuse.__name__ = f"no_{name}"
    return refuse


async def no_route(_request: Request) -> Response:
    """Say that there is no such route."""
    return respond({"message": "not found"}, 404)
