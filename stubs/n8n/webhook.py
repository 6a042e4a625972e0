"""I04 received: the production webhook, with the answers that real n8n gives (`facts/n8n.md` 2)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts.kit import signing
from contracts.messages.base import InvalidMessage
from contracts.messages.dispatch import Dispatch, DispatchReceipt
from contracts.ports import n8n
from contracts.problems import FieldError
from contracts.runtime import Clock
from stubs.n8n.executions import Executions
from stubs.n8n.settings import N8nSettings
from stubs.serving.app import answer_error
from stubs.serving.bodies import BodyTooLarge, read_body
from stubs.serving.routes import Answers, add_route


@dataclass(frozen=True, slots=True)
class Webhook:
    """Checks a delivery as the workflow's first nodes do, and starts a run for an id not seen before."""

    settings: N8nSettings
    clock: Clock
    executions: Executions
    start: Callable[[str, Dispatch], None]

    async def receive(self, request: Request) -> Response:
        """Answer 202 with the request's id, or say why not."""
        body = await read_body(request, self.settings.payload_limit)
        try:
            json.loads(body)
        except (ValueError, RecursionError) as error:
            hint = str(error) if not isinstance(error, RecursionError) else "The JSON is nested too deeply"
            return _n8n_error(422, "Failed to parse request body", hint=hint)
        try:
            webhook_id = signing.verify(self.settings.webhook_secrets, request.headers, body, self.clock.now())
            message = Dispatch.read(body)
        except signing.BadSignature as error:
            return _refused(401, "bad_signature", str(error))
        except InvalidMessage as error:
            return _refused(422, "invalid", "Correct the fields named in errors.", error.errors)
        if webhook_id != message.data.request_id:
            fault = FieldError("data.request_id", "The header webhook-id must be the request's id.", "webhook_id")
            return _refused(422, "invalid", fault.message, (fault,))
        if self.executions.begin(webhook_id, body):
            self.start(webhook_id, message)
        return Response(DispatchReceipt(request_id=webhook_id).wire(), 202, media_type="application/json")

    def add_to(self, app: FastAPI) -> None:
        """Serve the webhook, and n8n's words for what is not registered."""
        answer_error(app, BodyTooLarge, _too_large)
        path = n8n.webhook(self.settings.webhook_path)
        answers: Answers = {
            202: DispatchReceipt,
            401: "Bad signature",
            422: "Breaks the contract",
            500: "Payload too large",
        }
        add_route(app, "POST", path, self.receive, summary="Take a request (I04)", takes=Dispatch, answers=answers)


async def wrong_method(request: Request) -> Response:
    """Say what real n8n says to another method on a registered path (404, not 405)."""
    text = f"This webhook is not registered for {request.method} requests. Did you mean to make a POST request?"
    return _n8n_error(404, text)


async def unregistered(request: Request) -> Response:
    """Say what real n8n says for a path without a webhook."""
    path = request.path_params["path"]
    return _n8n_error(
        404,
        f'The requested webhook "{request.method} {path}" is not registered.',
        hint=(
            "The workflow must be active for a production URL to run successfully. You can activate the workflow "
            "using the toggle in the top-right of the editor. Note that unlike test URL calls, production URL calls "
            "aren't shown on the canvas (only in the executions list)"
        ),
    )


def _too_large(_request: Request, _error: Exception) -> Response:
    # Real n8n answers 500 here (`facts/n8n.md` 2); a stub of this house gives no 500, so the size is named instead.
    return _n8n_error(413, "request entity too large")


def _n8n_error(code: int, message: str, **more: str) -> Response:
    return JSONResponse({"code": code, "message": message, **more}, code)


def _refused(status: int, code: str, detail: str, errors: tuple[FieldError, ...] = ()) -> Response:
    body: dict[str, Any] = {"code": code, "message": detail, "errors": [error.as_json() for error in errors]}
    return JSONResponse(body, status)
