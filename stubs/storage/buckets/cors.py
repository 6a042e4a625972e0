"""Cross-origin requests: a bucket's rules, what they answer to a browser's question, and what they add to answers.

Source: Amazon S3 user guide, "Using cross-origin resource sharing (CORS)".
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stubs.storage.documents import Elements, read_groups
from stubs.storage.errors import S3Error

METHODS = {"GET", "PUT", "HEAD", "POST", "DELETE"}
KNOWN = {"ID", "AllowedOrigin", "AllowedMethod", "AllowedHeader", "ExposeHeader", "MaxAgeSeconds"}
MOST_RULES = 100
VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its elements say it, in order."""

    said: tuple[tuple[str, str], ...]

    def all(self, name: str) -> list[str]:
        """Give all that was said under a name."""
        return [text for each, text in self.said if each == name]

    def allows(self, origin: str, method: str, headers: Iterable[str] = ()) -> bool:
        """Tell whether a page of an origin may send such a request."""
        allowed = [text.lower() for text in self.all("AllowedHeader")]
        return (
            any(_matches(text, origin) for text in self.all("AllowedOrigin"))
            and method in self.all("AllowedMethod")
            and all(any(_matches(text, header) for text in allowed) for header in headers)
        )

    def told(self, origin: str, headers: Iterable[str] = ()) -> dict[str, str]:
        """Give the headers that let the page read the answer."""
        everyone = "*" in self.all("AllowedOrigin")
        told = {
            "access-control-allow-origin": "*" if everyone else origin,
            "access-control-allow-methods": ", ".join(self.all("AllowedMethod")),
            "vary": VARY,
        }
        told |= {} if everyone else {"access-control-allow-credentials": "true"}
        optional = {
            "access-control-allow-headers": ", ".join(headers),
            "access-control-expose-headers": ", ".join(self.all("ExposeHeader")),
            "access-control-max-age": "".join(self.all("MaxAgeSeconds")[:1]),
        }
        return told | {name: text for name, text in optional.items() if text}


def read(body: bytes) -> list[Rule]:
    """Read a `CORSConfiguration`; raises `S3Error` (MalformedXML, InvalidRequest)."""
    rules = [Rule(tuple(group)) for group in read_groups(body, "CORSConfiguration/CORSRule")]
    if not 0 < len(rules) <= MOST_RULES or any(name not in KNOWN for rule in rules for name, _ in rule.said):
        raise S3Error("MalformedXML")
    for rule in rules:
        if not rule.all("AllowedOrigin") or not rule.all("AllowedMethod"):
            raise S3Error("MalformedXML")
        for method in rule.all("AllowedMethod"):
            if method not in METHODS:
                why = f"Found unsupported HTTP method in CORS config. Unsupported method is {method}"
                raise S3Error("InvalidRequest", why)
        for text in rule.all("AllowedOrigin") + rule.all("AllowedHeader"):
            if text.count("*") > 1:
                raise S3Error("InvalidRequest", f'"{text}" can not have more than one wildcard.')
        if not all(text.isdecimal() for text in rule.all("MaxAgeSeconds")):
            raise S3Error("MalformedXML")
    return rules


def elements(rules: Iterable[Rule]) -> Elements:
    """Write the inside of a `CORSConfiguration`."""
    return [("CORSRule", list(rule.said)) for rule in rules]


def preflight(document: str | None, headers: Mapping[str, str]) -> dict[str, str]:
    """Answer a browser that asks first; raises `S3Error` (BadRequest, AccessForbidden)."""
    origin, method = headers.get("origin"), headers.get("access-control-request-method")
    if not origin:
        raise S3Error("BadRequest", "Insufficient information. Origin request header needed.")
    if method not in METHODS:
        raise S3Error("BadRequest", f"Invalid Access-Control-Request-Method: {method or 'null'}")
    if document is None:
        raise S3Error("AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.")
    asked = [name.strip().lower() for name in headers.get("access-control-request-headers", "").split(",")]
    asked = [name for name in asked if name]
    for rule in read(document.encode()):
        if rule.allows(origin, method, asked):
            return rule.told(origin, asked)
    why = (
        "CORSResponse: This CORS request is not allowed: the bucket has no rule for this Origin, this "
        "Access-Control-Request-Method and these Access-Control-Request-Headers."
    )
    raise S3Error("AccessForbidden", why, Method=method, ResourceType="OBJECT")


def told_to_page(document: str | None, method: str, origin: str | None) -> dict[str, str]:
    """Give what an answer must tell for a page of another origin to read it."""
    if document is None or origin is None:
        return {}
    rules = (rule for rule in read(document.encode()) if rule.allows(origin, method))
    return next((rule.told(origin) for rule in rules), {})


def _matches(pattern: str, text: str) -> bool:
    return bool(re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), text))
