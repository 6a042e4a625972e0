"""A call on its way through a Webhook or a Wait node: the item it makes, what its caller waits for and is answered."""

from collections.abc import Mapping
from typing import Any

from contracts.runtime import Runtime
from stubs.n8n.engine.express import error_answer
from stubs.n8n.engine.items import Binary, Item
from stubs.n8n.engine.node_type import WebhookAnswer
from stubs.n8n.engine.player import Player
from stubs.n8n.engine.playing import Settled, WaitFor
from stubs.n8n.engine.workflow import Node, Workflow
from stubs.n8n.server.incoming import ABSENT, Incoming, as_file, webhook_json
from stubs.n8n.server.multipart import named
from stubs.n8n.server.replies import Reply, reply_of, response_data


def replied(reply: Reply, settled: Settled, raw: Binary | None = None) -> WebhookAnswer:
    """Give the answer to a call whose execution has come as far as its caller waits for."""
    if reply.mode == "onReceived":
        return reply.started()
    if settled.answer is not None:
        return settled.answer
    if settled.canceled:
        return error_answer(500, 0, "There was a problem executing the workflow")
    if settled.failed:
        return reply.failed()
    return reply.silent() if reply.mode == "responseNode" else reply.ended(settled.outputs or [], raw)


def awaited(node: Node) -> WaitFor:
    """Give what a node's caller waits for."""
    mode = node.parameters.get("responseMode")
    return mode if mode in {"lastNode", "responseNode"} else "onReceived"


def item_of(
    call: Incoming, node: Node, url: str, extra: Mapping[str, Any], runtime: Runtime
) -> tuple[Item, Binary | None]:
    """Give the item that a call makes, and its raw body where the node is told to keep it."""
    options = node.parameters.get("options") or {}
    raw = None
    files: dict[str, Binary] = {}
    if call.form is not None:
        files = named(call.form, options.get("binaryPropertyName"))
    elif options.get("rawBody"):
        raw = Binary(call.raw, call.content_type or "application/json", bare=True)
        files = {"data": raw}
        if call.body is ABSENT and not call.raw:
            call.body = {}
    elif wants_file(node) or (node.version > 1 and (call.body is ABSENT or not call.body)):
        unread = call.body is ABSENT
        call.body = {}
        file = as_file(call, runtime.entropy.uuid()) if unread and call.raw else None
        files = {str(options.get("binaryPropertyName", "data")): file} if file else {}
    return Item(webhook_json(call, url, extra), files), raw


def wants_file(node: Node) -> bool:
    """Tell whether a node of the first version keeps the whole body as a file."""
    return node.version == 1 and bool((node.parameters.get("options") or {}).get("binaryData"))


def reply_for(player: Player, workflow: Workflow, node: Node, item: Item, execution_id: str) -> Reply:
    """Read a node's reply, its expressions evaluated for the item that the call made."""

    def evaluated(value: Any) -> Any:
        return player.evaluate(workflow, node, item, value, execution_id)

    headers = (node.parameters.get("options") or {}).get("responseHeaders")
    return reply_of(node, evaluated(response_data(node)), evaluated(headers))
