"""What an execution does next: the steps that are ready, and the inputs that wait for their neighbours.

Order v1 goes depth-first, branch by branch; the older order (no `executionOrder`) goes level by level.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from stubs.n8n.engine.graph import Target
from stubs.n8n.engine.items import Items, Outputs, Source
from stubs.n8n.engine.old_order import empty_steps
from stubs.n8n.engine.run_data import RunData
from stubs.n8n.engine.step import Step
from stubs.n8n.engine.workflow import Workflow


@dataclass(slots=True)
class Queue:
    """The steps of one execution.

    Attributes:
        run_data: what ran so far.
        ready: next first.
        waiting: steps whose inputs are not complete, by node and number.
    """

    workflow: Workflow
    run_data: RunData = field(default_factory=dict)
    ready: deque[Step] = field(default_factory=deque)
    waiting: dict[str, dict[int, Step]] = field(default_factory=dict)

    @property
    def depth_first(self) -> bool:
        """Whether this is order v1."""
        return self.workflow.settings.get("executionOrder") == "v1"

    def follow(self, name: str, run: int, outputs: Outputs) -> None:
        """Queue what a node's output leads to."""
        found = [
            (target, output)
            for output, targets in enumerate(self.workflow.connections.get(name, ()))
            for target in targets
            if output < len(outputs) and (outputs[output] or (target.input > 0 and not self.depth_first))
        ]
        if self.depth_first:
            found.sort(key=self._from_the_bottom)
        for target, output in found:
            self._add(target, Source(name, output, run), outputs[output])

    def _from_the_bottom(self, found: tuple[Target, int]) -> tuple[float, float]:
        # What is put in front last runs first: the node at the top, then at the left.
        x, y = self.workflow.nodes[found[0].node].position
        return -y, -x

    def _add(self, target: Target, source: Source, items: Items) -> None:
        count = len(self.workflow.graph.inputs_of(target.node))
        if count < 2:
            self._put(Step(target.node, [items], [source]))
            return
        first = target.node not in self.waiting
        number, step = self._incomplete(target, count)
        step.inputs[target.input], step.sources[target.input] = items, source
        if all(each is not None for each in step.inputs):
            self._leave(target.node, number)
            self._put(step)
        elif first and not self.depth_first:
            names = [each.node for each in self.ready]
            self.ready.extend(empty_steps(self.workflow, self.run_data, names, target.node, source))

    def _put(self, step: Step) -> None:
        if self.depth_first:
            self.ready.appendleft(step)
        else:
            self.ready.append(step)

    def _incomplete(self, target: Target, count: int) -> tuple[int, Step]:
        """Find the first waiting step of a node whose input is free, or begin one."""
        steps = self.waiting.setdefault(target.node, {})
        for number in sorted(steps):
            if steps[number].inputs[target.input] is None:
                return number, steps[number]
        number = len(steps)
        steps[number] = Step(target.node, [None] * count, [None] * count)
        return number, steps[number]

    def _leave(self, name: str, number: int) -> None:
        del self.waiting[name][number]
        if not self.waiting[name]:
            del self.waiting[name]

    def release(self, needed: Mapping[str, frozenset[int]]) -> None:
        """Let the first waiting step go on with the inputs that it has, once nothing else is ready.

        Args:
            needed: the inputs without which a node doesn't run at all.
        """
        if self.ready:
            return
        for name in list(self.waiting):
            if name not in self.waiting or self._is_behind(name):
                continue
            number = min(self.waiting[name])
            step = self.waiting[name][number]
            have = {index for index, items in enumerate(step.inputs) if items is not None}
            if not needed.get(name, frozenset()) <= have:
                continue
            self._leave(name, number)
            if any(step.inputs):
                step.inputs = [items or [] for items in step.inputs]
                self.ready.append(step)
                return

    def _is_behind(self, name: str) -> bool:
        """Whether a node before this one waits itself."""
        ancestors = self.workflow.graph.ancestors(name)
        return any(other in ancestors for other in self.waiting)
