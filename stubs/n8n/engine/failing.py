"""What becomes of items that went wrong in a node which lets the workflow go on."""

from collections.abc import Mapping
from typing import Any

from stubs.n8n.engine.errors import NodeError
from stubs.n8n.engine.items import Item, Items, Outputs

_ERROR_KEYS = frozenset({"error", "message", "details"})


def failed_softly(outputs: Outputs) -> bool:
    """Whether a node's first item says that it failed, so that it is tried again."""
    if not outputs or not outputs[0]:
        return False
    error = outputs[0][0].json.get("error")
    return error is not None and error is not False


def split_errors(outputs: Outputs, count: int, given: list[Items | None]) -> Outputs:
    """Move failed items to the error output, each with the JSON of the input item that it came from.

    Args:
        outputs: what the node put out.
        count: its outputs, the error output left out.
        given: its inputs.
    """
    errors: Items = []
    kept: Outputs = []
    for index in range(count):
        items = outputs[index] if index < len(outputs) else []
        errors += [_with_input(each, given) for each in items if _is_error(each)]
        kept.append([each for each in items if not _is_error(each)])
    return [*kept, errors, *outputs[count + 1 :]]


def _is_error(item: Item) -> bool:
    if item.error:
        return True
    return bool(item.json.get("error")) and item.json.keys() <= _ERROR_KEYS


def _with_input(item: Item, given: list[Items | None]) -> Item:
    if not item.origins:
        return item
    origin = item.origins[0]
    items = given[origin.input] if origin.input < len(given) else None
    if not items or origin.item >= len(items):
        return item
    return Item(items[origin.item].json | item.json, item.binary, item.origins, item.error)


def show_errors(outputs: Outputs) -> None:
    """Leave nothing but the message in the JSON of each failed item, as n8n does."""
    for items in outputs:
        for each in items:
            if each.error is not None:
                each.json = {"error": message_of(each.error)}


def message_of(error: Any) -> Any:
    """Give what n8n shows of an item's error."""
    if isinstance(error, NodeError):
        return error.message
    return error.get("message") if isinstance(error, Mapping) else error
