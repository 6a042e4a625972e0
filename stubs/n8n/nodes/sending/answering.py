"""Makes items of answers, as the HTTP Request node does."""

import codecs
import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.file_types import extension_of, sniffed, type_of_name
from stubs.n8n.engine.items import Binary, Item, Items, Origin
from stubs.n8n.engine.json_text import from_text, to_text
from stubs.n8n.nodes.sending.exchange import Answered

NOTHING: Any = object()
"""JavaScript's undefined."""
FILE_TYPES = (
    "image/", "audio/", "video/", "application/octet-stream", "application/gzip", "application/zip",
    "application/vnd.rar", "application/epub+zip", "application/x-bzip", "application/x-bzip2", "application/x-cdf",
    "application/vnd.amazon.ebook", "application/msword", "application/vnd.ms-fontobject", "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/x-tar",
    "application/vnd.oasis.opendocument.presentation", "application/vnd.visio", "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/x-7z-compressed",
)  # fmt: skip
"""What counts as a file; the first part of a type's name is enough."""
_NO_JSON = 'Response body is not valid JSON. Change "Response Format" to "Text"'


def items_of(answered: Answered, item: Item, index: int, options: dict[str, Any], *, empty: Any = NOTHING) -> Items:
    """Give the items that an answer makes of an item.

    Args:
        answered: the answer.
        item: that it was asked for.
        index: of the item.
        options: the node's, on how answers are read.
        empty: what an empty text is read as.

    Raises:
        NodeOperationError: the answer is not JSON where it should be.
    """
    wanted = options.get("responseFormat", "autodetect")
    kind = str(answered.headers.get("content-type", ""))
    form, body = (
        _read(answered, kind, bool(options.get("neverError")), empty)
        if wanted == "autodetect"
        else (wanted, _client(answered))
    )
    full = {} if not options.get("fullResponse") else _around(answered)
    name = options.get("outputPropertyName") or "data"
    origins = (Origin(index),)
    if form == "file":
        file = _file(answered, kind, options.get("outputPropertyName"))
        return [Item(full or item.json, {**item.binary, name: file}, origins)]
    if form == "text":
        text = to_text(body) if isinstance(body, dict | list) else body
        return [Item(({} if text is NOTHING else {name: text}) | full, origins=origins)]
    body = _json(body, index)
    if full:
        return [Item(({} if body is NOTHING else {"body": body}) | full, origins=origins)]
    bodies = body if isinstance(body, list) else [body]
    return [Item({} if each is None else each, origins=origins) for each in bodies]


def _around(answered: Answered) -> dict[str, Any]:
    return {"headers": answered.headers, "statusCode": answered.status, "statusMessage": answered.phrase}


def _read(answered: Answered, kind: str, never_fails: bool, empty: Any) -> tuple[str, Any]:
    """Find out what a body is by its type."""
    if "application/json" in kind:
        text = decoded(answered.body, kind)
        if not text.strip():
            return "json", {}
        try:
            return "json", from_text(text)
        except ValueError:
            if never_fails:
                return "json", {}
            raise NodeOperationError("Invalid JSON in response body") from None
    if any(each in kind for each in FILE_TYPES):
        return "file", None
    return "text", decoded(answered.body, kind) or empty


def _client(answered: Answered) -> Any:
    """Give what the client itself read: nothing for an empty body."""
    return NOTHING if answered.value == "" else answered.value


def _json(body: Any, index: int) -> Any:
    if not isinstance(body, str):
        return body
    if not body.strip():
        return {}
    try:
        return from_text(body)
    except ValueError:
        raise NodeOperationError(_NO_JSON, item_index=index) from None


def decoded(body: bytes, kind: str) -> str:
    """Give a body's text by the charset that its type names; UTF-8, else Windows-1252, when it names none."""
    charset = re.search(r"charset=([^;,\s]+)", kind, re.IGNORECASE)
    name = charset[1].strip("'\"").lower() if charset else "utf-8"
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        codec = "utf-8"
    if codec != "utf-8":
        return body.decode(codec, "replace")
    try:
        return body.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        return body.decode("utf-8", "replace") if charset else body.decode("cp1252", "replace")


def _file(answered: Answered, kind: str, wanted: str | None) -> Binary:
    name = disposed_name(str(answered.headers.get("content-disposition", ""))) or answered.url.path[1:]
    base = PurePosixPath(name).name
    mime = re.split("[ ;]", kind)[0] or type_of_name(base) or sniffed(answered.body) or "text/plain"
    if not base:
        extension = extension_of(mime)
        base = f"{wanted or 'data'}.{extension}" if extension else ""
    return Binary(answered.body, mime, base or None)


def disposed_name(disposition: str) -> str | None:
    """Give the file name that a `Content-Disposition` holds."""
    wide = re.search(r"filename\*\s*=\s*[^']*'[^']*'([^;]+)", disposition, re.IGNORECASE)
    if wide:
        return unquote(wide[1].strip())
    plain = re.search(r'filename\s*=\s*("[^"]*"|[^;]+)', disposition, re.IGNORECASE)
    return unquote(plain[1].strip().strip('"')) if plain else None
