"""When Executed by Another Workflow: puts out what the caller gave, cut to the declared fields."""

from typing import Any

from stubs.n8n.engine.items import Item, Origin, Outputs
from stubs.n8n.engine.json_text import from_text
from stubs.n8n.engine.node_type import Call, NodeType

_DECLARES = 1.1
"""From this version on fields are declared unless the node says `passthrough`."""


async def _run(call: Call) -> Outputs:
    fields = _fields(call)
    if fields is None:
        return [call.items]
    return [
        [
            Item({name: each.json.get(name) for name in fields}, each.binary, (Origin(index),))
            for index, each in enumerate(call.items)
        ]
    ]


def _fields(call: Call) -> list[str] | None:
    """Name the declared fields; None when everything passes."""
    default = "workflowInputs" if call.node.version >= _DECLARES else "passthrough"
    source = call.param("inputSource", default=default)
    if source == "workflowInputs":
        return [str(each.get("name")) for each in call.param("workflowInputs.values", default=[])]
    if source == "jsonExample":
        example: Any = from_text(call.param("jsonExample", default="{}"))
        return list(example) if isinstance(example, dict) else []
    return None


EXECUTE_WORKFLOW_TRIGGER = NodeType(
    name="n8n-nodes-base.executeWorkflowTrigger",
    versions=frozenset({1, 1.1, 1.2}),
    run=_run,
    role="trigger",
)
