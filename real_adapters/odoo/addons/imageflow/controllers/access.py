"""Who sends a request, and whether a browser's session may write with it."""

from urllib.parse import urlsplit

from odoo.http import request

from contracts.problems import Problem, ProblemCode

SCOPE = "rpc"
"""Of API keys: those that serve RPC serve here."""


def identify() -> None:
    """Go on as the user of the API key (`Authorization: Bearer`), else of the session.

    Raises:
        Problem: `unauthenticated` when there is neither, or it does not hold.
    """
    header = request.httprequest.headers.get("authorization")
    user = _by_key(header) if header is not None else request.session.uid
    if not user:
        raise Problem(ProblemCode.UNAUTHENTICATED, "Sign in, or send a valid API key as Authorization: Bearer.")
    if user != request.env.uid:
        request.update_env(user=user)
    if not request.env.user.has_group("imageflow.group_user"):
        raise Problem(ProblemCode.FORBIDDEN, "You may not ask for images: ask for the group AI Images / User.")


def _by_key(header: str) -> int | None:
    scheme, _, key = header.partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        return None
    return request.env["res.users.apikeys"]._check_credentials(scope=SCOPE, key=key.strip())


def check_json() -> None:
    """Let only JSON in; raises `Problem` (`unsupported_media_type`)."""
    if request.httprequest.mimetype != "application/json":
        raise Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body with Content-Type: application/json.")


def check_write() -> None:
    """Let a write in only as JSON, and from a browser only from a page of this Odoo.

    A cross-site form can't send JSON, and a cross-site fetch with JSON bears a foreign `Origin`.

    Raises:
        Problem: `unsupported_media_type` or `forbidden`.
    """
    check_json()
    headers = request.httprequest.headers
    origin = headers.get("origin")
    is_ours = headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}
    if not is_ours or (origin is not None and _host_of(origin) != headers.get("host")):
        raise Problem(ProblemCode.FORBIDDEN, "A page of another origin can't write here: use the portal's own page.")


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # such as http://[
        return None
