"""A node's error as n8n's API and its error workflows give it."""

from collections.abc import Mapping
from typing import Any

from stubs.n8n.engine.errors import (
    CodeFailure,
    ExpressionError,
    NodeApiError,
    NodeError,
    NodeOperationError,
    PlainError,
)
from stubs.n8n.engine.workflow import Node

_KINDS: dict[str, type[NodeError]] = {
    kind.kind: kind for kind in (NodeApiError, ExpressionError, NodeOperationError, CodeFailure, PlainError)
}


def error_of(error: NodeError, node: Node | None, at: float) -> dict[str, Any]:
    """Give an error.

    Args:
        error: what was raised.
        node: that raised it.
        at: seconds since the epoch.
    """
    if isinstance(error, CodeFailure):
        return _of_code(error)
    details = dict(error.details)
    place = {} if error.item_index is None else {"itemIndex": error.item_index}
    found: dict[str, Any] = {
        "level": "warning",
        "shouldReport": True,
        "tags": {},
        "timestamp": int(at * 1000),
        "context": place | details.pop("context", {}),
        "functionality": "regular",
        "name": error.kind,
        "messages": [],
    }
    if node is not None and error.tells_node:
        found["node"] = {
            "id": node.id,
            "name": node.name,
            "type": node.type,
            "typeVersion": node.version,
            "position": list(node.position),
            "parameters": node.parameters,
        }
    if error.description is not None:
        found["description"] = error.description
    return found | details | {"message": error.message, "stack": f"{error.kind}: {error.message}"}


def _of_code(error: CodeFailure) -> dict[str, Any]:
    place = {} if error.item_index is None else {"itemIndex": error.item_index}
    found = {"level": "info", "shouldReport": False, "description": error.description, "tags": {}}
    return (
        found
        | ({"name": error.kind} if error.kind else {})
        | (place | {"context": place} if place else {})
        | error.details
        | {"message": error.message, "stack": f"{error.kind or 'Error'}: {error.message}"}
    )


def error_from(given: Mapping[str, Any]) -> NodeError:
    """Read an error back."""
    kind = _KINDS.get(given.get("name", ""), NodeOperationError)
    context = given.get("context", {})
    return kind(given["message"], given.get("description"), item_index=context.get("itemIndex"), context=context)
