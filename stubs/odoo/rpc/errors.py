"""Errors as they stand on the wire: the data that JSON has, with a traceback that names no file of this machine."""

from html import escape
from http import HTTPStatus
from typing import Any

from starlette.responses import HTMLResponse, Response

from stubs.odoo.orm.errors import AccessDenied, OdooError
from stubs.odoo.rpc.versions import Version

TRACE = (
    "Traceback (most recent call last):\n"
    '  File "/usr/lib/python3/dist-packages/odoo/http.py", line 2230, in _serve_db\n'
    "    return service_model.retrying(serve_func, env=self.env)\n"
    '  File "/usr/lib/python3/dist-packages/odoo/service/model.py", line 184, in retrying\n'
    "    result = func()\n"
)


def traceback_of(name: str, message: str) -> str:
    """Give a traceback that ends with an error."""
    shown = name.removeprefix("builtins.")
    return f"{TRACE}{shown}: {message}\n" if message else f"{TRACE}{shown}\n"


def data_of(error: OdooError, version: Version) -> dict[str, Any]:
    """Give an error's data, its keys in the version's order."""
    debug = traceback_of(error.name, error.message)
    if isinstance(error, AccessDenied) and version.number >= 19:
        debug = f"{error.name}: {error.message}\n"
    told = {
        "name": error.name,
        "message": error.message,
        "arguments": list(error.arguments),
        "context": {},
        "debug": debug,
    }
    return {key: told[key] for key in version.error_keys}


def html_page(status: int, text: str, **headers: str) -> Response:
    """Give an error page as werkzeug writes it."""
    phrase = HTTPStatus(status).phrase
    page = (
        f"<!doctype html>\n<html lang=en>\n<title>{status} {phrase}</title>\n<h1>{phrase}</h1>\n<p>{escape(text)}</p>\n"
    )
    return HTMLResponse(page, status, headers)
