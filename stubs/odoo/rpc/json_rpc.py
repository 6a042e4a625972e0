"""JSON-RPC: `/jsonrpc`, and the envelope that the web client's routes share (`facts/odoo.md` 2)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from stubs.odoo.orm.errors import Builtin, Foreign, OdooError
from stubs.odoo.rpc import json_text
from stubs.odoo.rpc.errors import data_of, html_page
from stubs.odoo.rpc.service import Service
from stubs.odoo.rpc.versions import Version
from stubs.serving.bodies import BodyTooLarge, read_body

MEDIA_TYPES = frozenset({"application/json", "application/json-rpc"})
BODY_CAP = 128 * 1024 * 1024
SESSION_EXPIRED, NOT_FOUND = 100, 404
MESSAGES = {SESSION_EXPIRED: "Odoo Session Expired", NOT_FOUND: "404: Not Found"}

Answer = Callable[[dict[str, Any]], Any]
"""Answers a call by its `params`; raises `OdooError`."""


class CodedError(OdooError):
    """An error whose code in the envelope means something."""

    def __init__(self, code: int, name: str, message: str) -> None:
        """Take the code, and what stands in the data."""
        super().__init__(message)
        self.code, self.name = code, name
        if code == NOT_FOUND:
            self.arguments = ()


async def answer(request: Request, version: Version, respond: Answer, *, cap: int = BODY_CAP) -> Response:
    """Read a call, have it answered, and write the answer; errors of the application are answered with 200."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in MEDIA_TYPES:
        accepted = "application/json, application/json-rpc"
        text = f"Request inferred type is compatible with {accepted} but this route is type=http."
        return html_page(version.wrong_type, text, accept=accepted)
    try:
        call = json_text.read(await read_body(request, cap))
    except BodyTooLarge:
        message = "The data value transmitted exceeds the capacity limit."
        return envelope(None, version, error=Foreign("werkzeug.exceptions.RequestEntityTooLarge", message))
    except (ValueError, RecursionError):
        return HTMLResponse("Invalid JSON data", 400)
    if not isinstance(call, dict):
        return HTMLResponse("Invalid JSON-RPC data", 400)
    identity, params = call.get("id"), call.get("params", {})
    try:
        if not isinstance(params, dict):
            raise Builtin(ValueError, _not_named(params))
        result = respond(params)
    except OdooError as error:
        return envelope(None if isinstance(error, CodedError) else identity, version, error=error)
    return envelope(identity, version, result=result)


def envelope(identity: Any, version: Version, *, result: Any = None, error: OdooError | None = None) -> Response:
    """Write an answer; a result of None has no key."""
    body: dict[str, Any] = {"jsonrpc": "2.0", "id": identity}
    if error is not None:
        code = error.code if isinstance(error, CodedError) else version.error_code
        message = MESSAGES.get(code, "Odoo Server Error")
        body["error"] = {"code": code, "message": message, "data": data_of(error, version)}
    elif result is not None:
        body["result"] = result
    try:
        text = json_text.write(body)
    except RecursionError:  # an id that nests so deeply that it could just be read
        return HTMLResponse("Invalid JSON data", 400)
    except UnicodeDecodeError:  # the bytes of a picture, read as `raw`: real Odoo fails at writing them too
        return html_page(500, "The server encountered an internal error and was unable to complete your request.")
    return Response(text, 200, {"cache-control": "no-store"}, "application/json; charset=utf-8")


def _not_named(params: Any) -> str:
    if isinstance(params, (list, str)) and params:
        return "dictionary update sequence element #0 has length 1; 2 is required"
    return f"{type(params).__name__!r} object is not iterable"


@dataclass(frozen=True, slots=True)
class JsonRpc:
    """`/jsonrpc`."""

    service: Service

    async def call(self, request: Request) -> Response:
        """Answer a call of a service."""
        return await answer(request, self.service.version, self._respond)

    def _respond(self, params: dict[str, Any]) -> Any:
        for name in ("service", "method", "args"):
            if name not in params:
                raise Builtin(TypeError, f"RPC.jsonrpc() missing 1 required positional argument: '{name}'")
        return self.service.dispatch(params["service"], params["method"], params["args"] or [])
