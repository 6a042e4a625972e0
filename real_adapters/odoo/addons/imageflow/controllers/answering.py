"""How outcomes become HTTP: problem+json for what is refused, ETags for what is read."""

import functools
import hashlib
import json
from collections.abc import Callable

from odoo.http import request
from werkzeug.exceptions import RequestEntityTooLarge

from contracts.messages.base import Message
from contracts.problems import MEDIA_TYPE, Problem, ProblemCode

NOT_YOURS = "There is nothing of yours under this id."


def refusing(endpoint: Callable) -> Callable:
    """Have an endpoint answer a `Problem` as problem+json (RFC 9457), and keep nothing of what it did until then."""

    @functools.wraps(endpoint)
    def answered(*args, **kwargs):
        try:
            with request.env.cr.savepoint():
                return endpoint(*args, **kwargs)
        except Problem as problem:
            return _problem(problem)
        except RequestEntityTooLarge:
            return _problem(Problem(ProblemCode.TOO_LARGE, "Send a smaller body."))

    return answered


def _problem(problem: Problem):
    headers = {"cache-control": "no-store", "content-type": MEDIA_TYPE}
    if problem.code is ProblemCode.UNAUTHENTICATED:
        headers["www-authenticate"] = "Bearer"
    return request.make_response(json.dumps(problem.as_json()), list(headers.items()), status=problem.status)


def message(status: int, body: Message | bytes):
    """Give a message of the contract as JSON, never to be cached."""
    content = body.wire() if isinstance(body, Message) else body
    return request.make_response(
        content, [("content-type", "application/json"), ("cache-control", "no-store")], status=status
    )


def tagged(body: Message):
    """Give a message with its ETag, or 304 when the caller has it already."""
    content = body.wire()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = [("etag", tag), ("cache-control", "private, no-cache")]
    if matches(tag):
        return request.make_response("", headers, status=304)
    return request.make_response(content, [*headers, ("content-type", "application/json")])


def matches(tag: str) -> bool:
    """Tell whether `If-None-Match` names a tag."""
    given = request.httprequest.headers.get("if-none-match", "")
    return given == "*" or tag in {each.strip().removeprefix("W/") for each in given.split(",")}


def read_body(cap: int) -> bytes:
    """Give the raw body; raises `Problem` (`too_large`) when it has more bytes than the cap, whatever is said of it."""
    too_large = Problem(ProblemCode.TOO_LARGE, f"The body is larger than {cap} bytes: send a smaller one.")
    if (request.httprequest.content_length or 0) > cap:
        raise too_large
    request.httprequest.max_content_length = cap
    body = request.httprequest.get_data()
    if len(body) > cap:
        raise too_large
    return body
