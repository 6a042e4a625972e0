"""What the adapter makes of each answer of Odoo's RPC, on 19 and on those before."""

import json
import re
from typing import Any

import pytest
import requests
import responses

from contracts.ports.system import CouldNotCheck
from real_adapters.odoo.about import check_version
from real_adapters.odoo.api import NoModel, Refused, Rpc

BASE = "http://odoo.test"
KEY = "a-very-secret-key"
JSON2 = f"{BASE}/json/2/res.partner/search_count"
JSON_RPC = f"{BASE}/jsonrpc"
VERSION = f"{BASE}/web/version"
NO_DATABASE = "<!DOCTYPE html>\n<p>No database is selected and the requested URL was not found.</p>"
LONG = "You are not allowed to access 'Partner' records.\n\nThis operation is allowed for:\n\t- Access Rights"


@pytest.fixture
def rpc() -> Rpc:
    """The RPC of an Odoo that answers what a test says."""
    return Rpc(BASE, "flow", "admin", KEY)


def told(name: str, message: str) -> dict[str, Any]:
    """Give an error as Odoo tells it."""
    return {"name": name, "message": message, "arguments": [message], "context": {}, "debug": f"Traceback\n{message}"}


def count(rpc: Rpc) -> Any:
    """Call a method."""
    return rpc.call("res.partner", "search_count", domain=[["id", ">", 1]])


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"body": requests.ConnectionError(KEY)}, "does not answer: ConnectionError"),
        ({"body": requests.Timeout(KEY)}, "does not answer: Timeout"),
        ({"status": 303, "headers": {"location": "/web/login"}}, "answered 303 without JSON, not as an Odoo would"),
        ({"status": 200, "body": "<html>"}, "without JSON, not as an Odoo would"),
        ({"status": 404, "body": NO_DATABASE}, "serves no database flow: set IMAGEFLOW_ODOO_DB"),
        ({"status": 401, "json": told("werkzeug.exceptions.Unauthorized", "Invalid apikey")}, "IMAGEFLOW_ODOO_API_KEY"),
        ({"status": 403, "json": told("odoo.exceptions.AccessError", LONG)}, "a key of an administrator"),
        ({"status": 404, "json": told("x.NotFound", "the model 'res.partner' does not exist")}, "no model res.partner"),
        ({"status": 422, "json": told("odoo.exceptions.ValidationError", "No.\nBecause.")}, "search_count (422): No."),
        ({"status": 500, "json": {"message": ""}}, "(500): no reason given"),
    ],
)
@responses.activate
def test_each_answer_of_json_2_becomes_a_sentence(rpc: Rpc, answer: dict[str, Any], words: str) -> None:
    """The user learns in one line what to do; the key stays unsaid, and no redirect is followed."""
    responses.get(VERSION, json={"version": "19.0"})
    responses.post(JSON2, **answer)
    with pytest.raises(CouldNotCheck) as refused:
        count(rpc)
    assert words in str(refused.value)
    assert KEY not in str(refused.value)
    assert "\n" not in str(refused.value)
    assert len(responses.calls) == 2


@pytest.mark.parametrize(
    ("name", "message", "words", "kind"),
    [
        ("odoo.exceptions.AccessDenied", "Access Denied", "refuses the API key", CouldNotCheck),
        ("odoo.exceptions.AccessError", LONG, "a key of an administrator", CouldNotCheck),
        ("psycopg2.OperationalError", 'FATAL:  database "flow" does not exist\n', "no database flow", CouldNotCheck),
        ("psycopg2.OperationalError", "server closed the connection\n", "server closed the connection", Refused),
        ("odoo.exceptions.UserError", "Object res.partner doesn't exist", "has no model res.partner", NoModel),
        ("odoo.exceptions.ValidationError", "No.\nBecause.", "refused res.partner.search_count: No.", Refused),
    ],
)
@responses.activate
def test_each_error_of_json_rpc_becomes_a_sentence(rpc: Rpc, name: str, message: str, words: str, kind: type) -> None:
    """Before 19 the status is always 200, and the error's name tells."""
    responses.get(VERSION, status=404)
    responses.post(JSON_RPC, json={"id": 1, "result": 2})
    responses.post(JSON_RPC, json={"id": 1, "error": {"code": 200, "message": "x", "data": told(name, message)}})
    with pytest.raises(kind) as refused:
        count(rpc)
    assert words in str(refused.value)
    assert KEY not in str(refused.value)
    assert "\n" not in str(refused.value)


