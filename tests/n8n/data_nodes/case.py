"""A case: items, and the nodes that they go through one after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        nodes: type, version, parameters, and further properties of a node; the first gets the items.
        items: JSON objects.
        others: the items of the first node's further inputs.
        calls: how often the workflow is run, for what it remembers.
    """

    nodes: Sequence[tuple[str, float, Document] | tuple[str, float, Document, Document]]
    items: Sequence[Document] = ({},)
    others: Sequence[Sequence[Document]] = field(default=())
    calls: int = 1

    @property
    def body(self) -> Document:
        """Give what is posted to the workflow."""
        return {"inputs": [list(self.items), *map(list, self.others)]}

    def document(self, start: Document, suffix: str = "") -> Document:
        """Give nodes and connections; the names end with the suffix, so that many cases share a workflow."""
        nodes = [start]
        links: dict[str, list[Document]] = {}
        for place in range(1 + len(self.others)):
            source = {"fieldToSplitOut": f"body.inputs[{place}]", "options": {}}
            nodes.append(_node(f"Items {place}{suffix}", ("splitOut", 1, source), 200, 200 * place))
            links.setdefault(start["name"], []).append(_link(f"Items {place}{suffix}", 0))
            links[f"Items {place}{suffix}"] = [_link(f"Node 0{suffix}", place)]
        for place, each in enumerate(self.nodes):
            nodes.append(_node(f"Node {place}{suffix}", each, 400 + 200 * place, 0))
            if place:
                links[f"Node {place - 1}{suffix}"] = [_link(f"Node {place}{suffix}", 0)]
        return {"nodes": nodes, "connections": {name: {"main": [targets]} for name, targets in links.items()}}


def one(kind: str, version: float, parameters: Document, items: Sequence[Document] = ({},), **more: Any) -> Case:
    """Give a case of a single node; further properties of the node are `more`."""
    others = more.pop("others", ())
    calls = more.pop("calls", 1)
    return Case([(kind, version, parameters, more)], items, others, calls)


def continuing(case: Case) -> Case:
    """Give the same case, its nodes going on when they fail."""
    nodes = [(*each[:3], {"onError": "continueRegularOutput"}) for each in case.nodes]
    return Case(nodes, case.items, case.others, case.calls)


def _node(name: str, given: Sequence[Any], x: int, y: int) -> Document:
    kind, version, parameters, *more = given
    more_properties: Mapping[str, Any] = more[0] if more else {}
    return {
        "name": name,
        "id": name,
        "type": f"n8n-nodes-base.{kind}",
        "typeVersion": version,
        "position": [x, y],
        "parameters": parameters,
        **more_properties,
    }


def _link(name: str, index: int) -> Document:
    return {"node": name, "type": "main", "index": index}
