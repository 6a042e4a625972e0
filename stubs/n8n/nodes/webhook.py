"""Webhook: starts an execution with the call that came in. What it answers, and to whom, is the server's."""

from collections.abc import Sequence

from stubs.n8n.engine.items import Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.workflow import Node

MODES = frozenset({"onReceived", "lastNode", "responseNode"})
USE_REAL = "run the workflow on a real n8n with --real n8n=URL"
DOORS = frozenset({"none", "basicAuth", "headerAuth", "jwtAuth"})


def methods(node: Node) -> Sequence[str]:
    """Give the methods that a webhook listens to."""
    given = node.parameters.get("httpMethod", "GET")
    return [str(each) for each in given] if isinstance(given, list) else [str(given)]


def _outputs(node: Node) -> int:
    given = node.parameters.get("httpMethod", "GET")
    return len(given) if isinstance(given, list) else 1


def _check(node: Node) -> str | None:
    mode = node.parameters.get("responseMode", "onReceived")
    if mode not in MODES:
        return f'Node "{node.name}" answers in the mode {mode}, which this engine does not know; {USE_REAL}.'
    door = node.parameters.get("authentication", "none")
    if door not in DOORS:
        return f'Node "{node.name}" asks for {door}, which this engine does not know; {USE_REAL}.'
    return None


async def run(call: Call) -> Outputs:
    """Give the call's item at the output of its method: the server hands it in at the input of that number."""
    given = [items or [] for items in call.inputs]
    return given + [[] for _ in range(_outputs(call.node) - len(given))]


WEBHOOK = NodeType(
    name="n8n-nodes-base.webhook",
    versions=frozenset({1, 1.1, 2, 2.1}),
    run=run,
    role="trigger",
    inputs=lambda _node: 0,
    outputs=_outputs,
    check=_check,
)
