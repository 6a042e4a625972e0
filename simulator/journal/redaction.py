"""How bytes are shown to people: secrets removed, long values summarised by size and hash."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from contracts.evidence import SHORTEST_SECRET
from contracts.wire import Headers

HIDDEN = "***"
SECRET_HEADERS = frozenset(
    {"authorization", "cookie", "set-cookie", "proxy-authorization", "x-n8n-api-key", "x-api-key", "webhook-signature"}
)
QUERIES = re.compile(r"""(https?://[^\s"'<>?]+\?)([^\s"'<>]+)""")
USERINFO = re.compile(r"""(://)(?:[^\s"'<>/@]+@|[^\s"'<>/@:\[]+:(?!\d{1,5}\b)[^\s"'<>/@]*)""")
"""Name and password in an address, also where the text was cut off before the @."""
WEBHOOK_SECRETS = re.compile(r"whsec_[A-Za-z0-9+/=]+")
SECRET_INPUTS = re.compile(r"""(name="csrf_token"[^>]*value=")[^"]*""")
SECRET_FIELDS = re.compile(r"(?i)(password|secret|api_?key|token|csrf)")
LONGEST_TEXT = 2000
LARGEST_SHOWN = 16 * 1024


class Redactor:
    """Removes secrets: those that are known by value, and whatever stands in places made for secrets."""

    def __init__(self, secrets: Iterable[str]) -> None:
        """Take the values that must stand nowhere."""
        known = {form for secret in secrets if len(secret) >= SHORTEST_SECRET for form in _forms(secret)}
        self._known = sorted(known, key=len, reverse=True)

    def text(self, text: str) -> str:
        """Give a text without known secrets, and with the queries of addresses, which may sign them, as digests."""
        if len(text) < SHORTEST_SECRET:
            return text
        if "://" in text:
            text = QUERIES.sub(lambda found: f"{found[1]}{HIDDEN}{_digest(found[2])[:8]}", text)
            text = USERINFO.sub(rf"\1{HIDDEN}@", text)
        if "whsec_" in text:
            text = WEBHOOK_SECRETS.sub(HIDDEN, text)
        for secret in self._known:  # a handful: looking for each costs less than one pattern of all
            if secret in text:
                text = text.replace(secret, HIDDEN)
        return text

    def facts(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Give facts as they may be kept; what was the same stays the same."""
        return {name: self._plain(value) for name, value in facts.items()}

    def _plain(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return self.facts(value)
        return [self._plain(each) for each in value] if isinstance(value, list) else value

    def headers(self, headers: Headers) -> list[list[str]]:
        """Give headers as they may be shown."""
        return [[name, HIDDEN if name.lower() in SECRET_HEADERS else self.text(value)] for name, value in headers]

    def body(self, body: bytes, media_type: str | None) -> Any:
        """Give a body as it may be shown: JSON as JSON, text as text, else size, hash and media type."""
        if not body:
            return None
        kind = (media_type or "").partition(";")[0].strip()
        if kind.endswith("json"):
            try:
                return json.loads(body) if self._harmless(body) else self._value(json.loads(body))
            except (ValueError, RecursionError):
                pass
        if "form-urlencoded" in kind:
            return "(a form)"
        if len(body) <= LARGEST_SHOWN and (kind.startswith("text/") or kind.endswith(("json", "xml"))):
            shown = SECRET_INPUTS.sub(rf"\1{HIDDEN}", body.decode("utf-8", "backslashreplace"))
            return self.text(shown)[:LONGEST_TEXT]
        return f"({len(body)} bytes, {kind or 'untyped'}, sha256 {hashlib.sha256(body).hexdigest()})"

    def _harmless(self, body: bytes) -> bool:
        """Tell of most bodies at one glance that nothing in them has to be hidden or shortened."""
        if len(body) > LONGEST_TEXT or b"\\" in body or b"?" in body:
            return False
        text = body.decode("utf-8", "replace")
        return not SECRET_FIELDS.search(text) and not any(secret in text for secret in self._known)

    def _value(self, value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            return {self.text(str(name)): self._value(each, str(name)) for name, each in value.items()}
        if isinstance(value, list):
            return [self._value(each, field) for each in value]
        if not isinstance(value, str):
            return value
        if SECRET_FIELDS.search(field):
            return HIDDEN
        if len(value) > LONGEST_TEXT:
            return f"{self.text(value[:40])}… ({len(value)} characters, sha256 {_digest(value)})"
        return self.text(value)


def _forms(secret: str) -> set[str]:
    """Give a secret as it may be spelled: plain, in an address, in JSON, and in Base64."""
    data = secret.encode("utf-8", "surrogatepass")
    return {secret, quote(data, safe=""), json.dumps(secret)[1:-1], base64.b64encode(data).decode("ascii")}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
