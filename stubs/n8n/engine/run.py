"""One execution: takes the next step, runs its node as often as it may, passes on what came out."""

import asyncio
import logging
from dataclasses import dataclass, field

from stubs.n8n.engine.call import NodeCall
from stubs.n8n.engine.errors import NodeError, NodeOperationError
from stubs.n8n.engine.failing import failed_softly, show_errors, split_errors
from stubs.n8n.engine.items import Item, Items, Origin, Outputs
from stubs.n8n.engine.node_type import NodeType, Pause
from stubs.n8n.engine.pairing import guess_origins, with_lineage
from stubs.n8n.engine.run_data import Task
from stubs.n8n.engine.state import Services, State
from stubs.n8n.engine.step import Step, main_items
from stubs.n8n.engine.workflow import Node
from stubs.n8n.nodes.registry import find

log = logging.getLogger(__name__)

STEPS_LIMIT = 50_000
"""Steps of one execution; real n8n has no limit, a stub must end."""
ITEMS_LIMIT = 1_000_000
"""Items that all steps of one execution put out together."""
TURN = 50
"""Steps after which others get their turn on the loop."""


@dataclass(slots=True)
class Run:
    """Plays an execution until it ends, fails or pauses.

    Attributes:
        error: why it failed.
        pause: what it waits for.
        canceled: whether it ran longer than its workflow allows.
        steps: taken so far.
        items: put out so far.
    """

    state: State
    services: Services
    error: NodeError | None = None
    pause: Pause | None = None
    canceled: bool = False
    steps: int = 0
    items: int = 0
    _needed: dict[str, frozenset[int]] = field(init=False)
    _passed_over: NodeError | None = None
    """How the last node failed, the workflow going on: with nothing after it, n8n says that the execution failed."""

    def __post_init__(self) -> None:
        """Learn which inputs the nodes can't do without."""
        self._needed = {
            name: type_.needed(node)
            for name, node in self.state.workflow.nodes.items()
            if (type_ := find(node.type)) is not None
        }

    async def play(self) -> None:
        """Take step after step."""
        queue = self.state.queue
        while queue.ready and self.error is None and self.pause is None:
            if self.steps >= STEPS_LIMIT or self.items > ITEMS_LIMIT:
                self.error = NodeOperationError("Stopped execution because it seems to be in an endless loop")
                return
            if self.services.runtime.clock.now().timestamp() >= self.state.deadline:
                self.error, self.canceled = NodeOperationError("The execution was cancelled because it timed out"), True
                return
            if self.steps % TURN == TURN - 1:
                await asyncio.sleep(0)
            await self._take(queue.ready.popleft())
        if self.pause is None and self.error is None:
            self.error = self._passed_over

    async def _take(self, step: Step) -> None:
        node = self.state.workflow.nodes[step.node]
        clock = self.services.runtime.clock
        task = Task(clock.now().timestamp(), self.steps, step.sources)
        self.steps += 1
        inputs = with_lineage(step.inputs)
        self._passed_over = None
        try:
            outputs = await self._tried(node, step, inputs)
        except NodeError as error:
            outputs = self._failed(node, step, inputs, task, error)
        if outputs is None and self.error is None:
            return  # the node had nothing to run on: it leaves no trace
        task.seconds = clock.now().timestamp() - task.started
        self._note(node, task, outputs)

    def _note(self, node: Node, task: Task, outputs: Outputs | None) -> None:
        tasks = self.state.run_data.setdefault(node.name, [])
        self.state.last_node = node.name
        tasks.append(task)
        if outputs is None:
            return
        show_errors(outputs)
        task.outputs = outputs
        self.items += sum(len(items) for items in outputs)
        if self.pause is not None:
            task.status = "waiting"
            return
        self.state.queue.follow(node.name, len(tasks) - 1, outputs)
        self.state.queue.release(self._needed)

    async def _tried(self, node: Node, step: Step, inputs: list[Items | None]) -> Outputs | None:
        """Run a node until it doesn't fail or its tries are used up, and complete what it put out."""
        for left in range(node.tries - 1, -1, -1):
            try:
                outputs = await self._once(node, step, inputs)
            except NodeError:
                if not left:
                    raise
            else:
                if not left or isinstance(outputs, Pause) or not failed_softly(outputs or []):
                    break
            await self.services.runtime.clock.sleep(node.retry_pause)
        return self._completed(node, step, inputs, outputs)

    async def _once(self, node: Node, step: Step, inputs: list[Items | None]) -> Outputs | Pause | None:
        if node.disabled or step.resumed:
            return None if inputs[0] is None else [inputs[0]]
        type_ = _type_of(node)
        seen_items = main_items(inputs)
        if not seen_items and type_.role != "trigger":
            return None
        if node.execute_once:
            inputs = [items[:1] if items else items for items in inputs]
        inputs = [*inputs, *([None] * (type_.inputs(node) - len(inputs)))]
        run_index = len(self.state.run_data.get(node.name, ()))
        call = NodeCall(self.state, self.services, node, run_index, inputs, seen_items, step.sources)
        try:
            return await type_.run(call)
        except (NodeError, asyncio.CancelledError):
            raise
        except Exception as error:
            log.exception("Node %s (%s %s) broke", node.name, node.type, node.version)
            raise NodeOperationError(str(error) or type(error).__name__) from error

    def _completed(
        self, node: Node, step: Step, inputs: list[Items | None], outputs: Outputs | Pause | None
    ) -> Outputs | None:
        if isinstance(outputs, Pause):
            self.pause = outputs
            self.state.queue.ready.appendleft(Step(node.name, [outputs.items], step.sources, resumed=True))
            outputs = [outputs.items]
        if outputs is not None:
            if node.on_error == "continueErrorOutput" and not (node.disabled or step.resumed):
                outputs = split_errors(outputs, _type_of(node).outputs(node), inputs)
            guess_origins(outputs, inputs)
        if node.always_output_data and not (outputs and outputs[0]):
            origins = tuple(
                Origin(place, index) for index, items in enumerate(inputs) for place in range(len(items or ()))
            )
            outputs = [[Item({}, origins=origins)], *(outputs or [])[1:]]
        return outputs

    def _failed(
        self, node: Node, step: Step, inputs: list[Items | None], task: Task, error: NodeError
    ) -> Outputs | None:
        """Note a failure; the node's input goes on where the workflow does."""
        task.error, task.status = error, "error"
        if node.continues and inputs[0] is not None:
            self._passed_over = error
            return [inputs[0]]
        self.error = error
        self.state.queue.ready.appendleft(step)
        return None


def _type_of(node: Node) -> NodeType:
    found = find(node.type)
    if found is None:
        raise NodeOperationError(f"Unrecognized node type: {node.type}")
    return found
