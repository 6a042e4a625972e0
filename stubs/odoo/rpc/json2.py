"""JSON-2: `POST /json/2/<model>/<method>` with an API key and arguments by name (`facts/odoo.md` 3)."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from stubs.odoo.access import by_session
from stubs.odoo.accounts import Account
from stubs.odoo.orm.errors import (
    AccessDenied,
    AccessError,
    CannotBind,
    MissingError,
    OdooError,
    UnknownMethod,
    UnknownModel,
    UserError,
)
from stubs.odoo.rpc import json_text
from stubs.odoo.rpc.errors import data_of, html_page, traceback_of
from stubs.odoo.rpc.service import Service
from stubs.serving.bodies import BodyTooLarge, read_body

BODY_CAP = 128 * 1024 * 1024
JSON = "application/json; charset=utf-8"
NO_KEY = "User not authenticated, use an API Key with a Bearer Authorization header."


class _HttpError(OdooError):
    """An error with a status of its own, as werkzeug names it."""

    def __init__(self, status: HTTPStatus, name: str, message: str) -> None:
        super().__init__(message, message, int(status))
        self.status, self.name = status, f"werkzeug.exceptions.{name}"


@dataclass(frozen=True, slots=True)
class Json2:
    """The endpoint."""

    service: Service

    async def call(self, request: Request) -> Response:
        """Answer a call; what is refused has a status that says how."""
        if not self.service.version.has_json2:
            return Response(status_code=303, headers={"location": f"/web/login?redirect={request.url.path}%3F"})
        asked = request.headers.get("x-odoo-database")
        if asked is not None and asked != self.service.database:
            text = "No database is selected and the requested URL was not found in the server-wide controllers."
            return html_page(404, text)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return html_page(415, "Request inferred type is not compatible with json.", accept="application/json")
        try:
            account = self._account(request)
            body = await self._body(request)
            return _written(200, self._called(account, request, body))
        except OdooError as error:
            return self._refused(error)

    def _account(self, request: Request) -> Account:
        header = request.headers.get("authorization")
        if header is None:
            account = by_session(request, self.service.accounts)
            if account is None:
                raise _HttpError(HTTPStatus.UNAUTHORIZED, "Unauthorized", NO_KEY)
            return account
        scheme, _, key = header.partition(" ")
        found = self.service.accounts.of_api_key(key.strip()) if scheme.lower() == "bearer" else None
        if found is None:
            text = "Invalid apikey" if scheme.lower() == "bearer" else NO_KEY
            raise _HttpError(HTTPStatus.UNAUTHORIZED, "Unauthorized", text)
        return found

    async def _body(self, request: Request) -> dict[str, Any]:
        try:
            raw = await read_body(request, BODY_CAP)
        except BodyTooLarge:
            text = "The data value transmitted exceeds the capacity limit."
            raise _HttpError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "RequestEntityTooLarge", text) from None
        if not request.headers.get("content-length") or not raw:  # as Odoo, which reads no chunked body here
            return {}
        try:
            given = json_text.read(raw)
        except (ValueError, RecursionError) as error:
            text = f"could not parse the body as json: {error}"
            raise _HttpError(HTTPStatus.BAD_REQUEST, "BadRequest", text) from None
        if not given:
            return {}
        if not isinstance(given, dict):
            text = f"could not parse the body, expecting a json object, got {type(given).__name__}"
            raise _HttpError(HTTPStatus.BAD_REQUEST, "BadRequest", text)
        return given

    def _called(self, account: Account, request: Request, body: dict[str, Any]) -> Any:
        model, method = request.path_params["model"], request.path_params["method"]
        named = {name: value for name, value in body.items() if name != "ids"}
        result = self.service.call(account.id, model, method, (), named, named_ids=[body.get("ids") or []])
        if method == "create" and isinstance(result, int):
            return [result]
        return result

    def _refused(self, error: OdooError) -> Response:
        status = _status(error)
        told = data_of(error, self.service.version)
        if isinstance(error, UnknownModel):
            text = f"the model {error.model!r} does not exist"
            told = data_of(_HttpError(HTTPStatus.NOT_FOUND, "NotFound", text), self.service.version)
        elif isinstance(error, UnknownMethod):
            told = data_of(_HttpError(HTTPStatus.NOT_FOUND, "NotFound", error.message), self.service.version)
        elif isinstance(error, CannotBind):
            text = error.message
            told = data_of(
                _HttpError(HTTPStatus.UNPROCESSABLE_ENTITY, "UnprocessableEntity", text), self.service.version
            )
        if "werkzeug" in told["name"]:
            kind = told["name"].rpartition(".")[2]
            phrase = f"{int(status)} {status.phrase}: {told['message']}"
            told["debug"] = traceback_of(f"werkzeug.exceptions.{kind}", phrase)
        headers = {"www-authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
        return JSONResponse(told, status, headers, JSON)


def _status(error: OdooError) -> HTTPStatus:
    if isinstance(error, _HttpError):
        return error.status
    if isinstance(error, UnknownModel | UnknownMethod | MissingError):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, AccessError | AccessDenied):
        return HTTPStatus.FORBIDDEN
    if isinstance(error, UserError | CannotBind):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.INTERNAL_SERVER_ERROR


def _written(status: int, result: Any) -> Response:
    try:
        return Response(json_text.write(result), status, media_type=JSON)
    except (UnicodeDecodeError, RecursionError):
        return html_page(500, "The server encountered an internal error and was unable to complete your request.")
