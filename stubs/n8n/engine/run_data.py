"""What an execution has done so far: each run of each node, with where its items came from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from stubs.n8n.engine.errors import NodeError
from stubs.n8n.engine.items import Outputs, Source

TaskStatus = Literal["success", "error", "waiting", "canceled"]


@dataclass(slots=True)
class Task:
    """One run of one node.

    Attributes:
        started: seconds since the epoch.
        order: its place in the execution, from 0.
        sources: of each input; None for one that got no items.
        seconds: how long it took.
        outputs: None when it failed and the workflow ended there.
        error: why it failed, also when the workflow went on.
    """

    started: float
    order: int
    sources: Sequence[Source | None]
    seconds: float = 0.0
    status: TaskStatus = "success"
    outputs: Outputs | None = None
    error: NodeError | None = None


RunData = dict[str, list[Task]]


@dataclass(frozen=True, slots=True)
class Walked:
    """What an execution walked of its workflow.

    Attributes:
        nodes: how often each node ran.
        outputs: how often each output (node, index) gave items; the error output is the last of its node.
    """

    nodes: dict[str, int] = field(default_factory=dict)
    outputs: dict[tuple[str, int], int] = field(default_factory=dict)


def walked(run_data: RunData) -> Walked:
    """Count what ran and which outputs gave items."""
    record = Walked()
    for name, tasks in run_data.items():
        record.nodes[name] = len(tasks)
        for task in tasks:
            for output, items in enumerate(task.outputs or ()):
                if items:
                    record.outputs[name, output] = record.outputs.get((name, output), 0) + 1
    return record
