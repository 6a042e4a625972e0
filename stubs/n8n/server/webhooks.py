"""`/webhook/…`: a call goes through the node's doors, starts an execution, and is answered as the node was told."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from contracts.runtime import Runtime
from stubs.n8n.engine.errors import NodeError
from stubs.n8n.engine.express import answer, error_answer
from stubs.n8n.engine.items import Item, Items
from stubs.n8n.engine.node_type import WebhookAnswer
from stubs.n8n.engine.player import Player
from stubs.n8n.engine.workflow import Node, Workflow
from stubs.n8n.server.api.refusals import as_response
from stubs.n8n.server.calls import awaited, item_of, replied, reply_for, wants_file
from stubs.n8n.server.doors import Doors, TurnedAway
from stubs.n8n.server.incoming import Incoming, Unreadable, read, receive
from stubs.n8n.server.registry import Hook, Registry

PRODUCTION_HINT = (
    "The workflow must be active for a production URL to run successfully. You can activate the workflow "
    "using the toggle in the top-right of the editor. Note that unlike test URL calls, production URL calls "
    "aren't shown on the canvas (only in the executions list)"
)
TEST_HINT = (
    "Click the 'Execute workflow' button on the canvas, then try again. (In test mode, the webhook only works for "
    "one call after you click this button)"
)
RESPOND = "n8n-nodes-base.respondToWebhook"
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The production webhooks.

    Attributes:
        base_url: of this n8n, as users reach it.
        payload_limit: bytes of a body.
    """

    registry: Registry
    player: Player
    runtime: Runtime
    base_url: str
    payload_limit: int
    doors: Doors

    async def receive(self, request: Request) -> Response:
        """Answer a call of any method at any path."""
        path = str(request.path_params["path"]).removesuffix("/")
        cors = self._cors(request, path)
        if request.method == "OPTIONS":
            given = answer({}, 204, cors, sandbox=False)
        else:
            given = await self._answer(request, path)
        return as_response(WebhookAnswer(given.status, (*cors.items(), *given.headers), given.body) if cors else given)

    async def _answer(self, request: Request, path: str) -> WebhookAnswer:
        call = await receive(request, self.payload_limit)
        found = self.registry.find(request.method, path)
        if found is None:
            return not_registered(request.method, path, self.registry.methods(path))
        hook, params = found
        call.params = dict(params)
        try:
            await read(call, hook.node.version, self.payload_limit, binary=wants_file(hook.node))
        except Unreadable as error:
            return error_answer(error.status, error.status, error.message, error.hint)
        wrong = misconfigured(hook.workflow, hook.node)
        if wrong:
            return error_answer(500, 0, wrong)
        try:
            extra = self.doors.let_in(hook.node, call)
        except TurnedAway as away:
            return away.answer
        return await self._started(hook, call, extra)

    async def _started(self, hook: Hook, call: Incoming, extra: Mapping[str, Any]) -> WebhookAnswer:
        item, raw = item_of(call, hook.node, f"{self.base_url}/webhook/{hook.path}", extra, self.runtime)
        if not self._only_if(hook, item):
            return answer({"message": "Webhook call received"}, sandbox=False)
        inputs: list[Items] = [[] for _ in range(hook.place)] + [[item]]
        settled = await self.player.begin(hook.workflow, hook.node.name, inputs, wait_for=awaited(hook.node))
        reply = reply_for(self.player, hook.workflow, hook.node, item, settled.execution_id)
        return replied(reply, settled, raw)

    def _only_if(self, hook: Hook, item: Item) -> bool:
        wanted = (hook.node.parameters.get("options") or {}).get("onlyRunIf")
        if not isinstance(wanted, str) or not wanted.startswith("="):
            return True
        try:
            return bool(self.player.evaluate(hook.workflow, hook.node, item, wanted))
        except NodeError:
            return True  # n8n lets the call through, with a line in its log

    def _cors(self, request: Request, path: str) -> dict[str, str]:
        """Give the headers for a call from a page of another origin."""
        origin = request.headers.get("origin")
        if origin is None:
            return {}
        found = {"access-control-allow-methods": ", ".join(["OPTIONS", *self.registry.methods(path)])}
        preflight = request.method == "OPTIONS"
        method = request.headers.get("access-control-request-method") if preflight else request.method
        there = self.registry.find(method, path) if method else None
        if there is None:
            return found
        options = there[0].node.parameters.get("options") or {}
        found["access-control-allow-origin"] = allowed_origin(options.get("allowedOrigins"), origin)
        if preflight:
            found["access-control-max-age"] = "300"
            if headers := request.headers.get("access-control-request-headers"):
                found["access-control-allow-headers"] = headers
        return found


def misconfigured(workflow: Workflow, node: Node) -> str | None:
    """Say what n8n says when response mode and Respond nodes don't fit together."""
    if node.version < 2:
        return None
    responders = [
        each
        for each in workflow.nodes.values()
        if each.type == RESPOND and node.name in workflow.graph.ancestors(each.name)
    ]
    mode = node.parameters.get("responseMode", "onReceived")
    if mode == "responseNode":
        return None if responders else "No Respond to Webhook node found in the workflow"
    unused = any(not _owned_by_wait(workflow, node, each) for each in responders)
    return "Unused Respond to Webhook node found in the workflow" if unused else None


def _owned_by_wait(workflow: Workflow, start: Node, responder: Node) -> bool:
    """Tell whether a Respond node answers the call that ends a Wait node's wait."""
    before = [workflow.nodes[name] for name in workflow.graph.ancestors(responder.name) if name in workflow.nodes]
    return any(
        each.type == "n8n-nodes-base.wait"
        and not each.disabled
        and each.parameters.get("resume") == "webhook"
        and each.parameters.get("responseMode") == "responseNode"
        and start.name in workflow.graph.ancestors(each.name)
        for each in before
    )


def not_registered(method: str, path: str, methods: list[str]) -> WebhookAnswer:
    """Say that nothing answers there, or to another method only."""
    if not methods:
        return error_answer(404, 404, f'The requested webhook "{method} {path}" is not registered.', PRODUCTION_HINT)
    wanted = " or ".join([", ".join(methods[:-1]), methods[-1]] if len(methods) > 1 else methods)
    text = f"This webhook is not registered for {method} requests. Did you mean to make a {wanted} request?"
    return error_answer(404, 404, text)


def allowed_origin(allowed: Any, origin: str) -> str:
    """Give the origin that an answer names."""
    if not isinstance(allowed, str) or allowed in {"", "*", origin}:
        return origin
    origins = allowed.split(",")
    return origin if origin in origins else origins[0]


async def test_url(request: Request) -> Response:
    """Say what n8n says when nobody listens in the editor."""
    path = str(request.path_params["path"]).removesuffix("/")
    return as_response(error_answer(404, 404, f'The requested webhook "{path}" is not registered.', TEST_HINT))


async def nothing(request: Request) -> Response:
    """Say what n8n's server says where it serves nothing at all."""
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n'
        f"<pre>Cannot {request.method} {escape(request.url.path)}</pre>\n</body>\n</html>\n"
    )
    headers = (
        ("content-security-policy", "default-src 'none'"),
        ("content-type", "text/html; charset=utf-8"),
        ("vary", "Accept-Encoding"),
    )
    return as_response(WebhookAnswer(404, headers, page.encode()))
