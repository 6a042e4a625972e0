"""Which item came from which: n8n's own guesses, and the way back over the nodes (`$('Node').item`)."""

from collections.abc import Sequence

from stubs.n8n.engine.errors import ExpressionError
from stubs.n8n.engine.items import Item, Items, Origin, Outputs, Source
from stubs.n8n.engine.run_data import RunData


def with_lineage(inputs: Sequence[Items | None]) -> list[Items | None]:
    """Give the items of each input as new ones that know their own place in it."""
    return [
        None
        if items is None
        else [Item(each.json, each.binary, (Origin(place, index),)) for place, each in enumerate(items)]
        for index, items in enumerate(inputs)
    ]


def guess_origins(outputs: Outputs, inputs: Sequence[Items | None]) -> None:
    """Pair what a node left unpaired: all with a single input item, as many as the input by place, one with the first.

    Where nothing fits, everything from the first unpaired item on is left as it is, as n8n does.
    """
    if not any(each.origins is None for items in outputs for each in items):
        return
    single = inputs[0] if len(inputs) == 1 else None
    given = len(single) if single else 0
    by_place = len(outputs) == 1 and given == len(outputs[0])
    first = given == 1 or (len(outputs) == 1 and len(outputs[0]) == 1 and given > 1)
    for items in outputs:
        for place, each in enumerate(items):
            if each.origins is not None:
                continue
            if not (first or by_place):
                return
            each.origins = (Origin(0 if given == 1 or not by_place else place),)


def find_ancestor(run_data: RunData, name: str, source: Source | None, item: int, method: str = "item") -> Item:
    """Walk back from an item of an output to the item of an earlier node that it came from.

    Args:
        run_data: what ran so far.
        name: of the earlier node.
        source: the output to start at.
        item: the place in that output.
        method: what the expression calls it, for the error's text.

    Raises:
        ExpressionError: the way is lost, or leads to more than one item; in n8n's words.
    """
    return _Walk(run_data, name, method).find(source, item)


class _Walk:
    """One search; what it found on the way is kept, since branches meet again."""

    def __init__(self, run_data: RunData, name: str, method: str) -> None:
        self._run_data = run_data
        self._name = name
        self._method = method
        self._known: dict[tuple[Source, int], Item | ExpressionError] = {}

    def find(self, source: Source | None, item: int) -> Item:
        passed: list[tuple[Source, int]] = []
        while True:
            if source is None:
                raise self._keep(passed, ExpressionError("Paired item resolution failed"))
            known = self._known.get((source, item))
            if known is not None:
                return self._settle(passed, known)
            passed.append((source, item))
            found = self._step(source, item)
            if isinstance(found, Item | ExpressionError):
                return self._settle(passed, found)
            (source, item), *others = found
            if others:
                return self._settle(passed, self._join(found, passed[-1][1]))

    def _settle(self, passed: list[tuple[Source, int]], found: Item | ExpressionError) -> Item:
        if isinstance(found, ExpressionError):
            raise self._keep(passed, found)
        self._known.update(dict.fromkeys(passed, found))
        return found

    def _keep(self, passed: list[tuple[Source, int]], error: ExpressionError) -> ExpressionError:
        self._known.update(dict.fromkeys(passed, error))
        return error

    def _step(self, source: Source, item: int) -> Item | ExpressionError | list[tuple[Source | None, int]]:
        """Look at one item: it is the one, there is no way on, or these are the items before it."""
        tasks = self._run_data.get(source.node, [])
        task = tasks[source.run] if source.run < len(tasks) else None
        if task is None or task.outputs is None or source.output >= len(task.outputs):
            return ExpressionError("Can’t get data for expression")
        items = task.outputs[source.output]
        if item >= len(items) or (source.node != self._name and not items[item].origins):
            return missing_pair(self._method, source.node)
        if source.node == self._name:
            return items[item]
        found: list[tuple[Source | None, int]] = [
            (origin.source or task.sources[origin.input], origin.item)
            for origin in items[item].origins or ()
            if origin.input < len(task.sources)
        ]
        if found:
            return found
        return ExpressionError("Branch not found" if task.sources else "Invalid expression")

    def _join(self, found: list[tuple[Source | None, int]], item: int) -> Item | ExpressionError:
        """Follow several ways: all that arrive must arrive at the same item."""
        arrived: list[Item] = []
        failed: list[ExpressionError] = []
        for source, place in found:
            try:
                arrived.append(self.find(source, place))
            except ExpressionError as error:
                failed.append(error)
        if not arrived:
            return failed[0]
        if any(each is not arrived[0] for each in arrived):
            return ExpressionError("Multiple matches found", item_index=item)
        return arrived[0]


def missing_pair(method: str, name: str) -> ExpressionError:
    """Say that a node did not tell which items its own came from."""
    return ExpressionError(
        f"Paired item data for {method} from node '{name}' is unavailable. "
        f"Ensure '{name}' is providing the required output."
    )
