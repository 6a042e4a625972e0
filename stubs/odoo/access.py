"""Who sends a request, and whether a browser session may write with it."""

from starlette.requests import Request

from contracts.kit.origin import is_same_origin
from contracts.problems import Problem, ProblemCode
from stubs.odoo.accounts import Account, Accounts

COOKIE = "session_id"


def account_of(request: Request, accounts: Accounts) -> Account:
    """Give the account behind an API key (`Authorization: Bearer`) or else a session cookie.

    Raises:
        Problem: `unauthenticated` when there is neither, or it does not hold.
    """
    account = _by_key(request, accounts) if "authorization" in request.headers else by_session(request, accounts)
    if account is None:
        raise Problem(ProblemCode.UNAUTHENTICATED, "Sign in, or send a valid API key as Authorization: Bearer.")
    return account


def by_session(request: Request, accounts: Accounts) -> Account | None:
    """Give the account of the browser's session, or None."""
    return accounts.of_session(request.cookies.get(COOKIE))


def _by_key(request: Request, accounts: Accounts) -> Account | None:
    scheme, _, key = request.headers["authorization"].partition(" ")
    return accounts.of_api_key(key.strip()) if scheme.lower() == "bearer" else None


def check_json(request: Request) -> None:
    """Let only JSON in; raises `Problem` (`unsupported_media_type`)."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body with Content-Type: application/json.")


def check_write(request: Request) -> None:
    """Let a write in only as JSON, and from a browser only from the portal's own origin.

    A cross-site form can't send JSON, and a cross-site fetch with JSON bears a foreign `Origin`.

    Raises:
        Problem: `unsupported_media_type` or `forbidden`.
    """
    check_json(request)
    if not is_same_origin(request.headers):
        raise Problem(ProblemCode.FORBIDDEN, "A page of another origin can't write here: use the portal's own page.")
