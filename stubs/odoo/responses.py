"""How the stub's outcomes become HTTP."""

import hashlib
import json

from starlette.requests import Request
from starlette.responses import Response

from contracts.messages.base import Message
from contracts.problems import MEDIA_TYPE, Problem, ProblemCode
from stubs.serving.bodies import BodyTooLarge

CLOSED = {
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}
"""Headers of a served image: nothing in it may run or be taken for something else."""


def message(status: int, body: Message | bytes) -> Response:
    """Give a message of the contract as JSON, never to be cached."""
    content = body.wire() if isinstance(body, Message) else body
    return Response(content, status, {"cache-control": "no-store"}, "application/json")


def tagged(request: Request, body: Message) -> Response:
    """Give a message with its ETag, or 304 when the caller has it already."""
    content = body.wire()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if matches(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(content, 200, headers, "application/json")


def matches(request: Request, tag: str) -> bool:
    """Tell whether `If-None-Match` names a tag."""
    given = request.headers.get("if-none-match", "")
    return given == "*" or tag in {each.strip().removeprefix("W/") for each in given.split(",")}


def problem(_request: Request, error: Exception) -> Response:
    """Give a refusal as problem+json (RFC 9457)."""
    known = error if isinstance(error, Problem) else _translate(error)
    headers = {"cache-control": "no-store"}
    if known.code is ProblemCode.UNAUTHENTICATED:
        headers["www-authenticate"] = "Bearer"
    return Response(json.dumps(known.as_json()), known.status, headers, MEDIA_TYPE)


def _translate(error: Exception) -> Problem:
    if isinstance(error, BodyTooLarge):
        return Problem(ProblemCode.TOO_LARGE, str(error))
    raise error
