"""Continuation tokens: the last name that was listed, opaque to clients."""

import base64
import binascii
from collections.abc import Mapping

from stubs.storage.errors import S3Error


def token_of(name: str) -> str:
    """Make a token of a name."""
    return base64.urlsafe_b64encode(name.encode()).decode()


def after_token(query: Mapping[str, str]) -> str | None:
    """Give the name of `continuation-token`, None when there is none; raises `S3Error` (InvalidArgument)."""
    token = query.get("continuation-token")
    if token is None:
        return None
    try:
        name = base64.b64decode(token, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        name = ""
    if not name:
        why = "The continuation token provided is incorrect"
        raise S3Error("InvalidArgument", why, ArgumentName="continuation-token")
    return name
