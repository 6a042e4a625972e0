"""Extract From File: reads files into items, or into a field of each.

Limitations: CSV, JSON, text, XML (as text) and Base64; spreadsheets, HTML tables, PDF and calendars are refused.
"""

import base64
from typing import Any

from stubs.n8n.engine.errors import NodeError, NodeOperationError
from stubs.n8n.engine.items import Binary, Item, Items, Origin, Outputs
from stubs.n8n.engine.json_text import from_text
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.workflow import Node
from stubs.n8n.nodes.data_path import put
from stubs.n8n.nodes.encodings import decoded
from stubs.n8n.nodes.files import file_of
from stubs.n8n.nodes.refusal import not_built_in
from stubs.n8n.nodes.tables import read_csv

_OPERATIONS = frozenset({"csv", "fromJson", "text", "xml", "binaryToPropery"})


async def _run(call: Call) -> Outputs:
    """Give an item for each file, or for each of its rows; what fails softly is nothing but its error."""
    operation = call.param("operation", default="csv")
    found: list[Item] = []
    for index in range(len(call.items)):
        try:
            found += _rows(call, index) if operation == "csv" else [_moved(call, index, operation)]
        except NodeError as error:
            if not call.node.continues:
                error.item_index = index
                raise
            found.append(Item({"error": error.message}, origins=(Origin(index),)))
    return [found]


def _rows(call: Call, index: int) -> Items:
    options = call.param("options", index, {})
    file = file_of(call, index, call.param("binaryPropertyName", index, "data"))
    header = options.get("headerRow") is not False
    text = decoded(file.content, options.get("encoding"), keep_mark=not options.get("enableBOM"))
    try:
        rows = read_csv(
            text, options.get("delimiter") or ",", header=header, keep_empty=bool(options.get("includeEmptyCells"))
        )
    except NodeOperationError:
        if (file.file_name or "").endswith(".csv"):
            raise
        raise NodeOperationError(
            "The file selected in 'Input Binary Field' is not in csv format",
            "Try to change the operation or select a csv file in 'Input Binary Field'",
        ) from None
    most = options.get("maxRowCount", -1)
    return [Item(row if header else {"row": row}, {}, (Origin(index),)) for row in rows[: most if most > -1 else None]]


def _moved(call: Call, index: int, operation: str) -> Item:
    options = call.param("options", index, {})
    item = call.items[index]
    name = call.param("binaryPropertyName", index, "data")
    value = _content(file_of(call, index, name), options, operation)
    keep = options.get("keepSource") or ""
    json = item.json if keep not in {"", "binary"} else {}
    json = put(json, call.param("destinationKey", index, "data"), value)
    others = {key: each for key, each in item.binary.items() if key != name}
    return Item(json, item.binary if keep in {"binary", "both"} else others, (Origin(index),))


def _content(file: Binary, options: dict[str, Any], operation: str) -> Any:
    if operation == "binaryToPropery":
        return base64.b64encode(file.content).decode()
    text = decoded(file.content, options.get("encoding"), keep_mark=options.get("stripBOM") is False)
    if operation != "fromJson":
        return text
    if not text:
        return {}
    try:
        return from_text(text)
    except ValueError as error:
        if "Unexpected token" not in str(error):
            raise NodeOperationError(str(error)) from None
        raise NodeOperationError(
            "The file selected in 'Input Binary Field' is not in JSON format",
            "Try to change the operation or select a JSON file in 'Input Binary Field'",
        ) from None


def _check(node: Node) -> str | None:
    operation = str(node.parameters.get("operation", "csv"))
    if operation in _OPERATIONS:
        return None
    return not_built_in(node, f'the operation "{operation}"')


EXTRACT_FROM_FILE = NodeType(
    name="n8n-nodes-base.extractFromFile", versions=frozenset({1, 1.1}), run=_run, check=_check
)
