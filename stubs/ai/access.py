"""Who may ask: the API key, and bodies of JSON alone."""

import hmac
from typing import Any

from starlette.requests import Request

from stubs.ai.errors import ApiError

SECURED: dict[str, Any] = {"security": [{"bearer": []}]}
"""How the OpenAPI document says that an operation needs the key."""

CHALLENGE = {"www-authenticate": 'Bearer realm="imageflow AI stub"'}


def check_key(request: Request, api_key: str) -> None:
    """Let a request with the right key pass.

    Raises:
        ApiError: 401 `invalid_api_key`; the key that was sent is not repeated.
    """
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not given.strip():
        text = "You didn't provide an API key: send it as Authorization: Bearer KEY."
        raise ApiError(401, text, code="invalid_api_key", headers=CHALLENGE)
    # Headers come as Latin-1, so this gives back the bytes that were sent.
    if not hmac.compare_digest(given.strip().encode("latin-1"), api_key.encode()):
        text = "Incorrect API key provided: check the key that you send."
        raise ApiError(401, text, code="invalid_api_key", headers=CHALLENGE)


def check_json(request: Request) -> None:
    """Let a JSON body pass; raises `ApiError` 415."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        text = "The body must be JSON: send it with Content-Type: application/json."
        raise ApiError(415, text, code="unsupported_content_type")
