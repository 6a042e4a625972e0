"""Replicate's refusals: RFC 9457's document, with every fault of a body."""

from typing import Any, Final

from starlette.responses import JSONResponse, Response

from stubs.ai.neutral import Kind, Refused

REFUSALS: dict[Kind, tuple[int, str]] = {
    Kind.AUTH: (401, "Unauthenticated"),
    Kind.FORBIDDEN: (403, "Forbidden"),
    Kind.NO_CREDIT: (402, "Insufficient credit"),
    Kind.RATE_LIMITED: (429, "Too many requests"),
    Kind.INVALID: (422, "Input validation failed"),
    Kind.BLOCKED: (422, "Prohibited content"),
    Kind.NOT_FOUND: (404, "Not found"),
    Kind.NOT_ALLOWED: (405, "Method not allowed"),
    Kind.TOO_LARGE: (413, "Payload too large"),
    Kind.UNSUPPORTED: (415, "Unsupported media type"),
    Kind.ERROR: (500, "Internal server error"),
    Kind.UNAVAILABLE: (503, "Service unavailable"),
    Kind.TIMEOUT: (504, "Gateway timeout"),
}
"""Status and title, by kind."""
FAULTS: Final = {"missing": "required", "extra_forbidden": "additional_property_not_allowed"}


def problem_of(refused: Refused) -> Response:
    """Put a refusal into Replicate's words."""
    status, title = REFUSALS[refused.kind]
    body: dict[str, Any] = {"title": refused.code or title, "detail": str(refused), "status": status}
    if refused.code == "unknown_url":
        body["title"] = title
    if refused.faults:
        body["invalid_fields"] = [
            {
                "type": FAULTS.get(fault.type, fault.type),
                "field": fault.path,
                "description": fault.message,
            }
            for fault in refused.faults
        ]
    seconds = refused.headers.get("retry-after", "")
    if seconds.isdecimal():
        body["retry_after"] = int(seconds)
    return JSONResponse(body, status, refused.headers, media_type="application/problem+json")
