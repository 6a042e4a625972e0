"""Refusals in OpenAI's error format, and the one table from the contract's faults to its codes.

`code` and `param` are OpenAI's own where `facts/ai_and_storage.md` has them; clients key on `code`, never on the text.
"""

from collections.abc import Mapping

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts.messages.base import InvalidMessage
from stubs.serving.app import answer_error
from stubs.serving.bodies import BodyTooLarge

CODES = {
    "extra_forbidden": "unknown_parameter",
    "missing": "missing_required_parameter",
    "json_invalid": "invalid_json",
    "model_type": "invalid_type",
    "string_type": "invalid_type",
    "int_type": "invalid_type",
    "greater_than_equal": "integer_below_min_value",
    "less_than_equal": "integer_above_max_value",
    "string_too_short": "string_below_min_length",
    "string_too_long": "string_above_max_length",
}
"""The code of a fault, by the contract's word for it; any other is an `invalid_value`."""


class ApiError(Exception):
    """A refusal: its status, one sentence that tells what to do, and OpenAI's `code`, `param` and `type`."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        code: str,
        param: str | None = None,
        kind: str = "invalid_request_error",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Take the parts of the answer."""
        super().__init__(message)
        self.status, self.headers = status, headers
        self.body = {"error": {"message": message, "type": kind, "param": param, "code": code}}


def add_errors(app: FastAPI) -> None:
    """Answer every refusal of the application in OpenAI's format."""
    for kind in (ApiError, InvalidMessage, BodyTooLarge, HTTPException):
        answer_error(app, kind, _answer)


def _answer(request: Request, error: Exception) -> Response:
    match error:
        case ApiError():
            refusal = error
        case InvalidMessage():
            refusal = _invalid(error)
        case HTTPException():
            refusal = _unrouted(request, error)
        case _:
            refusal = ApiError(413, str(error), code="request_too_large")
    return JSONResponse(refusal.body, refusal.status, refusal.headers)


def _invalid(error: InvalidMessage) -> ApiError:
    """Name every fault in the message; `param` and `code` are the first one's, since the format has room for one."""
    first = error.errors[0]
    param = None if first.path == "body" else first.path
    return ApiError(400, str(error), code=CODES.get(first.type, "invalid_value"), param=param)


def _unrouted(request: Request, error: HTTPException) -> ApiError:
    asked = f"{request.method} {request.url.path}"
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "another method")
        text = f"Not allowed: {asked}. Use {allowed} here."
        return ApiError(405, text, code="method_not_supported", headers=error.headers)
    text = f"Unknown request URL: {asked}. Check it against the API's list of endpoints."
    return ApiError(error.status_code, text, code="unknown_url", headers=error.headers)
