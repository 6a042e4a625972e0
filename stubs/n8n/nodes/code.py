"""Code: runs JavaScript once for all items, or once for each.

Limitations: Python is refused, as by an n8n without its Python runner. Of Node's own objects there are Buffer, timers
and text encoders; modules are refused, as n8n does.
"""

from typing import Any

from stubs.n8n.engine.errors import CodeFailure, NodeOperationError, PlainError
from stubs.n8n.engine.items import Item, Items, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.expressions.code_binary import content_of
from stubs.n8n.expressions.code_errors import CodeError
from stubs.n8n.expressions.code_http import http_request
from stubs.n8n.expressions.code_items import item_of, items_of
from stubs.n8n.expressions.code_run import CodeRun
from stubs.n8n.expressions.static_data import StaticData, keep, static_data
from stubs.n8n.expressions.supply import Supply

_STATIC_DATA = "$getWorkflowStaticData"
_NO_PYTHON = "Python runner unavailable: Virtual environment is missing from this system"


async def _run(call: Call) -> Outputs:
    if call.raw("language", "javaScript") != "javaScript":
        raise NodeOperationError(_NO_PYTHON)
    if not str(call.raw("jsCode", "")).strip():
        raise NodeOperationError("Unknown error")
    run = CodeRun(str(call.raw("jsCode", "")), call.clock, _outside(call))
    kept = static_data(call) if _STATIC_DATA in str(call.raw("jsCode", "")) else StaticData({}, "")
    if call.raw("mode", "runOnceForAllItems") == "runOnceForEachItem":
        items = await _for_each(call, run, kept)
    else:
        items = await _for_all(call, run, kept)
    if kept.of_node:
        keep(call, kept)
    return [items]


async def run_for_all(call: Call, text: str) -> Items:
    """Run JavaScript once for all items, as other nodes have it run; gives what it returned, as items."""
    return await _for_all(call, CodeRun(text, call.clock, _outside(call)), StaticData({}, ""))


async def _for_all(call: Call, run: CodeRun, kept: StaticData) -> Items:
    view = call.view(0)
    try:
        value, kind = await run.run(view, _supply(call, 0), kept, each=False)
        return items_of(value, kind, run.files)
    except CodeError as error:
        return [_failed(call, error, None)]


async def _for_each(call: Call, run: CodeRun, kept: StaticData) -> Items:
    items: Items = []
    for index in range(len(call.items)):
        view = call.view(index)
        try:
            value, kind = await run.run(view, _supply(call, index), kept, each=True)
            item = item_of(value, kind, run.files, index)
        except CodeError as error:
            item = _failed(call, error, index)
        if item is not None:
            items.append(item)
    return items


def _failed(call: Call, error: CodeError, index: int | None) -> Item:
    """Give the item that tells of an error, paired with the one it came from; or fail the node."""
    # n8n names the item where it looked at the code itself, not where the code threw.
    named = index if error.message.startswith("Can't use .") else None
    if error.fatal or not call.node.continues:
        kind = CodeFailure if error.thrown else PlainError
        line = {} if error.line is None else {"lineNumber": error.line}
        raise kind(error.sentence(named), error.description, item_index=named, **line)
    return Item({"error": error.sentence()}, origins=None if index is None else (Origin(index),))


def _supply(call: Call, index: int) -> Supply:
    return Supply(call.view(index), call.entropy, lambda value, _view: call.evaluate(value, index))


def _outside(call: Call) -> Any:
    """Give what answers the code's questions to the outside."""

    async def answer(kind: str, details: list[Any]) -> Any:
        if kind == "binary":
            return content_of(call.items, int(details[0] or 0), str(details[1]))
        return await http_request(details[1], call.send)

    return answer


CODE = NodeType(name="n8n-nodes-base.code", versions=frozenset({1, 2}), run=_run)
