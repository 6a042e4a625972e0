"""`/web/session/authenticate`: Odoo's own JSON-RPC sign-in, as its clients call it (`facts/odoo.md` 2 and 4)."""

import json
import math
from dataclasses import dataclass
from typing import Any, NoReturn

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from stubs.odoo.accounts import ADMIN_UID, Account, Accounts
from stubs.odoo.portal.cookies import keep_session
from stubs.odoo.portal.sign_in import sign_in
from stubs.serving.bodies import BodyTooLarge, read_body

BODY_CAP = 64 * 1024
VERSION = "19.0"
MEDIA_TYPES = frozenset({"application/json", "application/json-rpc"})


class _Refused(Exception):
    """An error as Odoo names it: the exception's dotted name and its message."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name, self.message = name, message


@dataclass(frozen=True, slots=True)
class SessionRpc:
    """Signs in callers that speak JSON-RPC. Application errors are answered with 200, as Odoo does."""

    accounts: Accounts
    database: str

    async def authenticate(self, request: Request) -> Response:
        """Sign in by `params` db, login, password; sets the session's cookie."""
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in MEDIA_TYPES:
            return _unsupported()
        try:
            call = _read(await read_body(request, BODY_CAP))
        except BodyTooLarge:
            message = "The data value transmitted exceeds the capacity limit."
            return _error(None, _Refused("werkzeug.exceptions.RequestEntityTooLarge", message))
        except (ValueError, RecursionError):
            return HTMLResponse("Invalid JSON data", 400)
        if not isinstance(call, dict):
            return HTMLResponse("Invalid JSON-RPC data", 400)
        try:
            account, token = self._sign_in(call.get("params") or {})
        except _Refused as refused:
            return _error(call.get("id"), refused)
        response = _rpc(call.get("id"), result=self._session_info(account))
        keep_session(response, token)
        return response

    def _sign_in(self, params: Any) -> tuple[Account, str]:
        if not isinstance(params, dict):
            raise _Refused("builtins.ValueError", "Send params as an object with db, login and password.")
        for name in ("db", "login", "password"):
            if name not in params:
                raise _Refused("builtins.TypeError", f"Session.authenticate() is missing the argument {name!r}")
        if params["db"] != self.database:
            raise _Refused("odoo.exceptions.AccessError", "Database not found.")
        found = sign_in(self.accounts, params["login"], params["password"])
        if found is None:
            raise _Refused("odoo.exceptions.AccessDenied", "Access Denied")
        return found

    def _session_info(self, account: Account) -> dict[str, Any]:
        return {
            "uid": account.id,
            "is_system": account.id == ADMIN_UID,
            "is_admin": account.id == ADMIN_UID,
            "is_internal_user": account.internal,
            "user_context": {"lang": "en_US", "tz": False, "uid": account.id},
            "db": self.database,
            "server_version": VERSION,
            "server_version_info": [19, 0, 0, "final", 0, ""],
            "name": account.name,
            "username": account.login,
            "partner_display_name": account.name,
            "max_file_upload_size": 134217728,
        }


def _read(body: bytes) -> Any:
    return json.loads(body, parse_constant=_no_constant, parse_float=_finite)


def _finite(text: str) -> float:
    """Refuse what can be read and not be written again, such as 1e400: the id of a call is given back."""
    number = float(text)
    return number if math.isfinite(number) else _no_constant(text)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _unsupported() -> Response:
    return HTMLResponse("Unsupported Media Type", 415, {"accept": "application/json, application/json-rpc"})


def _error(call_id: Any, refused: _Refused) -> Response:
    data = {
        "name": refused.name,
        "message": refused.message,
        "arguments": [refused.message],
        "context": {},
        "debug": f"{refused.name}: {refused.message}\n",
    }
    return _rpc(call_id, error={"code": 0, "message": "Odoo Server Error", "data": data})


def _rpc(call_id: Any, **outcome: Any) -> Response:
    body = {"jsonrpc": "2.0", "id": call_id, **outcome}
    return Response(json.dumps(body), 200, {"cache-control": "no-store"}, "application/json; charset=utf-8")
