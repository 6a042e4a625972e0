"""XML-RPC: `/xmlrpc/2/…` with numbers as fault codes, and the older `/xmlrpc/…` with text (`facts/odoo.md` 1)."""

import xmlrpc.client
from dataclasses import dataclass
from typing import Any
from xml.parsers.expat import ExpatError

from starlette.requests import Request
from starlette.responses import Response

from stubs.odoo.orm.errors import AccessDenied, AccessError, MissingError, OdooError, UserError
from stubs.odoo.rpc.errors import html_page, traceback_of
from stubs.odoo.rpc.service import Service
from stubs.serving.bodies import BodyTooLarge, read_body

BODY_CAP = 128 * 1024 * 1024
APPLICATION, WARNING, DENIED, REFUSED = 1, 2, 3, 4
DECLARATION = b"<!"
"""What begins a document type or an entity, which no call needs: nothing that could grow is read."""


class _Marshaller(xmlrpc.client.Marshaller):
    """Writes bytes as text, as Odoo does; raises `UnicodeDecodeError` for those that are none."""

    def __init__(self) -> None:
        super().__init__("utf-8", allow_none=False)
        self.dispatch = {**self.dispatch, bytes: _dump_bytes}


def _dump_bytes(marshaller: Any, value: bytes, write: Any) -> None:
    marshaller.dump_unicode(value.decode(), write)


@dataclass(frozen=True, slots=True)
class XmlRpc:
    """Both generations of the endpoint."""

    service: Service

    async def call(self, request: Request) -> Response:
        """Answer a call; faults are answered with 200 too."""
        return await self._answer(request, old=False)

    async def not_allowed(self, _request: Request) -> Response:
        """Refuse whatever is no POST."""
        return html_page(405, "The method is not allowed for the requested URL.", allow="POST, OPTIONS")

    async def call_old(self, request: Request) -> Response:
        """Answer a call of the older endpoint."""
        return await self._answer(request, old=True)

    async def _answer(self, request: Request, *, old: bool) -> Response:
        try:
            body = await read_body(request, BODY_CAP)
        except BodyTooLarge:
            return html_page(413, "The data value transmitted exceeds the capacity limit.")
        try:
            given, method = _read(body)
            result = self.service.dispatch(request.path_params["service"], method, given)
            text = _written(result)
        except OdooError as error:
            text = _old_fault(error) if old else _fault(error)
        except (ExpatError, xmlrpc.client.ResponseError) as error:
            text = _dumped(xmlrpc.client.Fault(APPLICATION, traceback_of(_name(error), str(error))))
        except (UnicodeDecodeError, TypeError, OverflowError) as error:
            text = _dumped(xmlrpc.client.Fault(APPLICATION, traceback_of(type(error).__name__, str(error))))
        return Response(text, 200, media_type="text/xml; charset=utf-8")


def _read(body: bytes) -> tuple[tuple[Any, ...], str | None]:
    if DECLARATION in body:
        raise ExpatError("not well-formed (invalid token)")
    given, method = xmlrpc.client.loads(body, use_datetime=True)
    return given, method


def _name(error: Exception) -> str:
    return "xml.parsers.expat.ExpatError" if isinstance(error, ExpatError) else "xmlrpc.client.ResponseError"


def _written(result: Any) -> str:
    parts = ["<?xml version='1.0'?>\n<methodResponse>\n", _marshalled((result,)), "</methodResponse>\n"]
    return "".join(parts)


def _marshalled(values: Any) -> str:
    written: str = _Marshaller().dumps(values)
    return written


def _dumped(fault: xmlrpc.client.Fault) -> str:
    return f"<?xml version='1.0'?>\n<methodResponse>\n{_marshalled(fault)}</methodResponse>\n"


def _fault(error: OdooError) -> str:
    code = _code(error)
    text = traceback_of(error.name, error.message) if code == APPLICATION else error.message
    return _dumped(xmlrpc.client.Fault(code, text))


def _code(error: OdooError) -> int:
    if isinstance(error, AccessDenied):
        return DENIED
    if isinstance(error, AccessError):
        return REFUSED
    return WARNING if isinstance(error, UserError) else APPLICATION


def _old_fault(error: OdooError) -> str:
    """Write a fault of the older endpoint: its code is text, and holds all that there is to say."""
    code = _code(error)
    kind = error.name.rpartition(".")[2] if isinstance(error, AccessError | MissingError) else "UserError"
    if code == DENIED:
        return _dumped(xmlrpc.client.Fault("AccessDenied", error.message))  # type: ignore[arg-type]  # text, as Odoo has it
    if code == APPLICATION:
        return _dumped(xmlrpc.client.Fault(error.message, traceback_of(error.name, error.message)))  # type: ignore[arg-type]
    return _dumped(xmlrpc.client.Fault(f"warning -- {kind}\n\n{error.message}", ""))  # type: ignore[arg-type]
