"""Files that pass through a Code node: what it names unchanged keeps its bytes, what it makes brings them as Base64."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from stubs.n8n.engine.errors import ExpressionError
from stubs.n8n.engine.items import Binary, Item
from stubs.n8n.expressions.loaded import about


def binary_from(name: str, told: dict[str, Any], given: Sequence[Item]) -> Binary:
    """Read a file as the code tells it; one of the input is known by its description."""
    for item in given:
        found = item.binary.get(name)
        if found is not None and about(found) == told:
            return found
    try:
        content = base64.b64decode(str(told.get("data") or ""), validate=False)
    except binascii.Error:
        content = b""
    return Binary(content, str(told.get("mimeType") or "text/plain"), told.get("fileName"))


def content_of(given: Sequence[Item], index: int, name: str) -> str:
    """Give a file's bytes as Base64 (`getBinaryDataBuffer`); raises `ExpressionError` when there is none."""
    found = given[index].binary.get(name) if 0 <= index < len(given) else None
    if found is None:
        raise ExpressionError(f"The item has no binary field '{name}' [item {index}]")
    return base64.b64encode(found.content).decode()
