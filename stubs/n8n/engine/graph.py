"""Which node leads to which: a workflow's connections, asked from either end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """The input that a connection ends at."""

    node: str
    input: int = 0


@dataclass(frozen=True, slots=True)
class Exit:
    """The output that a connection starts at."""

    node: str
    output: int = 0


Connections = Mapping[str, Sequence[Sequence[Target]]]


class Graph:
    """The connections of one workflow, which never change."""

    def __init__(self, connections: Connections) -> None:
        """Turn the connections round."""
        self._into: dict[str, list[list[Exit]]] = {}
        self._ancestors: dict[str, frozenset[str]] = {}
        self._leading: dict[tuple[str, str], int | None] = {}
        for source, outputs in connections.items():
            for output, targets in enumerate(outputs):
                for target in targets:
                    inputs = self._into.setdefault(target.node, [])
                    inputs.extend([] for _ in range(len(inputs), target.input + 1))
                    inputs[target.input].append(Exit(source, output))

    def inputs_of(self, name: str) -> Sequence[Sequence[Exit]]:
        """Give, for each input up to the last connected one, the outputs that lead to it."""
        return self._into.get(name, ())

    def ancestors(self, name: str) -> frozenset[str]:
        """Name all nodes from which a way leads here, the node itself left out."""
        found = self._ancestors.get(name)
        if found is None:
            found = self._ancestors[name] = frozenset(self.upwards(name)) - {name}
        return found

    def upwards(self, name: str) -> list[str]:
        """Name the node and all before it, the nearest first."""
        found = [name]
        for current in found:
            found += dict.fromkeys(
                exit_.node for sources in self.inputs_of(current) for exit_ in sources if exit_.node not in found
            )
        return found

    def output_towards(self, name: str, parent: str) -> int | None:
        """Give the output of `parent` from which the shortest way leads to `name`; None when there is no way."""
        key = (name, parent)
        if key not in self._leading:
            self._leading[key] = self._search(name, parent)
        return self._leading[key]

    def _search(self, name: str, parent: str) -> int | None:
        visited = {name}
        ahead = [name]
        for current in ahead:
            for sources in self.inputs_of(current):
                for source in sources:
                    if source.node == parent:
                        return source.output
                    if source.node not in visited:
                        visited.add(source.node)
                        ahead.append(source.node)
        return None
