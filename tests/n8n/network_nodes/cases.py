"""What is asked of the network nodes, of real n8n and of the engine alike: a table a node type."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One run of one node.

    Attributes:
        name: names its recording.
        type: of the node.
        items: JSON of the items that the node gets.
        files: content, type and name of the file `data` of every item; none without.
        credentials: data by credential type.
        parallel: whether its requests may arrive in any order.
    """

    name: str
    type: str
    version: float
    parameters: Json
    items: tuple[Json, ...] = ({},)
    files: tuple[str, str, str] | None = None
    credentials: dict[str, Json] = field(default_factory=dict)
    on_error: str = "stopWorkflow"
    parallel: bool = False
