"""How the request's id travels: a header of this project, and W3C Trace Context derived from it."""

import re

from .wire import Headers

HEADER = "x-imageflow-request-id"
_TRACEPARENT = re.compile(r"^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$")
_UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


def headers_of(request_id: str) -> Headers:
    """Give the headers that carry a request's id over a hop (the trace id is the UUID without its hyphens)."""
    trace = request_id.replace("-", "")
    return (HEADER, request_id), ("traceparent", f"00-{trace}-{trace[16:]}-01")


def from_headers(own: str | None, traceparent: str | None) -> str | None:
    """Read the request's id from the own header, else from `traceparent`; None when neither holds one."""
    if own and _UUID.match(own):
        return own
    found = _TRACEPARENT.match(traceparent or "")
    if not found or set(found[1]) == {"0"}:
        return None
    digits = found[1]
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
