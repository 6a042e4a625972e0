"""A whole execution in n8n's own shape: kept at its end, and taken up again after a wait."""

from collections import deque
from collections.abc import Mapping
from typing import Any

from stubs.n8n.engine.error_shape import error_of
from stubs.n8n.engine.errors import NodeError
from stubs.n8n.engine.queue import Queue
from stubs.n8n.engine.shape import (
    Json,
    Texts,
    holds_items,
    item_from,
    lists_from,
    lists_of,
    memory_of,
    run_data_from,
    run_data_of,
    source_from,
    source_of,
)
from stubs.n8n.engine.state import State
from stubs.n8n.engine.step import Step
from stubs.n8n.engine.view import ExecutionInfo
from stubs.n8n.engine.workflow import Workflow

_ITEMS = "$items"


def snapshot_of(state: State, error: NodeError | None, at: float) -> Json:
    """Give an execution's data as the public API shows it (`facts/n8n.md` 2d)."""
    texts: Texts = {}
    result: Json = {"runData": run_data_of(state.run_data, state.workflow, texts)}
    if error is not None:
        result = {"error": error_of(error, state.workflow.nodes.get(state.last_node or ""), at)} | result
    if state.last_node is not None:
        result["lastNodeExecuted"] = state.last_node
    queue = state.queue
    waiting = {name: list(steps.items()) for name, steps in queue.waiting.items()}
    return {
        "version": 1,
        "startData": {},
        "resultData": result,
        "executionData": {
            "contextData": {f"node:{name}": _memory_of(kept, texts) for name, kept in state.memory.items()},
            "nodeExecutionStack": [_step_of(each, texts) for each in queue.ready],
            "metadata": {},
            "waitingExecution": {
                name: {str(number): {"main": lists_of(each.inputs, texts)} for number, each in steps}
                for name, steps in waiting.items()
            },
            "waitingExecutionSource": {
                name: {str(number): {"main": [source_of(one) for one in each.sources]} for number, each in steps}
                for name, steps in waiting.items()
            },
        },
    }


def state_from(given: Mapping[str, Any], workflow: Workflow, info: ExecutionInfo) -> State:
    """Take an execution up where it paused: what the paused node put out is put out anew."""
    data, result = given["executionData"], given["resultData"]
    ready = deque(_step_from(each) for each in data["nodeExecutionStack"])
    queue = Queue(workflow, run_data_from(result["runData"]), ready)
    for name, steps in data["waitingExecution"].items():
        sources = data["waitingExecutionSource"][name]
        queue.waiting[name] = {
            int(number): Step(name, lists_from(each["main"]), [source_from(one) for one in sources[number]["main"]])
            for number, each in steps.items()
        }
    state = State(workflow, info, queue)
    state.memory = {name.removeprefix("node:"): _memory_from(kept) for name, kept in data["contextData"].items()}
    state.last_node = result.get("lastNodeExecuted")
    if state.last_node in state.run_data:
        state.run_data[state.last_node].pop()
    return state


def _step_of(step: Step, texts: Texts) -> Json:
    return {
        "node": {"name": step.node} | ({"disabled": True} if step.resumed else {}),
        "data": {"main": lists_of(step.inputs, texts)},
        "source": {"main": [source_of(each) for each in step.sources]},
    }


def _step_from(given: Mapping[str, Any]) -> Step:
    node = given["node"]
    sources = [source_from(each) for each in given["source"]["main"]]
    return Step(node["name"], lists_from(given["data"]["main"]), sources, resumed=node.get("disabled", False))


def _memory_of(kept: Mapping[str, Any], texts: Texts) -> Json:
    """Give what a node keeps; lists of items are marked, since they are not JSON."""
    return {key: {_ITEMS: memory_of(value, texts)} if holds_items(value) else value for key, value in kept.items()}


def _memory_from(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: [item_from(each) for each in value[_ITEMS]] if isinstance(value, dict) and _ITEMS in value else value
        for key, value in given.items()
    }
