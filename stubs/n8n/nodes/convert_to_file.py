"""Convert to File: writes items, or a field of each, into files.

Limitations: CSV, HTML, JSON, text and Base64; spreadsheets and calendars are refused.
"""

import base64
import json
import re
from pathlib import PurePosixPath
from typing import Any

from stubs.n8n.engine.errors import NodeError, NodeOperationError
from stubs.n8n.engine.file_types import extension_of, sniffed, type_of_name
from stubs.n8n.engine.items import Binary, Item, Items, Origin, Outputs
from stubs.n8n.engine.json_text import to_text
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.workflow import Node
from stubs.n8n.nodes.data_path import ABSENT, get
from stubs.n8n.nodes.encodings import encoded
from stubs.n8n.nodes.javascript import to_string
from stubs.n8n.nodes.refusal import not_built_in
from stubs.n8n.nodes.tables import csv_of, html_of, rows_of

_TABLES = frozenset({"csv", "html"})
_OPERATIONS = frozenset({*_TABLES, "toJson", "toText", "toBinary"})


async def _run(call: Call) -> Outputs:
    """Give an item for each file."""
    operation = call.param("operation", default="csv")
    if operation in _TABLES or (operation == "toJson" and call.param("mode", default="once") == "once"):
        origins = tuple(Origin(index) for index in range(len(call.items)))
        return [[_item(call, 0, origins, operation)]]
    return [[_item(call, index, (Origin(index),), operation) for index in range(len(call.items))]]


def _item(call: Call, index: int, origins: tuple[Origin, ...], operation: str) -> Item:
    try:
        options = call.param("options", index, {})
        name = call.param("binaryPropertyName", index, "data")
        if operation in _TABLES:
            file = _table(call.items, options, operation)
        elif operation == "toJson":
            once = call.param("mode", default="once") == "once"
            file = _json([each.json for each in call.items] if once else call.items[index].json, options)
        else:
            file = _field(call, index, options, operation)
    except NodeError as error:
        if not call.node.continues:
            error.item_index = index
            raise
        return Item({"error": error.message}, origins=origins)
    return Item({}, {name: file}, origins)


def _table(items: Items, options: dict[str, Any], kind: str) -> Binary:
    rows = rows_of([each.json for each in items], header=options.get("headerRow") is not False)
    # n8n's CSV always starts with a byte order mark.
    text = html_of(rows) if kind == "html" else f"\ufeff{csv_of(rows, options.get('delimiter') or ',')}"
    return _file(text.encode(), options.get("fileName", f"File.{kind}"), None)


def _json(value: Any, options: dict[str, Any]) -> Binary:
    text = json.dumps(value, indent=2, ensure_ascii=False) if options.get("format") else to_text(value)
    content = encoded(text, options.get("encoding"), mark=bool(options.get("addBOM")))
    return _file(content, options.get("fileName"), "application/json")


def _field(call: Call, index: int, options: dict[str, Any], operation: str) -> Binary:
    source = call.param("sourceProperty", index, "")
    item = call.items[index]
    value = get(item.json, source) if source else item.json
    if value is ABSENT:
        raise NodeOperationError(f'The value in "{source}" is not set', item_index=index)
    is_text = operation == "toText"
    mime_type = "text/plain" if is_text else options.get("mimeType")
    file_name = options.get("fileName") or ("file.txt" if is_text else None)
    if is_text or (call.node.version == 1 and options.get("dataIsBase64") is False):
        if isinstance(value, dict | list) or value is None:
            text, mime_type = to_text(value), "application/json"
        else:
            text = to_string(value) if value else ""
        content = encoded(text, options.get("encoding"), mark=bool(options.get("addBOM")))
    else:
        content = _from_base64(value)
    return _file(content, file_name, mime_type)


def _from_base64(value: Any) -> bytes:
    """Read Base64 as Node does: what is no letter of it is passed over, it ends at the first `=`."""
    if not isinstance(value, str):
        raise NodeOperationError(
            "The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an "
            f"Array-like Object. Received {_received(value)}"
        )
    letters = re.sub(r"[^A-Za-z0-9+/]", "", value.partition("=")[0].replace("-", "+").replace("_", "/"))
    letters = letters[: -1 if len(letters) % 4 == 1 else None]
    return base64.b64decode(letters + "=" * (-len(letters) % 4))


def _received(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, dict | list):
        return f"an instance of {'Array' if isinstance(value, list) else 'Object'}"
    return f"type {'boolean' if isinstance(value, bool) else 'number'} ({to_string(value)})"


def _file(content: bytes, name: str | None, mime_type: str | None) -> Binary:
    mime_type = mime_type or (type_of_name(name) if name else None) or sniffed(content)
    if name:
        name = PurePosixPath(name).name
    extension = extension_of(mime_type) if mime_type else None
    return Binary(content, mime_type or "text/plain", name or (f"file.{extension}" if extension else "file"))


def _check(node: Node) -> str | None:
    operation = str(node.parameters.get("operation", "csv"))
    if operation in _OPERATIONS:
        return None
    return not_built_in(node, f'the operation "{operation}"')


CONVERT_TO_FILE = NodeType(name="n8n-nodes-base.convertToFile", versions=frozenset({1, 1.1}), run=_run, check=_check)
