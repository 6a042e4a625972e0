"""Expressions of n8n: strings that start with `=`, evaluated for one item of one run of one node.

Limitations: DateTime is the part of Luxon that workflows use; there is no Intl beyond plain English numbers and dates.
"""

from typing import Any

from contracts.runtime import Entropy
from stubs.n8n.engine.errors import ExpressionError
from stubs.n8n.engine.items import Item
from stubs.n8n.engine.json_text import from_text, number, number_text, to_text
from stubs.n8n.engine.view import View
from stubs.n8n.expressions.compiled import Compiled, compiled
from stubs.n8n.expressions.loaded import Loaded
from stubs.n8n.expressions.long_strings import unmarked
from stubs.n8n.expressions.names import VIEWED
from stubs.n8n.expressions.paths import ELSEWHERE, Path, follow
from stubs.n8n.expressions.realm import NoJavaScript, OutOfBounds, Realm, discard, realm
from stubs.n8n.expressions.supply import Supply
from stubs.n8n.expressions.tokens import Unreadable

_ROUNDS = 200
_LASTING = frozenset(["zone"])
_DEFAULT_ZONE = "UTC"


class Evaluator:
    """Evaluates expressions."""

    def __init__(self, entropy: Entropy) -> None:
        """Draw chance (`Math.random`) from the run's entropy; the time is the view's."""
        self._entropy = entropy

    def resolve(self, value: Any, view: View) -> Any:
        """Give a JSON value with its expressions evaluated; undefined is None, whole numbers are `int`.

        Raises:
            ExpressionError: in n8n's words: the syntax, a node that is not there or was not reached, what is forbidden.
        """
        if isinstance(value, str):
            return self._evaluate(value[1:], view) if value.startswith("=") else value
        if isinstance(value, dict):
            return {key: self.resolve(item, view) for key, item in value.items()}
        if isinstance(value, list):
            return [self.resolve(item, view) for item in value]
        return value

    def _evaluate(self, template: str, view: View) -> Any:
        try:
            code = compiled(template)
            supply = Supply(view, self._entropy, self.resolve)
            value = self._followed(code, supply) if code.pieces is not None else ELSEWHERE
            if value is ELSEWHERE:
                value = self._run(code, view, supply)
        except (Unreadable, NoJavaScript):
            raise ExpressionError("invalid syntax", item_index=view.item_index) from None
        except ExpressionError as error:
            if error.item_index is None:
                error.item_index = view.item_index
            raise
        return number(value) if isinstance(value, float) else value

    def _followed(self, code: Compiled, supply: Supply) -> Any:
        """Follow the paths of a template that needs no JavaScript."""
        values = [_follow(piece, supply) if isinstance(piece, Path) else piece for piece in code.pieces or ()]
        if code.single:
            return values[0]
        texts = [_text(value) for value in values]
        return ELSEWHERE if ELSEWHERE in texts else "".join(texts)

    def _run(self, code: Compiled, view: View, supply: Supply) -> Any:
        engine, loaded = self._engine()
        try:
            if code.carries:
                try:
                    return unmarked(self._rounds(code, view, supply, marked=True), loaded.strings)
                except ValueError:
                    pass
            return self._rounds(code, view, supply, marked=False)
        except OutOfBounds as error:
            discard()
            raise ExpressionError(str(error)) from None
        finally:
            engine.forget()
            loaded.tidy(everything=code.mutates)

    def _rounds(self, code: Compiled, view: View, supply: Supply, *, marked: bool) -> Any:
        """Run the code, again and again, until nothing is wanted any more."""
        engine, _ = self._engine()
        engine.forget()
        for key in code.wants:
            self._put(key, supply, marked=marked)
        now = view.now.timestamp() * 1000 // 1
        zone = view.workflow.settings.get("timezone") or _DEFAULT_ZONE
        for _ in range(_ROUNDS):
            kind, result = engine.run(code.source, now, _DEFAULT_ZONE if zone == "DEFAULT" else zone)
            if kind == "value":
                return result
            if kind == "error":
                raise ExpressionError(result["message"], result.get("description"))
            for key in result:
                self._put(key, supply, marked=marked)
                if from_text(key)[0] in VIEWED:
                    code.wants[key] = None
        raise OutOfBounds("Expression timed out")

    def _put(self, key: str, supply: Supply, *, marked: bool) -> None:
        """Put in place what was asked for, or the refusal."""
        engine, loaded = self._engine()
        kind, *details = from_text(key)
        if kind == "long":
            engine.put(key, loaded.strings[details[0]])
            return
        try:
            value = supply.answer(kind, *(engine.text(each["text"]) if _is_heavy(each) else each for each in details))
        except ExpressionError as error:
            engine.refuse(key, to_text({"message": error.message, "description": error.description}))
            return
        if kind in _LASTING:
            engine.keep(key, to_text(value))
        elif isinstance(value, Item):
            engine.put(key, loaded.one(value, marked=marked))
        elif isinstance(value, list) and value and isinstance(value[0], Item):
            engine.put(key, loaded.all(value, marked=marked))
        else:
            engine.put(key, engine.value(to_text(value)))

    def _engine(self) -> tuple[Realm, Loaded]:
        """Give this thread's engine and what was loaded into it."""
        current = realm()
        return current, current.kept_for(self, Loaded)


def _is_heavy(detail: Any) -> bool:
    """Whether a detail of a question stands for a long text that is still in the engine."""
    return isinstance(detail, dict) and detail.keys() == {"text"} and type(detail["text"]) is int


def _follow(path: Path, supply: Supply) -> Any:
    if path.source == "json":
        item = supply.current()
    elif path.source == "input":
        item = supply.answer("input", path.which)
    elif path.source == "old":
        item = supply.same_index(path.node)
    elif path.which == "item":
        item = supply.answer("paired", path.node, None)
    else:
        item = supply.answer("output", path.node, path.which, None, None)
    return None if item is None else follow(item.json, path.steps)


def _text(value: Any) -> Any:
    """Write a value as a mixed template shows it; `ELSEWHERE` for what only JavaScript knows."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    return "[object Object]" if isinstance(value, dict) else ELSEWHERE
