"""The files beside an item's JSON, as nodes ask for them."""

from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.items import Binary
from stubs.n8n.engine.node_type import Call


def file_of(call: Call, index: int, name: Any) -> Binary:
    """Give an item's file by its property's name; raises `NodeOperationError` in n8n's words."""
    if not isinstance(name, str):
        raise NodeOperationError(
            "Provided parameter is not a string or binary data object.",
            "Specify the property name of the binary data in input item or use an expression to access the binary data "
            'in previous nodes, e.g. "{{ $(_target_node_).item.binary[_binary_property_name_] }}"',
            item_index=index,
        )
    files = call.items[index].binary
    if not files:
        raise NodeOperationError(
            f"This operation expects the node's input data to contain a binary file '{name}', but none was found "
            f"[item {index}]",
            "Make sure that the previous node outputs a binary file",
            item_index=index,
        )
    if name not in files:
        raise NodeOperationError(
            f"The item has no binary field '{name}' [item {index}]",
            "Check that the parameter where you specified the input binary field name is correct, and that it matches "
            "a field in the binary input",
            item_index=index,
        )
    return files[name]
