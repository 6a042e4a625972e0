"""S3: buckets, folders and files of a storage service.

Limitations: certificates are always checked.
"""

from typing import Any

from stubs.n8n.engine.errors import NodeError
from stubs.n8n.engine.items import Item, Items, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.workflow import Node
from stubs.n8n.nodes.refusal import not_built_in
from stubs.n8n.nodes.sending.s3_buckets import BUCKET_WORK
from stubs.n8n.nodes.sending.s3_calls import Storage
from stubs.n8n.nodes.sending.s3_files import FILE_WORK
from stubs.n8n.nodes.sending.s3_folders import FOLDER_WORK
from stubs.n8n.nodes.sending.s3_work import Work, Works

WORKS: dict[str, Works] = {"bucket": BUCKET_WORK, "file": FILE_WORK, "folder": FOLDER_WORK}


async def run(call: Call) -> Outputs:
    """Do the work of one item after another; what a query holds stays in it for the items that follow."""
    storage = Storage(call)
    query: dict[str, Any] = {}
    resource, operation = call.param("resource", 0, "file"), call.param("operation", 0, _usual(call.node))
    items: Items = []
    for index, item in enumerate(call.items):
        origins = (Origin(index),)
        try:
            found = await WORKS[resource][operation](Work(call, index, storage, query))
        except NodeError as error:
            if not call.node.continues:
                raise
            kept = item.binary if operation == "download" else {}
            found = Item({"error": error.message}, kept, origins)
        if isinstance(found, Item):
            items.append(found)
        else:
            items += [Item(each, origins=origins) for each in (found if isinstance(found, list) else [found])]
    return [items]


def _usual(node: Node) -> str:
    return {"bucket": "create", "folder": "create"}.get(str(node.parameters.get("resource", "file")), "download")


def _check(node: Node) -> str | None:
    resource, operation = node.parameters.get("resource", "file"), node.parameters.get("operation", _usual(node))
    if operation in WORKS.get(resource, {}):
        return None
    return not_built_in(node, f"the operation {operation} of {resource}")


S3 = NodeType(name="n8n-nodes-base.s3", versions=frozenset({1}), run=run, check=_check)
