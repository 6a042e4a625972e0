"""Reads the HTTP Request node's parameters into a request."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.json_text import from_text
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.data_path import put
from stubs.n8n.nodes.files import file_of
from stubs.n8n.nodes.sending.asked import ABSENT, Asked
from stubs.n8n.nodes.sending.credentials import put as put_credential
from stubs.n8n.nodes.sending.forms import Part, boundary
from stubs.n8n.nodes.sending.query import text_of

_ACCEPT = {
    "json": "application/json,text/*;q=0.99",
    "text": "application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, */*;q=0.1",
}
_ACCEPT_ALL = "application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, image/*;q=0.8, */*;q=0.7"
_NO_BODY = frozenset({"HEAD", "OPTIONS", "TRACE"})


def read(call: Call, index: int, kind: str) -> Asked:
    """Read the request for an item.

    Args:
        call: of the node.
        index: of the item.
        kind: the format in which answers are read.

    Raises:
        NodeError: in n8n's words.
    """
    held = _credential(call, index)
    options = call.param("options", index, {}) or {}
    asked = Asked(method=str(call.param("method", index, "GET")), url=_url(call, index))
    _apply(asked, options, call.node.version)
    raw = False
    if call.param("sendBody", index, False):
        raw = _put_body(call, index, asked) == "raw"
    if call.param("sendQuery", index, False):
        asked.query = _query(call, index)
        asked.arrays = options.get("queryParameterArrays", "indices")
    if call.param("sendHeaders", index, False):
        asked.headers |= _headers(call, index, options)
    asked.reads_json = kind in _ACCEPT and not raw
    if raw:
        asked.headers["content-type"] = call.param("rawContentType", index, "")
    if held is not None:
        put_credential(asked, *held)
    if "accept" not in asked.headers:
        asked.headers["accept"] = _ACCEPT.get(kind, _ACCEPT_ALL)
    return asked


def _credential(call: Call, index: int) -> tuple[str, Mapping[str, Any]] | None:
    kind = call.param("authentication", 0, "none")
    if kind == "none":
        return None
    name = (
        call.param("genericAuthType", 0, "")
        if kind == "genericCredentialType"
        else call.param("nodeCredentialType", index, "")
    )
    try:
        return name, call.credential(name)
    except NodeOperationError:
        if name in call.node.credentials:
            raise
        raise NodeOperationError("Credentials not found") from None


def _url(call: Call, index: int) -> str:
    url = call.param("url", index, "")
    if not isinstance(url, str):
        kinds = {bool: "boolean", int: "number", float: "number", type(None): "undefined"}
        raise NodeOperationError(f"URL parameter must be a string, got {kinds.get(type(url), 'object')}")
    url = url.strip()
    if not url:
        raise NodeOperationError("URL parameter cannot be empty")
    if not url.startswith(("http://", "https://")):
        raise NodeOperationError(f'Invalid URL: {url}. URL must start with "http" or "https".')
    return url


def _apply(asked: Asked, options: Mapping[str, Any], version: float) -> None:
    redirect = (options.get("redirect") or {}).get("redirect") or {}
    if "redirect" in options or version < 4:
        asked.redirects = int(redirect.get("maxRedirects") or 21) if redirect.get("followRedirects") else 0
    asked.timeout = int(options.get("timeout") or 300_000)
    asked.never_fails = bool(((options.get("response") or {}).get("response") or {}).get("neverError"))
    asked.keeps_credentials = bool(options.get("sendCredentialsOnCrossOriginRedirect", version < 4.4))


def _put_body(call: Call, index: int, asked: Asked) -> str:
    """Put the body that the parameters tell into a request, and say what kind it is."""
    kind = call.param("contentType", index, "json")
    how = call.param("specifyBody", index, "keypair") if kind in {"json", "form-urlencoded"} else ""
    body: Any = ABSENT
    if kind == "multipart-form-data":
        if asked.method not in _NO_BODY:
            asked.parts = _parts(call, index)
            asked.boundary = boundary(call.entropy.uuid().replace("-", "")[:24])
        return "multipart-form-data"
    if how == "keypair":
        body = _pairs(call, index, nested=kind == "json")
    elif how == "json":
        given = call.param("jsonBody", index, "")
        body = given if isinstance(given, dict | list) or given is None else _parsed(given, "JSON Body", index)
    elif how == "string":
        body = dict(parse_qsl(text_of(call.param("body", index, "")), keep_blank_values=True))
    if asked.method in _NO_BODY:
        asked.body = body
    elif kind == "form-urlencoded":
        asked.form = body
    elif kind == "binaryData":
        file = file_of(call, index, call.param("inputDataFieldName", index, ""))
        asked.body = file.content
        asked.headers |= {"content-length": len(file.content), "content-type": file.mime_type}
    else:
        asked.body = call.param("body", index, "") if kind == "raw" else body
    return str(kind)


def _pairs(call: Call, index: int, *, nested: bool) -> dict[str, Any]:
    """Give a body's names and values; those of a JSON body are paths from version 4 on."""
    entries = _entries(call, index, "bodyParameters")
    if not (nested and call.node.version >= 4):
        return _gathered(entries, call.node.version)
    found: dict[str, Any] = {}
    for each in entries:
        found = put(found, str(each.get("name", "")), each.get("value"))
    return found


def _parts(call: Call, index: int) -> list[Part]:
    parts: list[Part] = []
    for each in _entries(call, index, "bodyParameters"):
        name = str(each.get("name", ""))
        if each.get("parameterType") == "formBinaryData":
            parts.append(Part(name, file_of(call, index, each.get("inputDataFieldName"))))
        else:
            parts.append(Part(name, text_of(each.get("value", ""))))
    return parts


def _query(call: Call, index: int) -> dict[str, Any]:
    if call.param("specifyQuery", index, "keypair") == "json":
        given = call.param("jsonQuery", index, "")
        found: dict[str, Any] = _parsed(given, "JSON Query Parameters", index)
        return found
    gathered = _gathered(_entries(call, index, "queryParameters"), call.node.version)
    return {name: value for name, value in gathered.items() if value is not None}


def _headers(call: Call, index: int, options: Mapping[str, Any]) -> dict[str, Any]:
    if call.param("specifyHeaders", index, "keypair") == "json":
        found: dict[str, Any] = _parsed(call.param("jsonHeaders", index, ""), "JSON Headers", index)
    else:
        entries = [each for each in _entries(call, index, "headerParameters") if each.get("name")]
        found = _gathered(entries, call.node.version)
    if options.get("lowercaseHeaders", True) is False:
        return found
    return {name.lower(): value for name, value in found.items()}


def _entries(call: Call, index: int, name: str) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = call.param(f"{name}.parameters", index, []) or []
    return found


def _gathered(entries: Sequence[Mapping[str, Any]], version: float) -> dict[str, Any]:
    """Give values by name; from version 4.3 on a name that comes again makes a list."""
    found: dict[str, Any] = {}
    for each in entries:
        name, value = str(each.get("name", "")), each.get("value", "")
        if version < 4.3 or found.get(name) is None:
            found[name] = value
        else:
            held = found[name]
            found[name] = [*held, value] if isinstance(held, list) else [held, value]
    return found


def _parsed(given: Any, field: str, index: int) -> Any:
    try:
        return from_text(given if isinstance(given, str) else text_of(given))
    except ValueError as error:
        raise NodeOperationError(
            f'The value in the "{field}" field is not valid JSON', str(error), item_index=index
        ) from None
