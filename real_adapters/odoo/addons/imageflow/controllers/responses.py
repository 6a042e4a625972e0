"""How outcomes become HTTP."""

import hashlib
import json

from odoo.http import request

from ..contracts.problems import MEDIA_TYPE, ProblemCode

CLOSED = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Headers of a served image: nothing in it may run or be taken for something else."""
JSON = "application/json"


def message(status, body):
    """Give JSON, never to be cached."""
    return _respond(body, status, {"Content-Type": JSON, "Cache-Control": "no-store"})


def tagged(body):
    """Give a message with its ETag, or 304 when the caller has it already."""
    content = body.wire()
    headers = {
        "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        "Cache-Control": "private, no-cache",
        "Content-Type": JSON,
    }
    return unchanged(headers) or _respond(content, 200, headers)


def unchanged(headers):
    """Give 304 when the caller names the headers' ETag; else None."""
    tags = request.httprequest.if_none_match
    if not tags.contains_weak(headers["ETag"].strip('"')):
        return None
    return _respond(b"", 304, headers)


def image(data, headers, media_type):
    """Give an image's bytes."""
    return _respond(data, 200, headers | {"Content-Type": media_type})


def problem(error):
    """Give a refusal as problem+json (RFC 9457)."""
    headers = {"Cache-Control": "no-store", "Content-Type": MEDIA_TYPE}
    if error.code is ProblemCode.UNAUTHENTICATED:
        headers["WWW-Authenticate"] = "Bearer"
    return _respond(json.dumps(error.as_json()), error.status, headers)


def _respond(body, status, headers):
    return request.make_response(body, list(headers.items()), status=status)
