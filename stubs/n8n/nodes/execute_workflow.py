"""Execute Sub-workflow: runs another workflow, once with all items or once for each.

Limitation: the workflow comes from this n8n or stands in the node; files and addresses are refused at import.
"""

from collections.abc import Sequence
from typing import Any

from stubs.n8n.engine.errors import NodeError, NodeOperationError
from stubs.n8n.engine.items import Item, Items, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.reading import USE_REAL, read_workflow
from stubs.n8n.engine.unreadable import UnreadableWorkflow
from stubs.n8n.engine.workflow import Node, Workflow

_SINGLE_ERROR_OUTPUT = 1.3
"""From this version on all failed items go to the one error output."""


async def _run(call: Call) -> Outputs:
    items = _given(call)
    if call.param("mode", default="once") == "each":
        return await _each(call, items)
    try:
        wait = call.param("options.waitForSubWorkflow", default=True) is not False
        found = await call.execute(_workflow(call, 0), items, wait=wait)
    except NodeError as error:
        if not call.node.continues:
            raise
        return [[Item({"error": error.message}, origins=_all(items))]]
    return [[_paired(each, place, found, items) for place, each in enumerate(found)] if wait else items]


async def _each(call: Call, items: Items) -> Outputs:
    outputs: Outputs = [[]]
    for index, item in enumerate(items):
        origins = (Origin(index),)
        try:
            wait = call.param("options.waitForSubWorkflow", index, default=True) is not False
            found = await call.execute(_workflow(call, index), [item], wait=wait)
        except NodeError as error:
            if not call.node.continues:
                raise
            place = 0 if call.node.version >= _SINGLE_ERROR_OUTPUT else index
            outputs.extend([] for _ in range(len(outputs), place + 1))
            outputs[place].append(Item({"error": error.message}, origins=origins))
        else:
            outputs[0] += [Item(each.json, each.binary, origins) for each in found] if wait else [item]
    return outputs


def _workflow(call: Call, index: int) -> Workflow:
    if call.param("source", index, default="database") == "database":
        named = call.param("workflowId", index, default="")
        return call.stored_workflow(str(named.get("value") if isinstance(named, dict) else named))
    given = call.param("workflowJson", index, default="")
    parent = call.workflow
    try:
        read = read_workflow(given, active=True)
    except UnreadableWorkflow as error:
        raise NodeOperationError(str(error)) from None
    settings = read.settings if "settings" in read.document else parent.settings
    return Workflow(read.id or parent.id, read.name, read.nodes, read.connections, settings, read.document, active=True)


def _given(call: Call) -> Items:
    """Give the items that the other workflow gets: the input, with the fields that the node sets."""
    removed = {each.get("displayName") for each in _schema(call) if each.get("removed")}
    if call.raw("workflowInputs") is None:
        return call.items
    found: Items = []
    for index, item in enumerate(call.items):
        json = item.json | (call.param("workflowInputs.value", index) or {})
        kept = {key: value for key, value in json.items() if key not in removed}
        found.append(Item(kept, item.binary, (Origin(index),)))
    return found


def _schema(call: Call) -> Sequence[dict[str, Any]]:
    schema = call.raw("workflowInputs.schema")
    return [each for each in schema if isinstance(each, dict)] if isinstance(schema, list) else []


def _paired(item: Item, place: int, found: Items, items: Items) -> Item:
    if item.origins is not None:
        return item
    return Item(item.json, item.binary, (Origin(place),) if len(found) == len(items) else _all(items))


def _all(items: Items) -> tuple[Origin, ...]:
    return tuple(Origin(index) for index in range(len(items)))


def _check(node: Node) -> str | None:
    source = node.parameters.get("source", "database")
    if source in {"database", "parameter"}:
        return None
    return f'Node "{node.name}" ({node.type}) takes its workflow from {source}, which this engine does not; {USE_REAL}.'


EXECUTE_WORKFLOW = NodeType(
    name="n8n-nodes-base.executeWorkflow",
    versions=frozenset({1, 1.1, 1.2, 1.3, 1.4}),
    run=_run,
    check=_check,
)
