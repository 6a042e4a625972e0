"""The JSON body of a call of the public API."""

from typing import Any

from starlette.requests import Request

from stubs.n8n.engine.json_text import from_text
from stubs.n8n.server.api.refusals import Refused
from stubs.serving.bodies import read_body

LIMIT = 16 * 1024 * 1024


async def json_body(request: Request) -> Any:
    """Read a body; raises `Refused` when it is none or no JSON."""
    raw = await read_body(request, LIMIT)
    kind = request.headers.get("content-type")
    media = (kind or "undefined").partition(";")[0].strip().lower()
    if media != "application/json":
        raise Refused(415, f"unsupported media type {kind or 'undefined'}")
    try:
        return from_text(raw.decode()) if raw else {}
    except (ValueError, UnicodeDecodeError):
        # Real n8n answers 500 with a page here; a stub of this house gives no 500 that a workflow did not ask for.
        raise Refused(400, "request/body must be JSON") from None
