"""Odoo: records created, read, changed and deleted; by JSON-RPC with a password, by JSON-2 with an API key.

Limitations: the activity resource of version 2 is not there.
"""

from stubs.n8n.engine.errors import NodeError
from stubs.n8n.engine.items import Item, Items, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.workflow import Node
from stubs.n8n.nodes.refusal import not_built_in
from stubs.n8n.nodes.sending.odoo_calls import Door, Json2, Rpc
from stubs.n8n.nodes.sending.odoo_records import MODELS, first, second

OPERATIONS = frozenset({"create", "get", "getAll", "update", "delete"})


async def run(call: Call) -> Outputs:
    """Call Odoo for one item after another; version 1 signs in once for all."""
    door = _door(call)
    work = second if call.node.version >= 2 else first
    if call.node.version < 2 and isinstance(door, Rpc):
        await door.sign_in()
    items: Items = []
    for index in range(len(call.items)):
        origins = (Origin(index),)
        try:
            found = await work(call, index, door)
        except NodeError as error:
            if not call.node.continues:
                raise
            found = {"error": error.message}
        items += [Item(each, origins=origins) for each in (found if isinstance(found, list) else [found])]
    return [items]


def _door(call: Call) -> Door:
    if call.node.version >= 2 and call.param("authentication", 0, "odooApiKeyApi") == "odooApiKeyApi":
        return Json2(call, call.credential("odooApiKeyApi"))
    return Rpc(call, call.credential("odooApi"), id_first=call.node.version >= 2)


def _check(node: Node) -> str | None:
    resource = node.parameters.get("resource", "contact")
    operation = node.parameters.get("operation", "create")
    if resource in MODELS and operation in OPERATIONS:
        return None
    return not_built_in(node, f"the operation {operation} of {resource}")


ODOO = NodeType(name="n8n-nodes-base.odoo", versions=frozenset({1, 2}), run=run, check=_check)
