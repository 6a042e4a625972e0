"""Cases of the Odoo node, in both versions and with both ways to sign in."""

# ruff: noqa: E501 - a case a line, however long

from typing import Any

from tests.n8n.network_nodes.cases import Case, Json
from tests.n8n.network_nodes.neighbour import SERVER

KIND = "n8n-nodes-base.odoo"
USER: dict[str, Json] = {"odooApi": {"url": SERVER, "db": "odoo", "username": "admin", "password": "admin"}}
KEY: dict[str, Json] = {"odooApiKeyApi": {"url": f"{SERVER}/", "db": "odoo", "apiKey": "k-lab"}}
ON = "continueRegularOutput"
FIELDS: Json = {"fieldsToCreateOrUpdate": {"fields": [
    {"fieldName": "name", "fieldValue": "={{ $json.n }}"}, {"fieldName": "image_1920", "fieldValue": "aGk="}]}}  # fmt: skip
FILTERS: Json = {"filterRequest": {"filter": [
    {"fieldName": "name", "operator": "equal", "value": "X"}, {"fieldName": "id", "operator": "greaterThen", "value": "3"}]}}  # fmt: skip


def one(name: str, operation: str, parameters: Json | None = None, resource: str = "custom", **more: Any) -> Case:
    """Call Odoo by version 1."""
    given = {"resource": resource, "operation": operation} | (parameters or {})
    if resource == "custom":
        given = {"customResource": "product.template"} | given
    return Case(
        f"odoo 1 {name}",
        KIND,
        1,
        given,
        more.pop("items", ({"n": 5},)),
        credentials=more.pop("credentials", USER),
        **more,
    )


def two(
    name: str,
    operation: str,
    parameters: Json | None = None,
    resource: str = "custom",
    *,
    key: bool = True,
    **more: Any,
) -> Case:
    """Call Odoo by version 2."""
    given = {"authentication": "odooApiKeyApi" if key else "odooApi", "resource": resource, "operation": operation}
    if resource == "custom":
        given["customResource"] = {"__rl": True, "mode": "id", "value": "product.template"}
    held = more.pop("credentials", KEY if key else USER)
    label = f"odoo 2 {'key' if key else 'user'} {name}"
    return Case(label, KIND, 2, given | (parameters or {}), more.pop("items", ({"n": 5},)), credentials=held, **more)


def located(value: Any) -> Json:
    """Give a record's id as the editor writes it."""
    return {"__rl": True, "mode": "id", "value": value}


MAPPED: Json = {"fieldsToSend": {"mappingMode": "defineBelow", "value": {"name": "X", "list_price": 3}}}
AUTO: Json = {"fieldsToSend": {"mappingMode": "autoMapInputData", "value": None}}
DOMAIN: Json = {
    "filters": {
        "filter": [
            {"fieldName": "name", "operator": "like", "value": "X"},
            {"fieldName": "id", "operator": "in", "value": "1, 2,x"},
        ]
    }
}

