"""The same calls by every protocol, and what is no call."""

from typing import Any

from tests.parity.odoo.stories.telling import PARTNER, story, users
from tests.parity.odoo.talk import Talk


@story
def by_xml_rpc(talk: Talk) -> None:
    """Results and faults of XML-RPC, old and new."""
    admin = talk.admin
    (user,) = users(talk, "user")
    key = admin.xml(PARTNER, "create", {"name": "Pa xml"})
    for old in (False, True):
        admin.xml(PARTNER, "read", [key], ["name", "parent_id", "email"], old=old)
        admin.xml(PARTNER, "write", [999999], {"name": "x"}, old=old)
        admin.xml(PARTNER, "write", [key], {"type": "bad"}, old=old)
        admin.xml(PARTNER, "create", {}, old=old)
        admin.xml(PARTNER, "nope", [], old=old)
        admin.xml(PARTNER, "_private", [], old=old)
        admin.xml("no.such.model", "search", [], old=old)
        user.xml(PARTNER, "write", [key], {"name": "x"}, old=old)
        admin.xml(PARTNER, "search", [("nope", "=", 1)], old=old)
    admin.xml(PARTNER, "unlink", [key])
    talk.http("GET", "/xmlrpc/2/common")


@story
def by_json_2(talk: Talk) -> None:
    """Results and refusals of JSON-2."""
    admin = talk.admin
    made = admin.json2(PARTNER, "create", vals_list={"name": "Pa json"})
    admin.json2(PARTNER, "create", vals_list=[{"name": "Pa a"}, {"name": "Pa b"}])
    admin.json2(PARTNER, "read", ids=made, fields=["name", "email"])
    admin.json2(PARTNER, "read", ids=[999999], fields=["name"])
    admin.json2(PARTNER, "search", domain=[("id", "in", made)])
    admin.json2(PARTNER, "search", domain=[("id", "in", made)], limit=1, order="id")
    admin.json2(PARTNER, "write", ids=made, vals={"email": "j@x.org"})
    admin.json2(PARTNER, "write", ids=[999999], vals={"email": "j@x.org"})
    admin.json2(PARTNER, "write", ids=made, vals={"type": "bad"})
    admin.json2(PARTNER, "search_read", domain=[("id", "in", made)], fields=["name"])
    admin.json2(PARTNER, "search")
    admin.json2(PARTNER, "search", domain=[], bogus=1)
    admin.json2(PARTNER, "search", ids=made, domain=[])
    admin.json2(PARTNER, "search", domain=[("nope", "=", 1)])
    admin.json2(PARTNER, "create", vals_list={})
    admin.json2(PARTNER, "create")
    admin.json2(PARTNER, "nope")
    admin.json2(PARTNER, "_private")
    admin.json2("no.such.model", "search", domain=[])
    admin.json2("res.users", "context_get")
    admin.json2("res.users", "context_get", context={"lang": "en_US"})
    admin.json2(PARTNER, "read", fields=["name"])
    admin.json2(PARTNER, "name_search", name="Pa json")
    admin.json2("ir.config_parameter", "get_param", key="pa.none")
    admin.json2(PARTNER, "unlink", ids=made)


@story
def json_2_refusals(talk: Talk) -> None:
    """Keys, types, methods and bodies that won't do."""
    path = "/json/2/res.users/context_get"
    key = {"Authorization": f"bearer {talk.odoo.api_key}", "X-Odoo-Database": talk.odoo.database}
    none = {"X-Odoo-Database": talk.odoo.database}
    json = {"Content-Type": "application/json"}
    talk.http("POST", path, json={}, headers=none)
    talk.http("POST", path, json={}, headers=none | {"Authorization": "bearer wrong"})
    talk.http("POST", path, json={}, headers=none | {"Authorization": f"bearer {talk.odoo.password}"})
    talk.http("POST", path, data="{}", headers=key)
    talk.http("POST", path, data="{}", headers=key | {"Content-Type": "text/plain"})
    talk.http("POST", path, data="{", headers=key | json)
    talk.http("POST", path, data="[]", headers=key | json)
    talk.http("POST", path, data="", headers=key | json)
    talk.http("POST", path, json={}, headers={**key, "Authorization": f"BEARER {talk.odoo.api_key}"})
    talk.http("POST", path, json={}, headers=key | {"X-Odoo-Database": "nowhere"})
    talk.http("GET", "/web/version")
    talk.http("GET", "/json/version")
    talk.http("GET", "/web/health")


