"""What n8n did before order v1: a node that waits for a second input has the nodes before that input run on nothing."""

from collections.abc import Collection, Iterator, Sequence

from stubs.n8n.engine.graph import Exit
from stubs.n8n.engine.items import Item, Source
from stubs.n8n.engine.run_data import RunData
from stubs.n8n.engine.step import Step
from stubs.n8n.engine.workflow import Workflow


def empty_steps(
    workflow: Workflow, run_data: RunData, ready: Collection[str], waiting: str, source: Source
) -> Iterator[Step]:
    """Give a step with one empty item for each branch that leads to a waiting node and was not walked.

    Args:
        workflow: whose executionOrder is the old one.
        run_data: what ran so far.
        ready: the nodes that will run anyway.
        waiting: the node that began to wait.
        source: the output that reached it.
    """
    graph = workflow.graph
    beside = {target.node for targets in workflow.connections[source.node] for target in targets}
    for exits in graph.inputs_of(waiting):
        for exit_ in exits:
            name = exit_.node
            if name == source.node or name in ready or name in run_data:
                continue
            if name in beside and not _is_empty(run_data, graph.inputs_of(name), source.run):
                continue
            top = _topmost(graph.upwards(name), beside, ready, run_data)
            if top is not None and _is_empty(run_data, graph.inputs_of(top), source.run):
                yield Step(top, [[Item({})]], [source])


def _topmost(upwards: Sequence[str], beside: Collection[str], ready: Collection[str], run_data: RunData) -> str | None:
    """Give the last node on the way up that has not run; None when it runs anyway."""
    found = upwards[0]
    for name in upwards:
        if (name != upwards[0] and name in beside) or name in ready:
            return None
        if name in run_data:
            break
        found = name
    return found


def _is_empty(run_data: RunData, inputs: Sequence[Sequence[Exit]], run: int) -> bool:
    """Whether nothing came to a node's first input in that run."""
    for exit_ in inputs[0] if inputs else ():
        tasks = run_data.get(exit_.node, [])
        outputs = tasks[run].outputs if run < len(tasks) else None
        if outputs and exit_.output < len(outputs) and outputs[exit_.output]:
            return False
    return True
