"""Files that pass through a Code node: what it names keeps its bytes, what it makes brings them as Base64."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from stubs.n8n.engine.errors import ExpressionError
from stubs.n8n.engine.file_types import UNKNOWN_TYPE, sniffed, type_of_name
from stubs.n8n.engine.items import Binary, Item
from stubs.n8n.expressions.loaded import about

Files = Mapping[str, Binary]


def binary_from(told: dict[str, Any], files: Files) -> Binary:
    """Read a file as the code tells it; one that the code was given is known by its `id`."""
    known = files.get(str(told.get("id")))
    if known is not None:
        if about(known) == told:
            return known
        return replace(known, mime_type=str(told.get("mimeType") or UNKNOWN_TYPE), file_name=told.get("fileName"))
    try:
        content = base64.b64decode(str(told.get("data") or ""), validate=False)
    except binascii.Error:
        content = b""
    return Binary(content, str(told.get("mimeType") or UNKNOWN_TYPE), told.get("fileName"))


def content_of(given: Sequence[Item], index: int, name: str) -> str:
    """Give a file's bytes as Base64 (`getBinaryDataBuffer`); raises `ExpressionError` when there is none."""
    found = given[index].binary.get(name) if 0 <= index < len(given) else None
    if found is None:
        raise ExpressionError(f"The item has no binary field '{name}' [item {index}]")
    return base64.b64encode(found.content).decode()


def made_from(text: str, name: str | None, mime_type: str | None) -> Binary:
    """Make a file (`prepareBinaryData`) of Base64, a name and a type; what is not told, name and content tell."""
    content = base64.b64decode(text)
    kind = mime_type or (type_of_name(name) if name else None) or sniffed(content)
    return Binary(content, kind or UNKNOWN_TYPE, name)
