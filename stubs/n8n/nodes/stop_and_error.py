"""Stop and Error: ends the execution with an error of the author's own."""

from typing import Any

from stubs.n8n.engine.errors import NodeOperationError, PlainError
from stubs.n8n.engine.items import Outputs
from stubs.n8n.engine.json_text import from_text, to_text
from stubs.n8n.engine.node_type import Call, NodeType


async def _run(call: Call) -> Outputs:
    if call.param("errorType", default="errorMessage") == "errorMessage":
        said = call.param("errorMessage", default="")
        if said is None:
            raise PlainError("Cannot use 'in' operator to search for 'description' in undefined")
        raise NodeOperationError(said if isinstance(said, str) else to_text(said))
    given = call.param("errorObject", default="")
    found: Any = from_text(given) if isinstance(given, str) else given
    if not isinstance(found, dict):
        found = {}
    texts = (found.get(key) for key in ("message", "description", "error"))
    message = next((text for text in texts if isinstance(text, str) and text), None)
    description = found.get("description")
    raise NodeOperationError(
        message or f"Error: {to_text(found)}",
        description if isinstance(description, str) and description else None,
        level="error",
        context={"metadata": found},
    )


STOP_AND_ERROR = NodeType(name="n8n-nodes-base.stopAndError", versions=frozenset({1}), run=_run)
