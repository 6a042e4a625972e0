"""Nothing that a stranger sends is more than refused."""

import pytest
import requests

from tests.odoo.rpc.conftest import Served

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<methodCall><methodName>version</methodName><params><param><value>&b;</value></param></params></methodCall>"
)


@pytest.mark.parametrize(
    "body", [BOMB, "", "<", "<methodCall/>", "\x00", "<methodCall><methodName>x</methodName></methodCall>"]
)
def test_xml_that_is_no_call_is_a_fault(odoo: Served, body: str) -> None:
    """Entities are not grown, broken texts are told of, and the stub lives on."""
    answer = requests.post(f"{odoo.url}/xmlrpc/2/common", data=body, headers={"content-type": "text/xml"}, timeout=10)
    assert answer.status_code == 200
    assert "<fault>" in answer.text
    assert requests.get(f"{odoo.url}/web/health", timeout=10).json() == {"status": "pass"}


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"service": "object"},
        {"service": "object", "method": "execute_kw", "args": None},
        {"service": "object", "method": "execute_kw", "args": [[], {}, [], [], []]},
        {
            "service": "object",
            "method": "execute_kw",
            "args": ["imageflow", True, "admin", "res.partner", "search", [[]]],
        },
        {"service": "object", "method": "execute_kw", "args": ["imageflow", 2, "admin", {}, [], [[]], []]},
        {
            "service": "object",
            "method": "execute",
            "args": ["imageflow", 2, "admin", "res.partner", "search", "x" * 9999],
        },
        {"service": "common", "method": "login", "args": [1, 2, 3]},
        {"service": [], "method": {}, "args": {}},
    ],
)
def test_calls_that_make_no_sense_are_errors_of_the_application(odoo: Served, params: object) -> None:
    """Each is answered with 200 and an error, as Odoo answers."""
    answer = requests.post(f"{odoo.url}/jsonrpc", json={"jsonrpc": "2.0", "params": params, "id": 1}, timeout=10)
    assert answer.status_code == 200
    assert answer.json().get("error") or answer.json().get("result") is False


def test_a_domain_that_nests_without_end_is_refused(odoo: Served) -> None:
    """The stub neither hangs nor falls."""
    domain: list[object] = [("id", "=", 1)]
    for _ in range(400):
        domain = [("parent_id", "any", domain)]
    args = ["imageflow", 2, "admin", "res.partner", "search", [domain]]
    call = {"jsonrpc": "2.0", "params": {"service": "object", "method": "execute_kw", "args": args}, "id": 1}
    answer = requests.post(f"{odoo.url}/jsonrpc", json=call, timeout=30)
    assert answer.status_code in {200, 400}


def test_a_password_is_no_key_and_a_key_no_password(odoo: Served) -> None:
    """JSON-2 takes no password, and the browser's sign-in no key."""
    url = f"{odoo.url}/json/2/res.users/context_get"
    assert requests.post(url, json={}, headers={"Authorization": "bearer admin"}, timeout=10).status_code == 401
    params = {"db": odoo.database, "login": "admin", "password": odoo.key}
    told = requests.post(f"{odoo.url}/web/session/authenticate", json={"params": params}, timeout=10).json()
    assert told["error"]["data"]["name"] == "odoo.exceptions.AccessDenied"
