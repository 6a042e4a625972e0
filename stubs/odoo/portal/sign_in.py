"""The sign-in form: read with care, bound to its own page, and leading only to pages of this portal."""

import hmac
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from contracts.kit.origin import is_same_origin
from stubs.odoo.accounts import Account, Accounts
from stubs.serving.bodies import read_body

FORM_TYPE = "application/x-www-form-urlencoded"
FORM_CAP = 16 * 1024
"""Bytes of a sign-in form."""

CSRF_COOKIE = "imageflow_csrf"
HOME = "/my/ai-images"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_LOCAL = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")


class UnusableForm(Exception):
    """The form can't be read; holds the answer's status and one sentence that tells what to do."""

    def __init__(self, status: int, advice: str) -> None:
        """Name the status and the advice."""
        super().__init__(advice)
        self.status, self.advice = status, advice


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a user typed, the page's token, and where they wanted to go."""

    login: str
    password: str
    csrf_token: str
    redirect: str


async def read_credentials(request: Request) -> Credentials:
    """Read the form.

    Raises:
        UnusableForm: it is no form (415), or not text that a form can hold (400).
        BodyTooLarge: it is larger than `FORM_CAP`.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM_TYPE:
        raise UnusableForm(415, f"Send the sign-in form as {FORM_TYPE}, as the page does.")
    fields = _fields(await read_body(request, FORM_CAP))
    return Credentials(
        fields.get("login", "").strip(),
        fields.get("password", ""),
        fields.get("csrf_token", ""),
        local_path(fields.get("redirect")),
    )


def _fields(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=20)
    except ValueError:  # bytes that are no UTF-8, or too many fields
        raise UnusableForm(400, "Send the fields of the sign-in form as UTF-8, each once.") from None
    if any("\x00" in text for pair in pairs for text in pair):
        raise UnusableForm(400, "Remove the NUL character from the sign-in form.")
    return dict(pairs)


def local_path(path: str | None) -> str:
    """Give a path of this portal as it is, and the home page for everything that might lead elsewhere."""
    return path if path and _LOCAL.fullmatch(path) else HOME


def csrf_token(request: Request) -> str | None:
    """Give the token that this browser was handed with an earlier form, or None."""
    token = request.cookies.get(CSRF_COOKIE, "")
    return token if _TOKEN.fullmatch(token) else None


def is_own_form(request: Request, credentials: Credentials) -> bool:
    """Tell whether the form comes from our page in this browser: same origin, and the cookie's token in it."""
    token = csrf_token(request)
    given = credentials.csrf_token.encode()
    return token is not None and is_same_origin(request.headers) and hmac.compare_digest(token.encode(), given)


def sign_in(accounts: Accounts, login: object, password: object) -> tuple[Account, str] | None:
    """Sign in with what was typed, whatever it is; None when it is no login and its password."""
    if not (_is_text(login) and _is_text(password)):
        return None
    return accounts.sign_in(str(login), str(password))


def _is_text(value: object) -> bool:
    try:
        return isinstance(value, str) and "\x00" not in value and bool(value.encode())
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can spell and no database can hold
        return False
