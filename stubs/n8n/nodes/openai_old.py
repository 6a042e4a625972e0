"""OpenAI, the old node: makes images, as files or as links.

Limitations: of all that n8n's node does, only the image resource's create operation.
"""

import asyncio
from typing import Any

from stubs.n8n.engine.errors import NodeError
from stubs.n8n.engine.items import Item, Items, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.workflow import Node
from stubs.n8n.nodes.refusal import not_built_in
from stubs.n8n.nodes.sending.api_error import api_error
from stubs.n8n.nodes.sending.asked import Asked
from stubs.n8n.nodes.sending.credentials import put
from stubs.n8n.nodes.sending.exchange import Answered, exchange
from stubs.n8n.nodes.sending.failures import ClientFailure
from stubs.n8n.nodes.sending.headers import ACCEPT
from stubs.n8n.nodes.sending.pictures import picture_of

_OPTIONS = {
    "n": ("dall-e-2", "dall-e-3", ""),
    "quality": ("dall-e-3",),
    "size": ("dall-e-2", "dall-e-3"),
    "style": ("dall-e-3",),
}
"""Options in the order in which they are sent, and the models of version 1 that have them."""


async def run(call: Call) -> Outputs:
    """Have the images of all items made at once."""
    asked = [_read(call, index) for index in range(len(call.items))]
    reached = await asyncio.gather(*(_reached(call, each) for each in asked))
    items: Items = []
    for index, each in enumerate(reached):
        try:
            items += _images(call, index, each)
        except NodeError as error:
            if not call.node.continues:
                raise
            items.append(Item({"error": error.message}, origins=(Origin(index),), error=error))
    return [items]


def _read(call: Call, index: int) -> Asked:
    held = call.credential("openAiApi")
    base = str(held.get("url") or "https://api.openai.com/v1").rpartition("/")[0]
    name = "model" if call.node.version == 1 else "imageModel"
    form = "url" if call.param("responseFormat", index, "binaryData") == "imageUrl" else "b64_json"
    body = {"prompt": call.param("prompt", index, ""), "model": call.param(name, index, "dall-e-2")}
    body |= {"response_format": form, **_shown_options(call, index)}
    asked = Asked("POST", f"{base}/v1/images/generations", {}, body, reads_json=True, never_fails=True)
    put(asked, "openAiApi", held)
    asked.headers["Accept"] = ACCEPT
    return asked


def _shown_options(call: Call, index: int) -> dict[str, Any]:
    """Give the options that the model has; version 1.1 asks for it under a name that its options do not look at."""
    given = call.param("options", index, {}) or {}
    model = str(call.raw("model", "dall-e-2")) if call.node.version == 1 else ""
    dynamic = model.startswith("=")
    return {name: given[name] for name, models in _OPTIONS.items() if name in given and (dynamic or model in models)}


async def _reached(call: Call, asked: Asked) -> Answered | ClientFailure | NodeError:
    try:
        return await exchange(call, asked)
    except (ClientFailure, NodeError) as error:
        return error


def _images(call: Call, index: int, reached: Answered | ClientFailure | NodeError) -> Items:
    if isinstance(reached, NodeError):
        raise reached
    if isinstance(reached, ClientFailure):
        raise api_error(reached, item_index=index, runIndex=call.run_index)
    if reached.status >= 400:
        body = {"body": reached.value, "statusCode": reached.status}
        raise api_error(body, item_index=index, runIndex=call.run_index)
    entries = (reached.value.get("data") if isinstance(reached.value, dict) else None) or []
    origins = (Origin(index),)
    if call.param("responseFormat", index, "binaryData") == "imageUrl":
        return [Item(each, origins=origins) for each in entries]
    return [Item({}, {"data": picture_of(each)}, origins) for each in entries]


def _check(node: Node) -> str | None:
    resource, operation = node.parameters.get("resource", "text"), node.parameters.get("operation", "create")
    if (resource, operation) != ("image", "create"):
        return not_built_in(node, f"the operation {operation} of {resource}")
    return None


OPENAI_OLD = NodeType(name="n8n-nodes-base.openAi", versions=frozenset({1, 1.1}), run=run, check=_check)
