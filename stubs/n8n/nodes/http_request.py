"""HTTP Request: sends one request for each item, all at once unless batched, and makes items of the answers.

Limitations: no OAuth, no digest, no client certificates and no proxy; certificates are always checked.
"""

import asyncio
from typing import Any

from stubs.n8n.engine.error_shape import error_of
from stubs.n8n.engine.errors import NodeError, NodeOperationError
from stubs.n8n.engine.items import Item, Items, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.thrown import Thrown
from stubs.n8n.engine.workflow import Node
from stubs.n8n.nodes.refusal import not_built_in
from stubs.n8n.nodes.sending.answering import NOTHING, items_of
from stubs.n8n.nodes.sending.api_error import api_error
from stubs.n8n.nodes.sending.asked import Asked
from stubs.n8n.nodes.sending.asking import read
from stubs.n8n.nodes.sending.credentials import GENERIC, PREDEFINED
from stubs.n8n.nodes.sending.exchange import Answered, exchange
from stubs.n8n.nodes.sending.failures import SPACE_OUT, ClientFailure
from stubs.n8n.nodes.sending.pages import Paging, fetch, read_paging
from stubs.n8n.nodes.sending.shown import shown

Reached = list[Answered] | ClientFailure | NodeError


async def run(call: Call) -> Outputs:
    """Send all requests, then give what came of each, in the order of the items."""
    reading = call.param("options.response.response", 0, {}) or {}
    kind = str(reading.get("responseFormat", "autodetect"))
    paging = read_paging(call, kind)
    asked: list[Asked | NodeError] = []
    waiting: list[asyncio.Task[Reached]] = []
    try:
        for index in range(len(call.items)):
            await _pause(call, index)
            asked.append(_read(call, index, kind))
            waiting.append(asyncio.ensure_future(_reached(call, index, asked[index], paging)))
    finally:  # what was sent before a request that can't be made is sent all the same
        reached = await asyncio.gather(*waiting)
    items: Items = []
    for index, each in enumerate(reached):
        items += _outcome(call, index, asked[index], each, reading, empty="" if paging else NOTHING)
    if any(each.json is NOTHING for each in items):
        raise NodeOperationError("Cannot read properties of undefined (reading 'data')")
    return [items]


def _read(call: Call, index: int, kind: str) -> Asked | NodeError:
    try:
        return read(call, index, kind)
    except NodeError as error:
        if not call.node.continues:
            raise
        return error


async def _pause(call: Call, index: int) -> None:
    if not index:
        return
    batch = call.param("options.batching.batch", index, {}) or {}
    size = max(int(batch.get("batchSize", 50) or 1), 1)
    milliseconds = batch.get("batchInterval", 0) or 0
    if milliseconds > 0 and index % size == 0:
        await call.clock.sleep(milliseconds / 1000)


async def _reached(call: Call, index: int, asked: Asked | NodeError, paging: Paging | None) -> Reached:
    if isinstance(asked, NodeError):
        return asked
    try:
        return await fetch(call, index, asked, paging) if paging else [await exchange(call, asked)]
    except (ClientFailure, NodeError) as error:
        return error


def _outcome(
    call: Call, index: int, asked: Asked | NodeError, reached: Reached, reading: dict[str, Any], *, empty: Any
) -> Items:
    if isinstance(reached, ClientFailure) and isinstance(asked, Asked):
        if reached.status == 429:
            reached.message = SPACE_OUT
        if not call.node.continues:
            raise api_error(reached, item_index=index, request=shown(asked))
        details = {"details": _details(reached, index)} if call.node.version >= 4.5 else {}
        thrown = _wrapped(call, reached) if _is_wrapped(call) else Thrown(reached.shown(), reached.kept())
        return [Item({"error": thrown, **details}, origins=(Origin(index),))]
    try:
        if isinstance(reached, list):
            return [item for each in reached for item in items_of(each, call.items[index], index, reading, empty=empty)]
        raise reached
    except NodeError as error:
        if not call.node.continues:
            raise
        return [Item({"error": error.message}, origins=(Origin(index),))]


def _is_wrapped(call: Call) -> bool:
    """Whether n8n's own sign-in stands between node and client: it gives errors as the node would raise them."""
    return bool(call.param("authentication", 0, "none") == "predefinedCredentialType")


def _wrapped(call: Call, failure: ClientFailure) -> Thrown:
    error = api_error(failure)
    seen = error_of(error, call.node, call.clock.now().timestamp())
    names = ("message", "timestamp", "name", "description", "context")
    cause = {"name": failure.name, "message": failure.message}
    return Thrown(seen, {each: seen[each] for each in names if each in seen} | {"cause": cause})


def _details(failure: ClientFailure, index: int) -> dict[str, Any]:
    """Give what version 4.5 adds to an error."""
    error = api_error(failure, item_index=index)
    words = {"description": error.description} if error.description else {}
    found = {"message": error.message, **words, "httpCode": error.details["httpCode"], "body": failure.parsed_body()}
    return found | {"context": {"itemIndex": index}}


def _check(node: Node) -> str | None:
    options = node.parameters.get("options") or {}
    if isinstance(options, dict) and options.get("proxy"):
        return not_built_in(node, "a proxy")
    if node.parameters.get("provideSslCertificates"):
        return not_built_in(node, "a client certificate")
    kind = node.parameters.get("authentication", "none")
    name = {"genericCredentialType": "genericAuthType", "predefinedCredentialType": "nodeCredentialType"}.get(kind)
    known = GENERIC if kind == "genericCredentialType" else PREDEFINED
    credential = str(node.parameters.get(name, "") if name else "")
    if name and not credential.startswith("=") and credential not in known:
        return not_built_in(node, f"the credential type {credential or 'of no name'}")
    return None


HTTP_REQUEST = NodeType(
    name="n8n-nodes-base.httpRequest", versions=frozenset({3, 4, 4.1, 4.2, 4.3, 4.4, 4.5}), run=run, check=_check
)
