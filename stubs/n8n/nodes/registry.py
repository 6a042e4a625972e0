"""Which file runs which type of node. A node's file is imported when a workflow first needs it."""

from functools import cache
from importlib import import_module

from stubs.n8n.engine.node_type import NodeType

TYPES = {
    "n8n-nodes-base.noOp": "no_op:NO_OP",
}
"""Type name to `module:NAME` in this folder."""


@cache
def find(type_name: str) -> NodeType | None:
    """Give the type of that name; None when the engine has none."""
    place = TYPES.get(type_name)
    if place is None:
        return None
    module, _, name = place.partition(":")
    found: NodeType = getattr(import_module(f"stubs.n8n.nodes.{module}"), name)
    return found
