"""A webhook call as it came in, its body read as n8n reads it for the node's version."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from stubs.n8n.engine.items import Binary
from stubs.n8n.engine.json_text import from_text
from stubs.n8n.server.multipart import BadForm, Form, read_form
from stubs.n8n.server.query_string import read_form as read_flat_form
from stubs.n8n.server.query_string import read_query
from stubs.n8n.server.xml_body import BadXml, read_xml
from stubs.serving.bodies import BodyTooLarge, read_body

OWN_COOKIES = frozenset({"n8n-auth", "n8n-browserId"})
FIRST_ONLY = frozenset(
    {"age", "authorization", "content-length", "content-type", "etag", "expires", "from", "host", "if-modified-since"}
    | {"if-unmodified-since", "last-modified", "location", "max-forwards", "proxy-authorization", "referer"}
    | {"retry-after", "server", "user-agent"}
)
"""Headers of which Node.js keeps the first value alone; it joins those of others."""
DEEPEST = 200
"""Levels of a JSON body; n8n has no such limit of its own."""
ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii", "latin1", "utf16le", "utf-16le", "ucs2", "ucs-2"}


class Unreadable(Exception):
    """A call's body can't be read.

    Attributes:
        status: of n8n's answer.
        hint: further words in it.
    """

    def __init__(self, status: int, message: str, hint: str | None = None) -> None:
        """Say it in n8n's words."""
        super().__init__(message)
        self.status, self.message, self.hint = status, message, hint


@dataclass(slots=True)
class Incoming:
    """A call.

    Attributes:
        headers: by lower-case name, in the order in which they came.
        content_type: without its parameters, in lower case; empty without one.
        raw: the body after decompression.
        body: as read; `ABSENT` where n8n leaves the body out.
        form: of a `multipart/form-data` body.
    """

    method: str
    path: str
    headers: dict[str, str]
    query: dict[str, Any]
    raw: bytes
    content_type: str
    client: str
    params: dict[str, str] = field(default_factory=dict)
    body: Any = None
    form: Form | None = None


ABSENT: Any = object()


async def receive(request: Request, limit: int) -> Incoming:
    """Take a call in; its body is not read yet. Raises `stubs.serving.bodies.BodyTooLarge`."""
    headers = merged(request)
    return Incoming(
        method=request.method,
        path=request.url.path,
        headers=headers,
        query=read_query(request.url.query),
        raw=await read_body(request, limit),
        content_type=headers.get("content-type", "").partition(";")[0].strip().lower(),
        client=request.client.host if request.client else "",
    )


async def read(call: Incoming, version: float, limit: int, *, binary: bool = False) -> None:
    """Read the body as a node of that version wants it; `binary` keeps it as a file.

    Raises:
        Unreadable: in n8n's words.
        BodyTooLarge: it is too large once decompressed.
    """
    if binary:
        call.body = ABSENT
    elif call.content_type == "multipart/form-data":
        try:
            call.form = await read_form(call.headers["content-type"], call.raw)
        except BadForm:
            raise Unreadable(400, "The submitted form data could not be parsed.") from None
        call.body = call.form.fields
    elif version > 1 and not _parsable(call.content_type):
        call.body = ABSENT
    else:
        call.raw = decompressed(call.raw, call.headers.get("content-encoding", ""), limit)
        call.body = _parsed(call)


def _parsable(kind: str) -> bool:
    known = ("application/json", "text/plain", "application/x-www-form-urlencoded")
    return kind.startswith(known) or kind.endswith(("/xml", "+xml"))


def _parsed(call: Incoming) -> Any:
    if not call.raw:
        return {} if call.content_type == "application/x-www-form-urlencoded" else ABSENT
    try:
        text = _text(call.raw, call.headers.get("content-type", ""))
        match call.content_type:
            case "application/json":
                return bounded(from_text(text), text)
            case kind if kind.endswith(("/xml", "+xml")):
                return read_xml(text)
            case "application/x-www-form-urlencoded":
                return read_flat_form(text)
            case "text/plain":
                return text
    except (ValueError, BadXml) as error:
        raise Unreadable(422, "Failed to parse request body", str(error)) from None
    return ABSENT


def bounded(value: Any, text: str) -> Any:
    """Give a JSON value that is not nested beyond what the engine handles; raises `ValueError`."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return value
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return value
    raise ValueError("The JSON is nested too deeply")


def _text(raw: bytes, content_type: str) -> str:
    _, _, parameters = content_type.partition(";")
    charset = next(
        (each.partition("=")[2].strip(" \"'") for each in parameters.split(";") if "charset" in each.lower()), "utf-8"
    ).lower()
    if charset not in ENCODINGS:
        raise ValueError(f"Unknown encoding: {charset}")
    return raw.decode(
        {"utf16le": "utf-16-le", "ucs2": "utf-16-le", "ucs-2": "utf-16-le"}.get(charset, charset), "replace"
    ).removeprefix("\ufeff")


def decompressed(raw: bytes, encoding: str, limit: int) -> bytes:
    """Undo `gzip` and `deflate`; any other encoding is left as it is.

    Raises:
        Unreadable: it is not what the encoding says.
        BodyTooLarge: more than `limit` bytes come out.
    """
    if encoding not in {"gzip", "deflate"} or not raw:
        return raw
    try:
        reader = zlib.decompressobj(47)
        found = reader.decompress(raw, limit + 1)
    except zlib.error:
        # Real n8n answers 500 here; a stub of this house gives no 500 that a workflow did not ask for.
        raise Unreadable(422, "Failed to parse request body", "incorrect header check") from None
    if len(found) > limit:
        raise BodyTooLarge(limit)
    return found


def merged(request: Request) -> dict[str, str]:
    """Give the headers as Node.js does, n8n's own cookies taken out."""
    found: dict[str, str] = {}
    for name, value in request.headers.items():
        if name not in found:
            found[name] = value
        elif name not in FIRST_ONLY:
            found[name] += ("; " if name == "cookie" else ", ") + value
    if "cookie" in found:
        kept = [each.strip() for each in found["cookie"].split(";") if each.split("=")[0].strip() not in OWN_COOKIES]
        found["cookie"] = "; ".join(kept)
    return found


def as_file(call: Incoming, name: str) -> Binary | None:
    """Give the whole body as a file, as the node does with what it does not parse; None when it is empty."""
    if not call.raw:
        return None
    given = call.headers.get("content-disposition", "").partition("filename=")[2].partition(";")[0].strip().strip('"')
    return Binary(call.raw, call.content_type or "application/octet-stream", given or name)


def webhook_json(call: Incoming, url: str, more: Mapping[str, Any]) -> dict[str, Any]:
    """Give the JSON of the Webhook node's item (`facts/n8n.md` 2)."""
    body = {} if call.body is ABSENT else {"body": call.body}
    item = {"headers": call.headers, "params": call.params, "query": call.query, **body, "webhookUrl": url}
    return {**item, "executionMode": "production", **more}
