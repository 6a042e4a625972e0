"""Who may ask: the stub's API key, in the place where a provider wants it."""

import hmac
from typing import Any

from starlette.requests import Request

from stubs.ai.neutral import Kind, Refused

SECURED: dict[str, Any] = {"security": [{"bearer": []}]}
"""How the OpenAPI document says that an operation needs the key."""

CHALLENGE = {"www-authenticate": 'Bearer realm="imageflow AI stub"'}


def check_bearer(request: Request, api_key: str) -> None:
    """Let a request with `Authorization: Bearer KEY` pass.

    Raises:
        Refused: `auth`; the key that was sent is not repeated.
    """
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not given.strip():
        text = "You didn't provide an API key: send it as Authorization: Bearer KEY."
        raise Refused(Kind.AUTH, text, headers=CHALLENGE)
    check_key(given.strip(), api_key)


def check_key(given: str, api_key: str) -> None:
    """Let the right key pass; raises `Refused` `auth`."""
    # Headers come as Latin-1, so this gives back the bytes that were sent.
    if not hmac.compare_digest(given.encode("latin-1", "replace"), api_key.encode()):
        raise Refused(Kind.AUTH, "Incorrect API key provided: check the key that you send.", headers=CHALLENGE)


def check_json(request: Request) -> None:
    """Let a JSON body pass; raises `Refused` `unsupported`."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Refused(Kind.UNSUPPORTED, "The body must be JSON: send it with Content-Type: application/json.")
