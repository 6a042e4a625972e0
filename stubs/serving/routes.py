"""Routes that hand the raw request to their endpoint, and still stand in the stub's OpenAPI.

FastAPI's dependency and serialising machinery costs more than a whole stub may (`facts/performance.md`), and it parses
bodies before an endpoint has seen the raw bytes that a signature covers. So an endpoint takes a `Request`, gives a
`Response`, and declares its messages for the OpenAPI document alone.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from contracts.messages.base import Message

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Or:
    """A message, or a body of another media type, as the request asks for it."""

    message: type[Message]
    media_type: str


Answers = Mapping[int, type[Message] | Or | str]
"""What an endpoint may answer: a message, or a sentence that describes the answer."""


class DirectRoute(APIRoute):
    """A route whose endpoint is called with the raw request alone; what it raises is the application's to answer."""

    def __init__(self, path: str, endpoint: Endpoint, **described: Any) -> None:
        """Describe the endpoint as FastAPI does, and call it without FastAPI's stacks of dependencies."""
        super().__init__(path, endpoint, **described)

        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            response = await endpoint(Request(scope, receive, send))
            await response(scope, receive, send)

        self.app = serve


def add_route(
    app: FastAPI,
    method: str,
    path: str,
    endpoint: Endpoint,
    *,
    summary: str,
    takes: type[Message] | tuple[type[Message], ...] | None = None,
    answers: Answers | None = None,
    **openapi_extra: Any,
) -> None:
    """Serve an endpoint and describe it.

    Args:
        app: the stub's application.
        method: in capitals.
        path: with `{name}` or `{name:path}` parameters; the endpoint reads `request.path_params`.
        endpoint: gets the raw request.
        summary: one line for the OpenAPI document.
        takes: the JSON message of the request's body; several when any of them will do.
        answers: what may be answered, by status.
        openapi_extra: further keys of the operation (`parameters`, `security`, `requestBody`).
    """
    extra: dict[str, Any] = {"parameters": _parameters(path)} | openapi_extra
    if takes is not None:
        extra["requestBody"] = _body(app, takes if isinstance(takes, tuple) else (takes,))
    app.router.add_api_route(
        path,
        endpoint,
        methods=[method],
        name=endpoint.__name__,
        operation_id=f"{endpoint.__name__}_{method.lower()}",
        summary=summary,
        responses={status: _answer(app, what) for status, what in (answers or {200: "Done"}).items()},
        openapi_extra=extra,
        response_class=Response,
        status_code=min(answers) if answers else 200,
        response_model=None,
        route_class_override=DirectRoute,
    )


def _parameters(path: str) -> list[dict[str, Any]]:
    names = [found.partition(":")[0] for found in re.findall(r"{([^}]+)}", path)]
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _body(app: FastAPI, models: tuple[type[Message], ...]) -> dict[str, Any]:
    _models(app).update(models)
    schemas = [{"$ref": f"#/components/schemas/{model.__name__}"} for model in models]
    schema = schemas[0] if len(schemas) == 1 else {"oneOf": schemas}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _answer(app: FastAPI, what: type[Message] | Or | str) -> dict[str, Any]:
    if isinstance(what, str):
        return {"description": what}
    if isinstance(what, Or):
        answer = _answer(app, what.message)
        answer["content"][what.media_type] = {}
        return answer
    _models(app).add(what)
    schema = {"$ref": f"#/components/schemas/{what.__name__}"}
    return {"description": what.__name__, "content": {"application/json": {"schema": schema}}}


def _models(app: FastAPI) -> set[type[Message]]:
    if not hasattr(app.state, "message_models"):
        app.state.message_models = set()
    models: set[type[Message]] = app.state.message_models
    return models
