"""What an evaluation may ask for, and where it comes from."""

import base64
import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError

from contracts.runtime import Entropy
from stubs.n8n.engine.errors import ExpressionError
from stubs.n8n.engine.items import Item
from stubs.n8n.engine.view import View
from stubs.n8n.expressions.zones import zone_table

_HASHES = {"sha3": "sha3_512"}


class Supply:
    """Answers what is asked for one view.

    An answer is an `Item`, a list of items, or a JSON value.
    """

    def __init__(self, view: View, entropy: Entropy, resolve: Callable[[Any, View], Any]) -> None:
        """Look at the run through a view; `resolve` evaluates expressions inside expressions."""
        self._view = view
        self._entropy = entropy
        self._resolve = resolve

    def answer(self, kind: str, *details: Any) -> Any:
        """Give what was asked for; raises `ExpressionError`."""
        found: Callable[..., Any] | None = getattr(self, f"_{kind}", None)
        if found is None:
            raise ExpressionError(f"Nothing is known of {kind}")
        return found(*details)

    def current(self) -> Item:
        """Give the item that the view is of; an empty one when there is none."""
        items = self._view.input_items
        return items[self._view.item_index] if self._view.item_index < len(items) else Item({})

    def same_index(self, name: str) -> Item:
        """Give a node's item of the view's index (`$node`)."""
        items = self._view.output_of(name)
        if self._view.item_index >= len(items):
            raise ExpressionError(f"No data found for item-index: {self._view.item_index}")
        return items[self._view.item_index]

    def _input(self, which: str) -> Any:
        return self.current() if which == "item" else _pick(self._view.input_items, which)

    def _output(self, name: str, which: str, output: int | None, run: int | None) -> Any:
        return _pick(self._view.output_of(name, output, run), which)

    def _executed(self, name: str) -> bool:
        return self._view.was_executed(name)

    def _paired(self, name: str, index: int | None) -> Item:
        return self._view.paired_item(name, index)

    def _sameIndex(self, name: str) -> Item:  # noqa: N802 - the name that scripts ask by
        return self.same_index(name)

    def _parameters(self, name: str) -> Any:
        self._view.was_executed(name)
        return self._view.workflow.nodes[name].parameters

    def _previousParameters(self) -> Any:  # noqa: N802
        previous = self._view.previous
        return self._view.workflow.nodes[previous[0]].parameters if previous else {}

    def _parameter(self) -> Any:
        return {
            name: value if _is_expression(value) else self._resolve(value, self._view)
            for name, value in self._view.node.parameters.items()
        }

    def _rawParameter(self) -> Any:  # noqa: N802
        return self._view.node.parameters

    def _context(self, name: str) -> Any:
        return dict(self._view.context_of(name))

    def _previousContext(self) -> Any:  # noqa: N802
        previous = self._view.previous
        return dict(self._view.context_of(previous[0])) if previous else {}

    def _execution(self) -> Any:
        info = self._view.execution
        form = info.resume_url.replace("/webhook-waiting/", "/form-waiting/")
        return {"id": info.id, "mode": info.mode, "resumeUrl": info.resume_url, "resumeFormUrl": form}

    def _workflow(self) -> Any:
        workflow = self._view.workflow
        return {"id": workflow.id, "name": workflow.name, "active": workflow.active}

    def _previous(self) -> Any:
        name, output, run = self._view.previous or (None, 0, 0)
        return {"name": name, "outputIndex": output, "runIndex": run}

    def _info(self) -> Any:
        node = self._view.node
        return {
            "itemIndex": self._view.item_index,
            "runIndex": self._view.run_index,
            "nodeVersion": node.version,
            "nodeId": node.id,
            "webhookId": node.webhook_id,
        }

    def _beside(self) -> Any:
        return dict(self._view.beside)

    def _random(self) -> float:
        return self._entropy.uniform(0, 1)

    def _evaluate(self, text: str) -> Any:
        return self._resolve(text if text.startswith("=") else f"={text}", self._view)

    def _jmespath(self, data: Any, query: str) -> Any:
        try:
            return jmespath.search(query, data)
        except JMESPathError as error:
            raise ExpressionError(str(error)) from None

    def _hash(self, algorithm: str, text: str) -> str:
        return hashlib.new(_HASHES.get(algorithm, algorithm), _bytes(text)).hexdigest()

    def _base64(self, text: str) -> str:
        return base64.b64encode(_bytes(text)).decode()

    def _unbase64(self, text: str) -> str:
        plain = "".join(text.split()).replace("-", "+").replace("_", "/").rstrip("=")
        try:
            return base64.b64decode(plain + "=" * (-len(plain) % 4)).decode("utf-8", "replace")
        except ValueError:
            return ""

    def _zone(self, name: str) -> Any:
        return zone_table(name)


def _pick(items: Sequence[Item], which: str) -> Any:
    if which == "all":
        return list(items)
    return items[0 if which == "first" else -1] if items else None


def _is_expression(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
