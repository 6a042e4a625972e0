"""The session's cookie, as Odoo sets it (`facts/odoo.md` 4)."""

from starlette.responses import Response

from stubs.odoo.access import COOKIE
from stubs.odoo.accounts import SESSION_SECONDS


def keep_session(response: Response, token: str) -> None:
    """Let the browser keep a new session for a week, out of scripts' reach."""
    response.set_cookie(COOKIE, token, max_age=SESSION_SECONDS, path="/", httponly=True, samesite="lax")


def drop_session(response: Response) -> None:
    """Let the browser forget its session."""
    response.set_cookie(COOKIE, "", max_age=0, path="/", httponly=True, samesite="lax")
