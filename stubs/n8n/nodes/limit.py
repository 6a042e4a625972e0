"""Limit: keeps the first or the last items."""

from stubs.n8n.engine.items import Outputs
from stubs.n8n.engine.node_type import Call, NodeType


async def _run(call: Call) -> Outputs:
    most = int(call.param("maxItems", default=1))
    items = call.items
    if most > len(items):
        return [items]
    return [items[:most] if call.param("keep", default="firstItems") == "firstItems" else items[len(items) - most :]]


LIMIT = NodeType(name="n8n-nodes-base.limit", versions=frozenset({1}), run=_run)
