"""How credentials are put into a request, by their type."""

from collections.abc import Callable, Mapping
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.json_text import from_text
from stubs.n8n.nodes.sending.asked import Asked

Held = Mapping[str, Any]


def _basic(asked: Asked, held: Held) -> None:
    asked.user = (str(held.get("user", "")), str(held.get("password", "")))


def _bearer(asked: Asked, held: Held) -> None:
    asked.headers["Authorization"] = f"Bearer {held.get('token', '')}"


def _header(asked: Asked, held: Held) -> None:
    asked.headers[str(held.get("name", ""))] = held.get("value", "")


def _query(asked: Asked, held: Held) -> None:
    asked.query[str(held.get("name", ""))] = held.get("value", "")


def _custom(asked: Asked, held: Held) -> None:
    given = held.get("json") or "{}"
    try:
        wanted = from_text(given) if isinstance(given, str) else given
    except ValueError:
        raise NodeOperationError("Invalid Custom Auth JSON") from None
    asked.headers |= wanted.get("headers") or {}
    asked.query |= wanted.get("qs") or {}
    if wanted.get("body"):
        asked.body = {**(asked.body if isinstance(asked.body, Mapping) else {}), **wanted["body"]}


def _open_ai(asked: Asked, held: Held) -> None:
    asked.headers["Authorization"] = f"Bearer {held.get('apiKey', '')}"
    asked.headers["OpenAI-Organization"] = held.get("organizationId", "")
    if held.get("header") and held.get("headerName"):
        asked.headers[str(held["headerName"])] = held.get("headerValue", "")


def _bearer_in(name: str) -> Callable[[Asked, Held], None]:
    def bearer(asked: Asked, held: Held) -> None:
        asked.headers["Authorization"] = f"Bearer {held.get(name, '')}"

    return bearer


GENERIC: Mapping[str, Callable[[Asked, Held], None]] = {
    "httpBasicAuth": _basic,
    "httpBearerAuth": _bearer,
    "httpHeaderAuth": _header,
    "httpQueryAuth": _query,
    "httpCustomAuth": _custom,
}
"""Credentials that name no service."""
PREDEFINED: Mapping[str, Callable[[Asked, Held], None]] = {
    "openAiApi": _open_ai,
    "huggingFaceApi": _bearer_in("apiKey"),
    "mistralCloudApi": _bearer_in("apiKey"),
    "groqApi": _bearer_in("apiKey"),
    "openRouterApi": _bearer_in("apiKey"),
    "airtableTokenApi": _bearer_in("accessToken"),
    "slackApi": _bearer_in("accessToken"),
}
"""Credentials of a service, those that only set headers."""


def put(asked: Asked, kind: str, held: Held) -> None:
    """Put a credential of a known type into a request; no error shows its texts."""
    {**GENERIC, **PREDEFINED}[kind](asked, held)
    asked.secrets = tuple(value for value in held.values() if isinstance(value, str) and value)
