"""The portal in a browser: signing in and out, the page of AI images, and the files it is made of."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts.ports import odoo
from contracts.runtime import Clock, Entropy
from contracts.timestamps import to_text
from stubs.odoo.access import COOKIE, by_session
from stubs.odoo.accounts import Accounts
from stubs.odoo.portal.assets import Asset, load_assets
from stubs.odoo.portal.choices import SAMPLES, SHAPES, STYLES
from stubs.odoo.portal.cookies import drop_session, keep_session
from stubs.odoo.portal.rendering import page, refusal, see_other
from stubs.odoo.portal.sign_in import (
    CSRF_COOKIE,
    FORM_TYPE,
    HOME,
    UnusableForm,
    csrf_token,
    is_own_form,
    local_path,
    read_credentials,
    sign_in,
)
from stubs.odoo.responses import matches
from stubs.serving.bodies import BodyTooLarge
from stubs.serving.routes import Endpoint, add_route

WRONG = "This login and password don't match. Check both and try again."
EXPIRED = "This form had expired. Enter your login and password once more."
FORM: dict[str, Any] = {
    "required": True,
    "content": {
        FORM_TYPE: {
            "schema": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("login", "password", "csrf_token", "redirect")},
                "required": ["login", "password", "csrf_token"],
            }
        }
    },
}
OFFERS = {"samples": SAMPLES, "shapes": SHAPES, "styles": STYLES}
FILE = {"name": "file", "in": "path", "required": True, "schema": {"type": "string"}}


@dataclass(frozen=True, slots=True)
class Pages:
    """The portal's endpoints."""

    accounts: Accounts
    entropy: Entropy
    clock: Clock
    assets: dict[str, Asset]

    async def home(self, _request: Request) -> Response:
        """Lead to the page of AI images."""
        return see_other(HOME)

    async def health(self, _request: Request) -> Response:
        """Say that the stub is up, as Odoo says it."""
        return JSONResponse({"status": "pass"}, headers={"cache-control": "no-store"})

    async def show_portal(self, request: Request) -> Response:
        """Show the page of AI images, or lead to the sign-in."""
        account = by_session(request, self.accounts)
        if account is None:
            return see_other(f"/web/login?redirect={quote(HOME, safe='')}")
        return page("portal", {"account": account, "now": to_text(self.clock.now()), **OFFERS})

    async def show_login(self, request: Request) -> Response:
        """Show the sign-in form, unless the browser is signed in already."""
        target = local_path(request.query_params.get("redirect"))
        if by_session(request, self.accounts):
            return see_other(target)
        return self._form(request, target)

    async def sign_in(self, request: Request) -> Response:
        """Sign in by the form and lead on; wrong input shows the form again (200, as Odoo does)."""
        try:
            given = await read_credentials(request)
        except UnusableForm as unusable:
            return refusal(unusable.status, "This form can't be read", unusable.advice)
        except BodyTooLarge as error:
            return refusal(413, "This form is too large", str(error))
        if not is_own_form(request, given):
            return self._form(request, given.redirect, given.login, EXPIRED, 400)
        found = sign_in(self.accounts, given.login, given.password)
        if found is None:
            return self._form(request, given.redirect, given.login, WRONG)
        self.accounts.sign_out(request.cookies.get(COOKIE, ""))
        response = see_other(given.redirect)
        keep_session(response, found[1])
        return response

    def _form(self, request: Request, target: str, login: str = "", message: str = "", status: int = 200) -> Response:
        token = csrf_token(request) or self.entropy.token(32)
        values = {"target": target, "login": login, "message": message, "csrf_token": token}
        response = page("login", values, status)
        response.set_cookie(CSRF_COOKIE, token, path="/web/login", httponly=True, samesite="strict")
        return response

    async def sign_out(self, request: Request) -> Response:
        """End the session and lead to the sign-in."""
        self.accounts.sign_out(request.cookies.get(COOKIE, ""))
        response = see_other("/web/login")
        drop_session(response)
        return response

    async def show_static(self, request: Request) -> Response:
        """Give one of the page's own files."""
        asset = self.assets.get(request.path_params["file"])
        if asset is None:
            return refusal(404, "Not found", "The portal has no file of this name.")
        headers = {"etag": asset.tag, "cache-control": "no-cache", "x-content-type-options": "nosniff"}
        if matches(request, asset.tag):
            return Response(status_code=304, headers=headers)
        return Response(asset.data, 200, headers | {"content-type": asset.media_type})


def add_portal(app: FastAPI, accounts: Accounts, *, entropy: Entropy, clock: Clock, authenticate: Endpoint) -> None:
    """Serve the portal's pages beside the flow's API.

    Args:
        app: the stub's application.
        accounts: who may sign in.
        entropy: the run's chance, for form tokens.
        clock: the run's time, which the page's own times follow.
        authenticate: signs in callers of Odoo's JSON-RPC.
    """
    pages = Pages(accounts, entropy, clock, load_assets())
    on = {303: "On to the next page"}
    unread = {400: "Unreadable, or an expired form", 413: "Too large", 415: "No form"}
    add_route(app, "GET", "/", pages.home, summary="Lead to the portal", answers=on)
    add_route(app, "GET", HOME, pages.show_portal, summary="The page of AI images", answers={200: "HTML", **on})
    add_route(app, "GET", odoo.HEALTH, pages.health, summary="Is the stub up?")
    add_route(app, "GET", "/web/login", pages.show_login, summary="The sign-in form", answers={200: "HTML", **on})
    add_route(
        app,
        "POST",
        "/web/login",
        pages.sign_in,
        summary="Sign in by the form",
        answers={200: "The form again", **on, **unread},
        requestBody=FORM,
    )
    add_route(app, "GET", "/web/session/logout", pages.sign_out, summary="Sign out", answers=on)
    add_route(
        app,
        "POST",
        odoo.SIGN_IN,
        authenticate,
        summary="Sign in by Odoo's JSON-RPC",
        answers={200: "JSON-RPC result or error", 400: "No JSON-RPC", 415: "No JSON"},
        requestBody={"required": True, "content": {"application/json": {"schema": {"type": "object"}}}},
    )
    add_route(
        app,
        "GET",
        "/imageflow/static/{file}",
        pages.show_static,
        summary="The page's own files",
        answers={200: "The file", 304: "Unchanged", 404: "None of this name"},
        parameters=[FILE],
    )
