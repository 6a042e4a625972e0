"""A workflow that another one calls: where it starts, and what its caller gets of it."""

from stubs.n8n.engine.error_shape import error_of
from stubs.n8n.engine.errors import ExpressionError, NodeError, NodeOperationError
from stubs.n8n.engine.items import Item, Items, Origin, Source
from stubs.n8n.engine.pairing import find_ancestor
from stubs.n8n.engine.run import Run
from stubs.n8n.engine.workflow import Workflow

CALLED = "n8n-nodes-base.executeWorkflowTrigger"
_ALL_RUNS = 1.2
"""From this version of the trigger on, the items of every run of the last node are given."""


def called_at(workflow: Workflow) -> str:
    """Name the node that a caller starts; raises `NodeOperationError` when there is none."""
    for each in workflow.nodes.values():
        if each.type == CALLED and not each.disabled:
            return each.name
    raise NodeOperationError(
        "Missing node to start execution",
        "Please make sure the workflow you're calling contains an Execute Workflow Trigger node",
    )


def result_of(run: Run, trigger: str) -> Items:
    """Give the items that the last node put out, paired with the caller's.

    Raises:
        NodeError: what made the workflow fail.
    """
    if run.error is not None:
        raise _told(run.error, run)
    state = run.state
    last = state.last_node or trigger
    tasks = state.run_data.get(last, [])
    node = state.workflow.nodes[trigger]
    all_runs = node.version >= _ALL_RUNS or node.parameters.get("returnOutput") == "allRuns"
    found: Items = []
    for index, task in enumerate(tasks):
        if task.outputs and (all_runs or index == len(tasks) - 1):
            source = Source(last, 0, index)
            found += [
                Item(each.json, each.binary, _origins(run, trigger, source, place), each.error)
                for place, each in enumerate(task.outputs[0])
            ]
    return found


def _origins(run: Run, trigger: str, source: Source, place: int) -> tuple[Origin, ...] | None:
    try:
        return find_ancestor(run.state.run_data, trigger, source, place).origins
    except ExpressionError:
        return None


def _told(error: NodeError, run: Run) -> NodeError:
    """Give the error as the caller fails with it: it still names the node that raised it."""
    failed = run.state.workflow.nodes.get(run.state.last_node or "")
    if failed is None or "node" in error.details or not error.tells_node:
        return error
    node = error_of(error, failed, 0)["node"]
    return type(error)(error.message, error.description, item_index=error.item_index, **error.details, node=node)
