"""What the Odoo node's parameters ask of which records."""

import re
from collections.abc import Mapping
from typing import Any

from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.sending.api_error import api_error
from stubs.n8n.nodes.sending.odoo_calls import Door
from stubs.n8n.nodes.sending.query import text_of

MODELS = {"contact": "res.partner", "opportunity": "crm.lead", "note": "note.note", "custom": None}
OPERATORS = {
    "equal": "=",
    "notEqual": "!=",
    "greaterThen": ">",
    "lesserThen": "<",
    "greaterOrEqual": ">=",
    "lesserOrEqual": "<=",
    "like": "like",
    "in": "in",
    "notIn": "not in",
    "childOf": "child_of",
}
ADDRESS = ("city", "country_id", "state_id", "street", "street2", "zip")


async def first(call: Call, index: int, door: Door) -> Any:
    """Do an item's work as version 1; give its JSON, or a list of it."""
    resource, operation = call.param("resource", 0, "contact"), call.param("operation", 0, "create")
    model = MODELS[resource] or str(call.param("customResource", index, ""))
    match operation:
        case "create":
            return {
                "id": await door.call(model, "create", {"values": _values(call, index, resource, "additionalFields")})
            }
        case "getAll":
            limit = 0 if call.param("returnAll", index, False) else call.param("limit", index, 50)
            filters = (call.param("filterRequest", index, {}) or {}).get("filter") or []
            fields = call.param("options.fieldsList", index, []) or []
            wanted = {"domain": [_clause(each) for each in filters], "fields": fields, "offset": 0, "limit": limit}
            return await door.call(model, "search_read", wanted)
    given = call.param(f"{'customResource' if resource == 'custom' else resource}Id", index, "")
    values = _values(call, index, resource, "updateFields") if operation == "update" else {}
    if operation == "update" and not values:
        raise _refused("Please specify at least one field to update")
    ids = {"ids": [_number(given)]}
    match operation:
        case "get":
            return await door.call(model, "read", ids | {"fields": call.param("options.fieldsList", index, []) or []})
        case "update":
            await door.call(model, "write", ids | {"vals": values})
            return {"id": given}
    await door.call(model, "unlink", ids)
    return {"success": True}


async def second(call: Call, index: int, door: Door) -> Any:
    """Do an item's work as version 2; give its JSON, or a list of it."""
    resource, operation = call.param("resource", 0, "contact"), call.param("operation", 0, "create")
    model = MODELS[resource] or str(_located(call.param("customResource", index, "")))
    match operation:
        case "create":
            made = await door.call(model, "create", {"values": _mapped(call, index)})
            return {"id": made[0] if isinstance(made, list) else made}
        case "getAll":
            filters = (call.param("filters", index, {}) or {}).get("filter") or []
            domain = [_clause(each, listed=True) for each in filters]
            wanted = {"domain": domain, "fields": _fields(call, index), "offset": 0}
            if not call.param("returnAll", index, False):
                wanted["limit"] = call.param("limit", index, 50)
            return await door.call(model, "search_read", wanted)
    given = _located(call.param("recordId" if resource == "custom" else f"{resource}Id", index, ""))
    number = int(float(given)) if str(given).replace(".", "", 1).isdigit() else None
    ids = {"ids": [number]}
    match operation:
        case "get":
            return await door.call(model, "read", ids | {"fields": _fields(call, index)})
        case "update":
            await door.call(model, "write", ids | {"vals": _mapped(call, index)})
            return {"id": number, "updated": True}
    await door.call(model, "unlink", ids)
    return {"id": number, "deleted": True}


def _values(call: Call, index: int, resource: str, further: str) -> dict[str, Any]:
    """Give the values that version 1 writes."""
    match resource:
        case "custom":
            entries = (call.param("fieldsToCreateOrUpdate", index, {}) or {}).get("fields") or []
            return {str(each.get("fieldName", "")): each.get("fieldValue", "") for each in entries}
        case "note":
            return {"memo": call.param("memo", index, "")}
    values = dict(call.param(further, index, {}) or {})
    address = (values.pop("address", None) or {}).get("value")
    if address:
        values |= {name: address.get(name, "") for name in ADDRESS}
    if further == "updateFields":
        return values
    return {"name": call.param(f"{resource}Name", index, ""), **values}


def _mapped(call: Call, index: int) -> dict[str, Any]:
    """Give the values that version 2 writes."""
    if call.param("fieldsToSend.mappingMode", index, "defineBelow") == "autoMapInputData":
        return call.items[index].json
    found: dict[str, Any] = call.param("fieldsToSend.value", index, {}) or {}
    return found


def _fields(call: Call, index: int) -> list[str]:
    given = call.param("options.fieldsList", index, []) or []
    return [each.strip() for each in given.split(",") if each.strip()] if isinstance(given, str) else given


def _clause(given: Mapping[str, Any], *, listed: bool = False) -> list[Any]:
    """Give one clause of a search; `in` takes a list, which version 2 reads from commas."""
    operator = given.get("operator", "equal")
    value = given.get("value", "")
    if listed and operator in {"in", "notIn"}:
        value = [_scalar(each.strip()) for each in text_of(value).split(",")]
    return [given.get("fieldName", ""), OPERATORS.get(operator, operator), value]


def _scalar(text: str) -> Any:
    try:
        return int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:
        return text


def _located(given: Any) -> Any:
    return given.get("value", "") if isinstance(given, dict) else given


def _number(given: Any) -> int:
    text = text_of(given)
    if not re.fullmatch(r"\d+", text) or not int(text):
        raise _refused(f"Please specify a valid ID: {text}")
    return int(text)


def _refused(message: str) -> Exception:
    return api_error({"status": "Error", "message": message})
