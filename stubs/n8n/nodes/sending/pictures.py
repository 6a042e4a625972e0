"""Pictures that the OpenAI nodes make of base64 text."""

import base64
import binascii
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.file_types import facts_of, sniffed
from stubs.n8n.engine.items import Binary
from stubs.n8n.engine.node_type import Call

NAME = "data"
"""What n8n calls such a file."""


def picture_of(entry: dict[str, Any]) -> Binary:
    """Give the file in an entry of an image service's answer; raises `NodeOperationError` when there is none."""
    text = entry.get("b64_json")
    if not isinstance(text, str):
        raise NodeOperationError(
            "The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an "
            "Array-like Object. Received undefined"
        )
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        content = b""
    return Binary(content, sniffed(content) or "text/plain", NAME)


def shown(file: Binary, call: Call) -> dict[str, Any]:
    """Give what n8n writes of a file into an item's JSON."""
    stored = f"workflows/{call.workflow.id}/executions/{call.execution.id}/binary_data/{call.entropy.uuid()}"
    facts = facts_of(file)
    place = {"id": f"filesystem-v2:{stored}", "fileSize": facts.pop("fileSize"), "bytes": facts.pop("bytes")}
    return facts | place
