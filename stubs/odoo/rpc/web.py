"""The web client's routes: signing in, calls of models within a session, and what the server says of itself."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from contracts.kit.origin import is_same_origin
from stubs.odoo.access import COOKIE, by_session
from stubs.odoo.accounts import ADMIN_UID, Account
from stubs.odoo.orm.errors import AccessDenied, AccessError, Builtin, UnknownModel
from stubs.odoo.portal.cookies import drop_session, keep_session
from stubs.odoo.portal.sign_in import sign_in
from stubs.odoo.rpc import json_text
from stubs.odoo.rpc.content import NOT_FOUND as NO_URL
from stubs.odoo.rpc.errors import html_page
from stubs.odoo.rpc.json_rpc import NOT_FOUND, SESSION_EXPIRED, CodedError, answer
from stubs.odoo.rpc.service import Service, missing_arguments

SIGN_IN_CAP = 64 * 1024
UPLOAD_BYTES = 134217728


@dataclass(frozen=True, slots=True)
class Web:
    """The endpoints."""

    service: Service

    async def authenticate(self, request: Request) -> Response:
        """Sign in by `params` db, login, password; sets the session's cookie. API keys don't do here."""
        token: list[str] = []

        def respond(params: dict[str, Any]) -> Any:
            account, new = self._signed_in(params)
            token.append(new)
            return self._about(account)

        response = await answer(request, self.service.version, respond, cap=SIGN_IN_CAP)
        if token:
            keep_session(response, token[0])
        return response

    async def session_info(self, request: Request) -> Response:
        """Say who is signed in."""
        return await answer(request, self.service.version, lambda _: self._about(self._session(request)))

    async def check(self, request: Request) -> Response:
        """Say nothing to whoever is signed in."""
        return await answer(request, self.service.version, lambda _: self._session(request) and None)

    async def destroy(self, request: Request) -> Response:
        """Sign out."""

        def respond(_: dict[str, Any]) -> Any:
            self._session(request)
            self.service.accounts.sign_out(request.cookies.get(COOKIE, ""))

        response = await answer(request, self.service.version, respond)
        drop_session(response)
        return response

    async def call_kw(self, request: Request) -> Response:
        """Call a method of a model as the one who is signed in."""
        return await answer(request, self.service.version, lambda params: self._call(request, params))

    async def version(self, _request: Request) -> Response:
        """Say the version; 18 has no such page."""
        version = self.service.version
        if not version.has_json2:
            return html_page(404, "The requested URL was not found on the server.")
        told = json_text.write({"version_info": version.info, "version": version.text})
        return Response(told, 200, media_type="application/json; charset=utf-8")

    async def version_info(self, request: Request) -> Response:
        """Say the version in JSON-RPC's way."""
        return await answer(request, self.service.version, lambda _: self.service.version.told())

    def _call(self, request: Request, params: dict[str, Any]) -> Any:
        account = self._session(request)
        if not is_same_origin(request.headers):
            raise AccessError("A page of another origin can't call here.")
        missing = [name for name in ("model", "method", "args", "kwargs") if name not in params]
        if missing:
            raise Builtin(TypeError, missing_arguments("DataSet.call_kw()", missing))
        try:
            return self.service.call(
                account.id, params["model"], params["method"], params["args"] or [], params["kwargs"] or {}
            )
        except UnknownModel:
            raise CodedError(NOT_FOUND, "werkzeug.exceptions.NotFound", f"404 Not Found: {NO_URL}") from None

    def _session(self, request: Request) -> Account:
        account = by_session(request, self.service.accounts)
        if account is None:
            raise CodedError(SESSION_EXPIRED, "odoo.http.SessionExpiredException", "Session expired")
        return account

    def _signed_in(self, params: dict[str, Any]) -> tuple[Account, str]:
        for name in ("db", "login", "password"):
            if name not in params:
                raise Builtin(TypeError, f"Session.authenticate() missing 1 required positional argument: '{name}'")
        if params["db"] != self.service.database:
            raise AccessError("Database not found.")
        found = sign_in(self.service.accounts, params["login"], params["password"])
        if found is None:
            raise AccessDenied
        return found

    def _about(self, account: Account) -> dict[str, Any]:
        version = self.service.version
        return {
            "uid": account.id,
            "is_system": account.id == ADMIN_UID,
            "is_admin": account.id == ADMIN_UID,
            "is_public": False,
            "is_internal_user": account.internal,
            "user_context": {"lang": "en_US", "tz": False, "uid": account.id},
            "db": self.service.database,
            "server_version": version.text,
            "server_version_info": version.info,
            "name": account.name,
            "username": account.login,
            "partner_display_name": account.name,
            "max_file_upload_size": UPLOAD_BYTES,
        }
