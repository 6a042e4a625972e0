"""What an execution has done so far: each run of each node, with where its items came from."""

from collections.abc import Sequence
from dataclasses import dataclass
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
