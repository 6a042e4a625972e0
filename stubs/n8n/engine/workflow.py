"""A workflow as its file has it: nodes, and which output leads to which input."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from stubs.n8n.engine.graph import Graph, Target

OnError = Literal["stopWorkflow", "continueRegularOutput", "continueErrorOutput"]


@dataclass(frozen=True, slots=True)
class Node:
    """One node.

    Attributes:
        name: unique in its workflow; connections and expressions go by it.
        type: such as `n8n-nodes-base.set`.
        version: of its type; decides what its parameters mean.
        parameters: as in the file; what is left out has the type's default.
        id: of the file, or made on import.
        position: x and y on the canvas; order v1 runs branches from top to bottom, then left to right.
        credentials: credential type to `{"id", "name"}`.
        on_error: what happens when it fails; the old `continueOnFail` is read as `continueRegularOutput`.
        tries: how often it is run in all when it fails (n8n allows 2 to 5 once `retryOnFail` is set); 1 without.
        retry_pause: seconds between two tries (0 to 5).
    """

    name: str
    type: str
    version: float
    parameters: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    position: tuple[float, float] = (0, 0)
    credentials: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    disabled: bool = False
    on_error: OnError = "stopWorkflow"
    tries: int = 1
    retry_pause: float = 1.0
    always_output_data: bool = False
    execute_once: bool = False
    webhook_id: str | None = None

    @property
    def continues(self) -> bool:
        """Whether the workflow goes on when this node fails."""
        return self.on_error != "stopWorkflow"


@dataclass(frozen=True, slots=True)
class Workflow:
    """A workflow that was read and can be run.

    Attributes:
        connections: node name to its outputs in order, each the inputs that it leads to.
        settings: n8n's, such as `executionOrder`, `errorWorkflow`, `timezone`.
        document: the file as it was imported, for the public API.
        graph: the connections, asked from either end.
    """

    id: str
    name: str
    nodes: Mapping[str, Node]
    connections: Mapping[str, tuple[tuple[Target, ...], ...]]
    settings: Mapping[str, Any] = field(default_factory=dict)
    document: Mapping[str, Any] = field(default_factory=dict)
    active: bool = False
    graph: Graph = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay the connections out once."""
        object.__setattr__(self, "graph", Graph(self.connections))