@story
def by_json_rpc(talk: Talk) -> None:
    """The envelope of JSON-RPC, and what is none."""
    database, admin = talk.odoo.database, talk.admin

    def call(service: str, method: str, *args: Any, **more: Any) -> None:
        params = {"service": service, "method": method, "args": list(args)}
        body = {"jsonrpc": "2.0", "method": "call", "params": params, "id": 7} | more
        answer = talk.session.post(f"{talk.odoo.address}/jsonrpc", json=body).json()
        if "error" in answer:
            answer["error"]["data"].pop("debug", None)
        secret = 2 if len(args) > 2 else -1
        hidden = ["<password>" if place == secret and each != "wrong" else each for place, each in enumerate(args)]
        talk.note([service, method, hidden, more], answer)

    call("common", "version")
    call("common", "login", database, admin.login, admin.password)
    call("common", "login", database, admin.login, "wrong")
    call("common", "authenticate", database, admin.login, admin.password, {})
    call("common", "authenticate", database, "nobody", "x", {})
    call("common", "authenticate", database, admin.login)
    call("common", "nope")
    call("nope", "nope")
    call("object", "execute", database, 2, admin.password, PARTNER, "search", [("id", "=", 0)])
    call("object", "execute", database, 2, admin.password, PARTNER, "search_read", [("id", "=", 1)], ["name"], 0, 1)
    call("object", "execute_kw", database, 2, "wrong", PARTNER, "search", [[]])
    call("object", "execute_kw", database, 999999, admin.password, PARTNER, "search", [[]])
    call("object", "execute_kw", database, 2)
    call("object", "nope", database, 2, admin.password)
    call("db", "list")
    call("common", "version", id="text")
    call("common", "version", id=None)
    address = "/jsonrpc"
    json = {"Content-Type": "application/json"}
    talk.http("POST", address, data="{", headers=json)
    talk.http("POST", address, data="", headers=json)
    talk.http("POST", address, data="[]", headers=json)
    talk.http("POST", address, data="{}", headers={"Content-Type": "text/plain"})
    talk.http("GET", address)
    admin(PARTNER, "check_access_rights", "read")


@story
def within_a_session(talk: Talk) -> None:
    """Signing in as a browser does, and calls of models within the session."""
    admin = talk.admin

    def post(path: str, **params: Any) -> None:
        body = {"jsonrpc": "2.0", "method": "call", "params": params, "id": 1}
        answer = talk.session.post(talk.odoo.address + path, json=body).json()
        if "error" in answer:
            answer["error"]["data"].pop("debug", None)
        elif isinstance(answer.get("result"), dict) and "session_id" not in params:
            kept = ("uid", "db", "username", "is_admin", "is_system", "name", "server_version", "user_context")
            answer["result"] = {key: answer["result"].get(key) for key in kept}
        if "password" in params:
            params["password"] = "…"
        talk.note([path, params], answer)

    call = {"model": PARTNER, "method": "search", "args": [[("id", "=", 1)]], "kwargs": {}}
    post("/web/dataset/call_kw", **call)
    post("/web/session/get_session_info")
    post("/web/session/authenticate", db=talk.odoo.database, login=admin.login, password="wrong")
    post("/web/session/authenticate", db="nowhere", login=admin.login, password=admin.password)
    post("/web/session/authenticate", db=talk.odoo.database, login=admin.login, password=admin.password)
    post("/web/dataset/call_kw", **call)
    post("/web/dataset/call_kw/res.partner/search", **call)
    post("/web/dataset/call_kw", **(call | {"model": "no.such.model"}))
    post("/web/dataset/call_kw", **(call | {"method": "nope"}))
    post("/web/dataset/call_kw", **(call | {"args": [[("nope", "=", 1)]]}))
    post("/web/dataset/call_kw", model=PARTNER, method="search")
    post("/web/session/check")
    post("/web/session/destroy")
    post("/web/dataset/call_kw", **call)
