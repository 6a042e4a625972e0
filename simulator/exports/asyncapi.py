"""AsyncAPI 3.0 of the two webhooks: Odoo's to n8n (I04), and n8n's back to Odoo (I07)."""

from typing import Any

from contracts.ports import n8n, odoo
from contracts.problems import FailureCode
from simulator.exports.schemas import schemas
from simulator.settings import Settings
from simulator.version import product_version

SIGNED = {
    "type": "object",
    "required": ["webhook-id", "webhook-timestamp", "webhook-signature"],
    "properties": {
        "webhook-id": {"type": "string", "description": "The same over all attempts of one message."},
        "webhook-timestamp": {"type": "string", "pattern": "^[0-9]+$", "description": "Seconds since 1970."},
        "webhook-signature": {"type": "string", "description": "v1, and the HMAC-SHA256 of id, timestamp and body."},
    },
}
"""Standard Webhooks."""


def document() -> dict[str, Any]:
    """Give the document."""
    found = schemas()
    dispatch = _message("dispatch", found, "An image was requested")
    outcomes = {
        "completed": _message("callback-completed", found, "Images are there"),
        "failed": _message("callback-failed", found, "No image will come"),
    }
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "AI image flow: the two webhooks",
            "version": product_version(),
            "description": "Failure codes: " + ", ".join(each.value for each in FailureCode),
        },
        "channels": {
            "requested": {
                "address": n8n.webhook(Settings().n8n_webhook_path),
                "messages": {"dispatch": {"$ref": "#/components/messages/dispatch"}},
            },
            "outcome": {
                "address": odoo.CALLBACK,
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in outcomes},
            },
        },
        "operations": {
            "requestImages": {"action": "send", "channel": {"$ref": "#/channels/requested"}, "summary": "I04, by Odoo"},
            "takeOutcome": {"action": "receive", "channel": {"$ref": "#/channels/outcome"}, "summary": "I07, by Odoo"},
        },
        "components": {"messages": {"dispatch": dispatch, **outcomes}},
    }


def _message(name: str, found: dict[str, dict[str, Any]], title: str) -> dict[str, Any]:
    schema = {"schemaFormat": "application/schema+json;version=draft-2020-12", "schema": _inlined(found[name])}
    return {"name": name, "title": title, "contentType": "application/json", "headers": SIGNED, "payload": schema}


def _inlined(schema: dict[str, Any]) -> Any:
    """Give a schema whose definitions stand where they are used: a `$ref` would mean another document's root."""
    definitions = schema.get("$defs", {})

    def put(value: Any) -> Any:
        if isinstance(value, dict):
            if "$ref" in value:
                return put(definitions[value["$ref"].rpartition("/")[2]])
            return {key: put(each) for key, each in value.items() if key != "$defs"}
        return [put(each) for each in value] if isinstance(value, list) else value

    return put(schema)
