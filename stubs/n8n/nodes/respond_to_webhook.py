"""Respond to Webhook: answers the call that started the execution, once, and passes its items on."""

import re
from typing import Any

from stubs.n8n.engine.errors import NodeError, NodeOperationError
from stubs.n8n.engine.express import NOTHING, answer, chosen_headers, file_answer
from stubs.n8n.engine.items import Item, Outputs
from stubs.n8n.engine.json_text import from_text
from stubs.n8n.engine.node_type import Call, NodeType, WebhookAnswer
from stubs.n8n.engine.tokens import BadKey, sign
from stubs.n8n.engine.workflow import Node, Workflow

WAITS_FOR_IT = frozenset(
    {
        "n8n-nodes-base.webhook",
        "n8n-nodes-base.wait",
        "n8n-nodes-base.formTrigger",
        "@n8n/n8n-nodes-langchain.chatTrigger",
    }
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


async def run(call: Call) -> Outputs:
    """Answer, and give the input as it came; a second output has the answer where the node was told so."""
    try:
        if call.node.version >= 1.1 and not _has_caller(call.workflow, call.node.name):
            raise NodeOperationError("No Webhook node found in the workflow")
        given, shown = _answer(call)
    except NodeError as error:
        if not call.node.continues:
            raise
        return [[Item({"error": error.message}, error=error if _has_error_output(call.node) else None)]]
    call.answer(given)
    passed = [Item(item.json, item.binary, item.origins) for item in call.items]
    return [passed, [Item({"response": shown})]] if _outputs(call.node) == 2 else [passed]


def _answer(call: Call) -> tuple[WebhookAnswer, dict[str, Any]]:
    options = call.param("options", 0, {}) or {}
    headers = chosen_headers(
        (each.get("name", ""), each.get("value", "")) for each in options.get("responseHeaders", {}).get("entries", [])
    )
    kind = call.param("respondWith", 0, "firstIncomingItem")
    status = int(options.get("responseCode") or 200)
    if kind == "binary":
        return _file(call, status, headers)
    if kind == "redirect":
        headers["location"] = _address(str(call.param("redirectURL", 0, "")))
        status = int(options.get("responseCode") or 307)
    body = _body(call, kind, options.get("responseKey"))
    shown = {} if body is NOTHING else {"body": body}
    return answer(body, status, headers), {**shown, "headers": headers, "statusCode": status}


def _body(call: Call, kind: str, key: str | None) -> Any:
    match kind:
        case "json":
            return _json(call.param("responseBody", 0, '{\n  "myField": "value"\n}'))
        case "text":
            value = call.param("responseBody", 0, "")
            return NOTHING if value is None else value
        case "jwt":
            return {"token": _token(call)}
        case "firstIncomingItem":
            return _under(key, call.items[0].json)
        case "allIncomingItems":
            return _under(key, [item.json for item in call.items])
        case "noData" | "redirect":
            return NOTHING
    raise NodeOperationError(f'The Response Data option "{kind}" is not supported!')


def _json(value: Any) -> Any:
    if not isinstance(value, str):
        return NOTHING if value is None or value is False or value == 0 else value
    if not value:
        return NOTHING
    try:
        return from_text(value)
    except ValueError:
        raise NodeOperationError(
            "Invalid JSON in 'Response Body' field",
            "Check that the syntax of the JSON in the 'Response Body' parameter is valid",
        ) from None


def _token(call: Call) -> str:
    payload = call.param("payload", 0, {})
    try:
        credential = call.credential("jwtAuth")
        return sign(from_text(payload) if isinstance(payload, str) else payload, credential, call.clock.now())
    except (BadKey, ValueError):
        raise NodeOperationError("Error signing JWT token") from None


def _file(call: Call, status: int, headers: dict[str, str]) -> tuple[WebhookAnswer, dict[str, Any]]:
    files = call.items[0].binary
    if not files:
        raise NodeOperationError("No binary data exists on the first item!")
    name = next(iter(files))
    if call.param("responseDataSource", 0, "automatically") == "set":
        name = call.param("inputFieldName", 0, "data")
    if name not in files:
        raise NodeOperationError(
            f"This operation expects the node's input data to contain a binary file '{name}', but none was found "
            "[item 0]",
            "Make sure that the previous node outputs a binary file",
        )
    shown = {"body": {"binaryData": {"mimeType": files[name].mime_type}}, "headers": headers, "statusCode": status}
    return file_answer(files[name], status, headers), shown


def _under(key: str | None, value: Any) -> Any:
    for step in reversed(key.split(".") if key else []):
        value = {step: value}
    return value


def _address(url: str) -> str:
    return url if _SCHEME.match(url) or not url else f"https://{url}"


def _has_caller(workflow: Workflow, name: str) -> bool:
    parents = workflow.graph.ancestors(name)
    return any(workflow.nodes[each].type in WAITS_FOR_IT for each in parents)


def _has_error_output(node: Node) -> bool:
    return node.on_error == "continueErrorOutput"


def _outputs(node: Node) -> int:
    told = node.version >= 1.4 and bool(node.parameters.get("enableResponseOutput"))
    return 2 if node.version == 1.3 or told else 1


RESPOND_TO_WEBHOOK = NodeType(
    name="n8n-nodes-base.respondToWebhook", versions=frozenset({1, 1.1, 1.2, 1.3, 1.4, 1.5}), run=run, outputs=_outputs
)
