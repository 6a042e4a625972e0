"""What the code of a workflow keeps from one execution to the next (`$getWorkflowStaticData`)."""

from dataclasses import dataclass
from typing import Any

from stubs.n8n.engine.json_text import from_text, to_text
from stubs.n8n.engine.node_type import Call, Seen


@dataclass
class StaticData:
    """A workflow's static data while one node runs.

    Attributes:
        values: by `global` or `node:NAME`.
        of_node: the key of the node's own.
    """

    values: dict[str, Any]
    of_node: str


def static_data(call: Call) -> StaticData:
    """Give what is kept, or what the workflow's file brought along."""
    text = call.seen.latest(_scope(call))
    values = call.workflow.document.get("staticData") if text is None else from_text(text)
    return StaticData(values if isinstance(values, dict) else {}, f"node:{call.node.name}")


def keep(call: Call, data: StaticData) -> None:
    """Keep it, in place of what was kept, for the executions to come."""
    seen: Seen = call.seen
    text = to_text(data.values)
    if text != seen.latest(_scope(call)):
        seen.forget(_scope(call))
        seen.first_time(_scope(call), text, 1)


def _scope(call: Call) -> str:
    return f"static data of {call.workflow.id}"
