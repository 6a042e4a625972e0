"""`/webhook-waiting/{id}`: a signed call ends a Wait node's wait; its data goes on (`facts/n8n.md` 2e)."""

import hashlib
import hmac
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from contracts.runtime import Runtime
from stubs.n8n.engine.executions import Execution
from stubs.n8n.engine.express import answer, error_answer
from stubs.n8n.engine.node_type import WebhookAnswer
from stubs.n8n.engine.player import Player
from stubs.n8n.engine.workflow import Node
from stubs.n8n.server.api.refusals import as_response
from stubs.n8n.server.calls import awaited, item_of, replied, reply_for
from stubs.n8n.server.doors import Doors, TurnedAway
from stubs.n8n.server.incoming import Incoming, Unreadable, read, receive

CORS = (
    ("access-control-allow-origin", "*"),
    ("access-control-allow-methods", "POST, GET, OPTIONS"),
    ("access-control-allow-headers", "Content-Type"),
)


@dataclass(frozen=True, slots=True)
class Resumption:
    """The addresses that end waits.

    Attributes:
        base_url: of this n8n, as users reach it.
        key: signs the addresses.
    """

    base_url: str
    key: str

    def url(self, execution_id: str) -> str:
        """Give the address of an execution, signed."""
        return f"{self.base_url}/webhook-waiting/{execution_id}?signature={self.signature(execution_id)}"

    def signature(self, execution_id: str) -> str:
        """Sign an execution's id."""
        return hmac.new(self.key.encode(), f"resume {execution_id}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Waiting:
    """The endpoint of calls that end waits."""

    player: Player
    runtime: Runtime
    resumption: Resumption
    payload_limit: int
    doors: Doors

    async def receive(self, request: Request) -> Response:
        """Answer a call for an execution, with the suffix that its Wait node may have."""
        if request.method == "OPTIONS":
            return as_response(answer({}, 204, dict(CORS), sandbox=False))
        call = await receive(request, self.payload_limit)
        execution_id, _, suffix = str(request.path_params["path"]).strip("/").partition("/")
        return as_response(await self._answer(call, execution_id, suffix))

    async def _answer(self, call: Incoming, execution_id: str, suffix: str) -> WebhookAnswer:
        number = (
            int(execution_id) if execution_id.isascii() and execution_id.isdigit() and len(execution_id) < 16 else 0
        )
        found = self.player.executions.find(number)
        if found is None:
            return error_answer(404, 404, f'The execution "{execution_id}" does not exist.')
        given = str(call.query.get("signature", ""))
        if not hmac.compare_digest(given.encode(), self.resumption.signature(execution_id).encode()):
            return answer({"error": "Invalid token"}, 401, sandbox=False)
        refusal = _over(found)
        if refusal is not None:
            return refusal
        resumed = await self._resumed(call, number, suffix)
        return WebhookAnswer(resumed.status, (*CORS, *resumed.headers), resumed.body)

    async def _resumed(self, call: Incoming, execution: int, suffix: str) -> WebhookAnswer:
        found = self.player.waiting_node(execution)
        if found is None or not _takes(found[1], call.method, suffix):
            text = "does not contain a waiting webhook with a matching path/method."
            return error_answer(404, 404, f'The workflow for execution "{execution}" {text}')
        workflow, node = found
        try:
            await read(call, node.version, self.payload_limit)
            self.doors.let_in(node, call, "incomingAuthentication")
        except Unreadable as error:
            return error_answer(error.status, error.status, error.message, error.hint)
        except TurnedAway as away:
            return away.answer
        url = f"{self.resumption.base_url}/webhook/{suffix or node.webhook_id or node.id}"
        item, raw = item_of(call, node, url, {}, self.runtime)
        reply = reply_for(self.player, workflow, node, item, str(execution))
        settled = await self.player.resume(execution, [item], wait_for=awaited(node))
        if settled is None:
            return error_answer(409, 409, f'The execution "{execution}" is running already.')
        return replied(reply, settled, raw)


def _over(execution: Execution) -> WebhookAnswer | None:
    match execution.status:
        case "running" | "new":
            return error_answer(409, 409, f'The execution "{execution.id}" is running already.')
        case "error" | "crashed" | "canceled":
            return error_answer(409, 409, f'The execution "{execution.id}" has finished with error.')
        case "success":  # the quotation mark that is missing is missing in n8n's words too
            return error_answer(409, 409, f'The execution "{execution.id} has finished already.')
    return None


def _takes(node: Node, method: str, suffix: str) -> bool:
    options = node.parameters.get("options") or {}
    return (
        node.parameters.get("resume") == "webhook"
        and node.parameters.get("httpMethod", "GET") == method
        and str(options.get("webhookSuffix") or "").strip("/") == suffix
    )
