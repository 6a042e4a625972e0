"""`/web/session/authenticate`, as Odoo's own clients call it (`facts/odoo.md` 2 and 4)."""

import json
from typing import Any

import pytest
import requests

from tests.portal.conftest import Served

UNSUPPORTED = (
    "<!doctype html>\n<html lang=en>\n<title>415 Unsupported Media Type</title>\n<h1>Unsupported Media Type</h1>\n"
    "<p>Request inferred type is compatible with application/json, application/json-rpc but this route is "
    "type=http.</p>\n"
)
GOOD = {"db": "imageflow", "login": "admin", "password": "admin"}


def post(portal: Served, body: bytes, media_type: str | None = "application/json") -> requests.Response:
    headers = {"Content-Type": media_type} if media_type else {}
    return requests.post(f"{portal.url}/web/session/authenticate", data=body, headers=headers, timeout=10)


def call(portal: Served, params: Any, call_id: Any = 1) -> dict[str, Any]:
    body = {"jsonrpc": "2.0", "method": "call", "params": params, "id": call_id}
    answer = post(portal, json.dumps(body).encode())
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def test_a_client_signs_in(portal: Served) -> None:
    """The result names user, database and version, and the cookie opens the portal."""
    answer = post(portal, json.dumps({"params": GOOD, "id": 1}).encode(), "application/json; charset=utf-8")
    told = answer.json()
    assert (told["jsonrpc"], told["id"]) == ("2.0", 1)
    assert (told["result"]["uid"], told["result"]["db"], told["result"]["server_version"]) == (2, "imageflow", "19.0")
    cookie = {"session_id": answer.cookies["session_id"]}
    page = requests.get(f"{portal.url}/my/ai-images", cookies=cookie, allow_redirects=False, timeout=10)
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("params", "name", "message"),
    [
        (GOOD | {"password": "wrong"}, "odoo.exceptions.AccessDenied", "Access Denied"),
        (GOOD | {"password": "imageflow-odoo-key"}, "odoo.exceptions.AccessDenied", "Access Denied"),
        (GOOD | {"login": None}, "odoo.exceptions.AccessDenied", "Access Denied"),
        (GOOD | {"login": "a\x00b"}, "odoo.exceptions.AccessDenied", "Access Denied"),
        (GOOD | {"login": "\ud800"}, "odoo.exceptions.AccessDenied", "Access Denied"),
        (GOOD | {"db": "other"}, "odoo.exceptions.AccessError", "Database not found."),
        ({"db": "imageflow"}, "builtins.TypeError", "missing"),
        (["imageflow", "admin", "admin"], "builtins.ValueError", "dictionary update sequence"),
        ({}, "builtins.TypeError", "missing"),
    ],
)
def test_errors_are_told_as_odoo_tells_them(portal: Served, params: Any, name: str, message: str) -> None:
    """The status is 200, the code 0, and the data names Odoo's exception; no file of the stub's stands in it."""
    error = call(portal, params)["error"]
    assert (error["code"], error["message"]) == (0, "Odoo Server Error")
    assert error["data"]["name"] == name
    assert message in error["data"]["message"]
    assert error["data"]["debug"].endswith(f"{error['data']['message']}\n")
    assert "stubs" not in error["data"]["debug"]


@pytest.mark.parametrize("call_id", ["a", None, 7, {"x": "\ud800"}])
def test_the_id_comes_back(portal: Served, call_id: Any) -> None:
    """Whatever JSON the caller took for an id is echoed."""
    assert call(portal, GOOD, call_id)["id"] == call_id


@pytest.mark.parametrize(
    ("body", "media_type", "status", "text"),
    [
        (b"", "application/json", 400, "Invalid JSON data"),
        (b"{", "application/json", 400, "Invalid JSON data"),
        (b'{"id": NaN}', "application/json", 400, "Invalid JSON data"),
        (b"\xff", "application/json", 400, "Invalid JSON data"),
        (b"[" * 50_000, "application/json", 400, "Invalid JSON data"),
        (b"[]", "application/json", 400, "Invalid JSON-RPC data"),
        (b"1", "application/json", 400, "Invalid JSON-RPC data"),
        (b"{}", "text/plain", 415, UNSUPPORTED),
        (b"{}", None, 415, UNSUPPORTED),
    ],
)
def test_what_is_no_call_is_refused(
    portal: Served, body: bytes, media_type: str | None, status: int, text: str
) -> None:
    """A body that is no JSON-RPC is answered with Odoo's own status and words."""
    answer = post(portal, body, media_type)
    assert (answer.status_code, answer.text) == (status, text)


def test_a_huge_call_is_refused(portal: Served) -> None:
    """Odoo answers a body over its cap with 200 and the error's name."""
    answer = post(portal, b" " * 70_000)
    assert answer.status_code == 200
    assert answer.json()["error"]["data"]["name"] == "werkzeug.exceptions.RequestEntityTooLarge"