@responses.activate
def test_on_19_the_key_and_the_database_go_in_headers(rpc: Rpc) -> None:
    """Arguments are named, and what a method gives is the answer's whole body; the version is asked once."""
    responses.get(VERSION, json={"version": "19.0"})
    responses.post(JSON2, json=3)
    assert [count(rpc), count(rpc)] == [3, 3]
    asked = responses.calls[1].request
    assert asked.headers["Authorization"] == f"bearer {KEY}"
    assert asked.headers["X-Odoo-Database"] == "flow"
    assert json.loads(asked.body or "") == {"domain": [["id", ">", 1]]}
    assert len(responses.calls) == 3


@responses.activate
def test_before_19_the_key_stands_for_the_password(rpc: Rpc) -> None:
    """It is proved once; records' ids come first among the arguments, and an absent result is None."""
    responses.get(VERSION, status=404)
    responses.post(JSON_RPC, json={"id": 1, "result": 2})
    responses.post(JSON_RPC, json={"id": 1, "result": 3})
    responses.post(JSON_RPC, json={"id": 1})
    assert count(rpc) == 3
    assert rpc.call("res.partner", "unlink", [4]) is None
    signed_in, counted, removed = [json.loads(call.request.body or "")["params"] for call in list(responses.calls)[1:]]
    assert signed_in == {"service": "common", "method": "authenticate", "args": ["flow", "admin", KEY, {}]}
    assert counted["args"] == ["flow", 2, KEY, "res.partner", "search_count", [], {"domain": [["id", ">", 1]]}]
    assert removed["args"][3:] == ["res.partner", "unlink", [[4]], {}]


@responses.activate
def test_before_19_a_wrong_key_is_no_error_of_odoos(rpc: Rpc) -> None:
    """It answers false, and the user learns which variables to set."""
    responses.get(VERSION, status=404)
    responses.post(JSON_RPC, json={"id": 1, "result": False})
    with pytest.raises(CouldNotCheck, match="IMAGEFLOW_ODOO_LOGIN"):
        count(rpc)


@pytest.mark.parametrize(
    ("answer", "version"),
    [
        ({"json": {"id": 1, "result": {"server_version": "18.0"}}}, "18.0"),
        ({"json": {"id": 1, "error": {"code": 200}}}, None),
        ({"status": 404, "body": "<html>"}, None),
        ({"json": []}, None),
    ],
)
@responses.activate
def test_an_older_odoo_is_asked_for_its_version(rpc: Rpc, answer: dict[str, Any], version: str | None) -> None:
    """It has no `/web/version`; what tells nothing is nobody's fault."""
    responses.get(VERSION, status=404)
    responses.post(JSON_RPC, **answer)
    assert rpc.version() == version


@pytest.mark.parametrize("version", ["17.0", "16.0+e", "saas~17.4", "9.0c"])
def test_an_odoo_that_is_too_old_is_refused(version: str) -> None:
    """The sentence names what it is and what is needed."""
    with pytest.raises(CouldNotCheck, match=rf"is Odoo {re.escape(version)}.*18 or later"):
        check_version(version, BASE)


@pytest.mark.parametrize("version", ["18.0", "19.0", "saas~18.2", "20.0", None, "master"])
def test_others_are_taken(version: str | None) -> None:
    """One that tells no number is taken at its word by its routes."""
    check_version(version, BASE)
