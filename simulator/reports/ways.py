"""Flow coverage: the ways through a workflow, and which of them executions went."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.ports.n8n import Execution

Document = Mapping[str, Any]
NOTE, IF, SWITCH = (f"n8n-nodes-base.{kind}" for kind in ("stickyNote", "if", "switch"))


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that an execution of a workflow can do.

    Attributes:
        node: which runs.
        output: by which items leave it, where it has several; None for that it runs at all.
        label: what the output is called.
        is_error: whether it is the output for what failed.
        count: how often it was gone.
    """

    node: str
    output: int | None
    label: str
    is_error: bool
    count: int

    def __str__(self) -> str:
        """Name it."""
        return self.node if self.output is None else f"{self.node} → {self.label}"


def ways_of(document: Document, executions: Iterable[Execution]) -> list[Way]:
    """Give each node of a workflow, and each output of one with several, with how often executions of it went there.

    Args:
        document: in n8n's export format.
        executions: those of other workflows are left out.
    """
    walked: dict[str, list[list[int]]] = {}
    for execution in executions:
        if execution.workflow == document["name"]:
            for name, runs in execution.walked.items():
                walked.setdefault(name, []).extend(list(run) for run in runs)
    return [way for node in nodes_of(document) for way in _ways(node, document, walked.get(node["name"], []))]


def nodes_of(document: Document) -> Iterator[Mapping[str, Any]]:
    """Give the nodes that run: all but notes and what is disabled."""
    return (node for node in document["nodes"] if node["type"] != NOTE and not node.get("disabled"))


def _ways(node: Mapping[str, Any], document: Document, runs: list[list[int]]) -> Iterator[Way]:
    yield Way(node["name"], None, "", is_error=False, count=len(runs))
    labels = labels_of(node, document)
    if len(labels) > 1:
        for output, label in enumerate(labels):
            count = sum(len(run) > output and run[output] > 0 for run in runs)
            yield Way(node["name"], output, label, is_error=is_error(node, output, labels), count=count)


def is_error(node: Mapping[str, Any], output: int, labels: list[str]) -> bool:
    """Tell whether an output is the one for what failed: the last one, of a node that was told to have it."""
    return bool(node.get("onError") == "continueErrorOutput") and output == len(labels) - 1


def labels_of(node: Mapping[str, Any], document: Document) -> list[str]:
    """Name the outputs of a node, as the editor does."""
    labels = _own_labels(node)
    if labels is None:
        linked = len((document["connections"].get(node["name"]) or {}).get("main") or ())
        others = linked - (node.get("onError") == "continueErrorOutput")
        labels = [str(output) if others > 1 else "done" for output in range(max(others, 1))]
    return labels + (["error"] if node.get("onError") == "continueErrorOutput" else [])


def _own_labels(node: Mapping[str, Any]) -> list[str] | None:
    if node["type"] == IF:
        return ["true", "false"]
    if node["type"] != SWITCH:
        return None
    given = node["parameters"]
    rules = (given.get("rules") or {}).get("values") or []
    labels = [rule.get("outputKey") or str(place) for place, rule in enumerate(rules)]
    options = given.get("options") or {}
    extra = options.get("fallbackOutput") == "extra"
    return labels + ([options.get("renameFallbackOutput") or "fallback"] if extra else [])
