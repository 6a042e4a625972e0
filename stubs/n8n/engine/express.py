"""What n8n's server makes of an answer: its type, charset, ETag and sandbox headers (`facts/n8n.md`, appendix B)."""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from contracts.wire import Headers
from stubs.n8n.engine.items import Binary
from stubs.n8n.engine.json_text import to_text
from stubs.n8n.engine.node_type import WebhookAnswer
from stubs.n8n.engine.thrown import as_kept

NOTHING: Any = object()
"""JavaScript's undefined: an answer without a body."""
SANDBOX = (
    "sandbox allow-downloads allow-forms allow-modals allow-orientation-lock allow-pointer-lock allow-popups "
    "allow-popups-to-escape-sandbox allow-presentation allow-scripts allow-top-navigation-by-user-activation "
    "allow-top-navigation-to-custom-protocols"
)
PROTECTED = frozenset({"content-security-policy", "strict-transport-security", "clear-site-data"})
"""Headers that no workflow sets."""
BODILESS = frozenset({204, 304})
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")
_COMPRESSIBLE = re.compile(r"text/|application/(json|xml|javascript|x-www-form-urlencoded)|[+/](json|xml|text)\b")


def chosen_headers(entries: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    """Give the headers that a workflow sets, by lower-case name; what it may not set or can't be sent is dropped."""
    found: dict[str, str] = {}
    for name, value in entries:
        lowered, text = str(name).lower(), value if isinstance(value, str) else to_text(value)
        if lowered not in PROTECTED and _NAME.fullmatch(lowered) and _VALUE.fullmatch(text):
            found[lowered] = text
    return found


def answer(
    value: Any, status: int = 200, headers: Mapping[str, str] | None = None, *, sandbox: bool = True
) -> WebhookAnswer:
    """Answer with a value: text as HTML unless a header says otherwise, `NOTHING` as no body, all else as JSON.

    Args:
        value: what to answer.
        status: of the answer.
        headers: by lower-case name.
        sandbox: whether browsers are told to sandbox it, as n8n does for what a workflow answers.
    """
    found = dict(headers or {})
    if value is NOTHING:
        body, kind = b"", found.get("content-type") or "application/json; charset=utf-8"
    else:
        text = isinstance(value, str)
        body = encoded(value if text else to_text(as_kept(value)))
        kind = _utf8(found.get("content-type") or ("text/html" if text else "application/json"))
        found["etag"] = etag(body)
    return _finished(status, found | {"content-type": kind}, body, sandbox=sandbox)


def file_answer(file: Binary, status: int = 200, headers: Mapping[str, str] | None = None) -> WebhookAnswer:
    """Answer with a file, in its own type unless a header says otherwise."""
    return _finished(status, {"content-type": file.mime_type} | dict(headers or {}), file.content, sandbox=True)


def plain_answer(status: int, text: str, headers: Headers = ()) -> WebhookAnswer:
    """Answer with bare text, as the node does when it turns a call away."""
    return WebhookAnswer(status, headers, text.encode())


def error_answer(status: int, code: int, message: str, hint: str | None = None) -> WebhookAnswer:
    """Answer with n8n's error object."""
    body = {"code": code, "message": message} | ({} if hint is None else {"hint": hint})
    return answer(body, status, sandbox=False)


def etag(body: bytes) -> str:
    """Give a body's weak ETag."""
    digest = base64.b64encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()
    return f'W/"{len(body):x}-{digest[:27]}"'


def encoded(text: str) -> bytes:
    """Give text as UTF-8; half a surrogate pair becomes the replacement character, as in Node.js."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _utf8(kind: str) -> str:
    kept = [each for each in map(str.strip, kind.split(";")) if each and not each.lower().startswith("charset")]
    return "; ".join([*kept, "charset=utf-8"])


def _finished(status: int, headers: dict[str, str], body: bytes, *, sandbox: bool) -> WebhookAnswer:
    if sandbox:
        headers["content-security-policy"] = SANDBOX
    if status in BODILESS:
        headers.pop("content-type", None)
        body = b""
    elif _COMPRESSIBLE.search(headers["content-type"]):
        headers["vary"] = "Accept-Encoding"
    return WebhookAnswer(status, tuple(headers.items()), body)