ODOO_CASES = [
    one("create", "create", FIELDS),
    one("create without fields", "create", {"fieldsToCreateOrUpdate": {}}),
    one("get", "get", {"customResourceId": "42", "options": {"fieldsList": ["name"]}}),
    one("get by number", "get", {"customResourceId": "={{ 42 }}", "options": {}}),
    one("get by word", "get", {"customResourceId": "x", "options": {}}),
    one("get by word goes on", "get", {"customResourceId": "x", "options": {}}, on_error=ON),
    one("get none", "get", {"customResource": "empty.model", "customResourceId": "42", "options": {}}),
    one("get all", "getAll", {"returnAll": True, "options": {}, "filterRequest": {}}),
    one("get some", "getAll", {"returnAll": False, "limit": 5, "options": {"fieldsList": ["name"]}, **FILTERS}),
    one("get default", "getAll", {"options": {}}),
    one("update", "update", {"customResourceId": "42", **FIELDS}),
    one("update nothing", "update", {"customResourceId": "42", "fieldsToCreateOrUpdate": {"fields": []}}),
    one("delete", "delete", {"customResourceId": "42"}),
    one("refused", "get", {"customResource": "err.model", "customResourceId": "42", "options": {}}),
    one("refused goes on", "get", {"customResource": "err.model", "customResourceId": "42", "options": {}}, on_error=ON),
    one("refused error output", "get", {"customResource": "err.model", "customResourceId": "42", "options": {}}, on_error="continueErrorOutput"),
    one("not there", "get", {"customResourceId": "42", "options": {}}, credentials={"odooApi": USER["odooApi"] | {"url": "http://127.0.0.1:1"}}),
    one("without database", "delete", {"customResourceId": "42"}, credentials={"odooApi": USER["odooApi"] | {"db": ""}}),
    one("wrong password", "delete", {"customResourceId": "42"}, credentials={"odooApi": USER["odooApi"] | {"password": "wrong"}}),
    one("status 500", "delete", {"customResourceId": "42"}, credentials={"odooApi": USER["odooApi"] | {"url": f"{SERVER}/status/500"}}),
    one("items", "create", FIELDS, items=({"n": 1}, {"n": 2})),
    one("contact create", "create", {"contactName": "Joe", "additionalFields": {"email": "a@b.c", "address": {"value": {"city": "X"}}}}, "contact"),
    one("contact get", "get", {"contactId": "42", "options": {}}, "contact"),
    one("contact get all", "getAll", {"returnAll": False, "limit": 2, "options": {}}, "contact"),
    one("contact update", "update", {"contactId": "42", "updateFields": {"email": "x@y.z"}}, "contact"),
    one("contact update nothing", "update", {"contactId": "42", "updateFields": {}}, "contact"),
    one("contact delete", "delete", {"contactId": "42"}, "contact"),
    one("note create", "create", {"memo": "hi"}, "note"),
    one("note update", "update", {"noteId": "42", "memo": "ho"}, "note"),
    one("opportunity create", "create", {"opportunityName": "Big", "additionalFields": {"expected_revenue": 5}}, "opportunity"),
    one("opportunity update", "update", {"opportunityId": "42", "updateFields": {"name": "B"}}, "opportunity"),
    *(case for key in (True, False) for case in (
        two("create", "create", MAPPED, key=key),
        two("create from item", "create", AUTO, key=key),
        two("get", "get", {"recordId": located("42"), "options": {"fieldsList": "name, id"}}, key=key),
        two("get all", "getAll", {"returnAll": True, "filters": {}, "options": {}}, key=key),
        two("get some", "getAll", {"returnAll": False, "limit": 5, "options": {"fieldsList": "name"}, **DOMAIN}, key=key),
        two("update", "update", {"recordId": located(42), **MAPPED}, key=key),
        two("delete", "delete", {"recordId": located("42")}, key=key),
        two("refused", "get", {"customResource": located("err.model"), "recordId": located("42"), "options": {}}, key=key),
        two("refused goes on", "get", {"customResource": located("err.model"), "recordId": located("42"), "options": {}}, key=key, on_error=ON),
        two("contact create", "create", MAPPED, "contact", key=key),
        two("contact get all", "getAll", {"returnAll": False, "limit": 3, "filters": {}, "options": {"fieldsList": ["name"]}}, "contact", key=key),
        two("contact update", "update", {"contactId": located("42"), **MAPPED}, "contact", key=key),
        two("contact delete", "delete", {"contactId": located("42")}, "contact", key=key),
        two("opportunity get", "get", {"opportunityId": located("42"), "options": {}}, "opportunity", key=key),
    )),
    two("not there", "delete", {"recordId": located("42")}, credentials={"odooApiKeyApi": KEY["odooApiKeyApi"] | {"url": "http://127.0.0.1:1"}}),
    two("items", "create", AUTO, key=False, items=({"n": 1}, {"n": 2})),
]  # fmt: skip
