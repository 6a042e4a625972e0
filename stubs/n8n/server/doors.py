"""Who may call a webhook: its authentication, bots, addresses; answered in the node's own words."""

import base64
import binascii
import hashlib
import hmac
import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.runtime import Clock
from stubs.n8n.engine.express import plain_answer
from stubs.n8n.engine.node_type import WebhookAnswer
from stubs.n8n.engine.tokens import BadKey, BadToken, verify
from stubs.n8n.engine.workflow import Node
from stubs.n8n.server.incoming import Incoming

REQUIRED = "Authorization is required!"
WRONG = "Authorization data is wrong!"
UNDEFINED = "No authentication data defined on node!"
BOT = re.compile(
    r"bot\b|bot[/;)-]|crawl|spider|slurp|preview|fetch|scan|archiver|monitor|headless|facebookexternalhit|whatsapp|"
    r"^(curl|wget|python|java|go-http|okhttp|axios|node|ruby|perl|php|libwww|apache-httpclient)|^$",
    re.IGNORECASE,
)
"""A short list of what calls itself a bot; n8n's own is longer."""


class TurnedAway(Exception):
    """A call is not let in; `answer` says so to the caller."""

    def __init__(self, status: int, text: str) -> None:
        """Answer as the node does."""
        super().__init__(text)
        self.answer: WebhookAnswer = plain_answer(status, text, (("www-authenticate", 'Basic realm="Webhook"'),))


@dataclass(frozen=True, slots=True)
class Doors:
    """Checks calls at the doors of Webhook and Wait nodes.

    Attributes:
        secrets_of: gives a credential's data by its id.
    """

    secrets_of: Callable[[str], Mapping[str, Any] | None]
    clock: Clock

    def let_in(self, node: Node, call: Incoming, parameter: str = "authentication") -> dict[str, Any]:
        """Check a call; give what it adds to the item (`jwtPayload`).

        Args:
            node: whose door it is.
            call: who wants in.
            parameter: says how callers prove themselves.

        Raises:
            TurnedAway: with the answer.
        """
        options = node.parameters.get("options") or {}
        if not _address_allowed(options.get("ipWhitelist"), call.client):
            away = TurnedAway(403, "")
            away.answer = plain_answer(403, "IP is not allowed to access the webhook!")
            raise away
        if options.get("ignoreBots") and BOT.search(call.headers.get("user-agent", "")):
            raise TurnedAway(403, WRONG)
        match node.parameters.get(parameter, "none"):
            case "basicAuth":
                _basic(node, call, self._credential(node, "httpBasicAuth") or {})
            case "headerAuth":
                _header(call, self._credential(node, "httpHeaderAuth") or {})
            case "jwtAuth":
                return {"jwtPayload": _token(call, self._credential(node, "jwtAuth"), self.clock.now())}
        return {}

    def _credential(self, node: Node, kind: str) -> Mapping[str, Any] | None:
        given = node.credentials.get(kind)
        return self.secrets_of(str(given.get("id"))) if given else None


def _basic(node: Node, call: Incoming, wanted: Mapping[str, Any]) -> None:
    user, password = str(wanted.get("user") or ""), str(wanted.get("password") or "")
    if not user or not password:
        raise TurnedAway(500, UNDEFINED)
    given = _user_and_password(call.headers.get("authorization", ""))
    if given is None:
        token = call.headers.get("x-auth-token")
        if not token:
            raise TurnedAway(401, REQUIRED)
        own = hmac.new(f"{user}:{password}".encode(), f"{node.id}-{node.webhook_id}".encode(), hashlib.sha256)
        if not hmac.compare_digest(own.hexdigest(), token):
            raise TurnedAway(403, WRONG)
    elif not hmac.compare_digest(given.encode(), f"{user}:{password}".encode()):
        raise TurnedAway(401, "Authentication data is wrong!")


def _user_and_password(header: str) -> str | None:
    scheme, _, encoded = header.strip().partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(encoded.strip(), validate=False).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    return text if ":" in text else None


def _header(call: Incoming, wanted: Mapping[str, Any]) -> None:
    name, value = str(wanted.get("name") or ""), str(wanted.get("value") or "")
    if not name or not value:
        raise TurnedAway(500, UNDEFINED)
    if not hmac.compare_digest(call.headers.get(name.lower(), "").encode(), value.encode()):
        raise TurnedAway(403, WRONG)


def _token(call: Incoming, credential: Mapping[str, Any] | None, now: datetime) -> dict[str, Any]:
    if credential is None:
        raise TurnedAway(500, UNDEFINED)
    parts = call.headers.get("authorization", "").split(" ")
    if len(parts) < 2 or not parts[1]:
        raise TurnedAway(401, "No token provided")
    try:
        return verify(parts[1], credential, now)
    except (BadToken, BadKey) as error:
        raise TurnedAway(403, str(error)) from None


def _address_allowed(allowed: Any, address: str) -> bool:
    if not allowed:
        return True
    entries = allowed if isinstance(allowed, list) else str(allowed).split(",")
    return any(_covers(str(each).strip(), address) for each in entries)


def _covers(entry: str, address: str) -> bool:
    try:
        return ipaddress.ip_address(address) in ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return False
