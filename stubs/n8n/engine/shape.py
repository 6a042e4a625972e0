"""Items and runs in n8n's own JSON, as its API gives them (`facts/n8n.md` 2d), and back."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from stubs.n8n.engine.error_shape import error_from, error_of
from stubs.n8n.engine.errors import NodeError
from stubs.n8n.engine.failing import message_of
from stubs.n8n.engine.file_types import facts_of
from stubs.n8n.engine.items import Binary, Item, Items, Origin, Source
from stubs.n8n.engine.run_data import RunData, Task
from stubs.n8n.engine.thrown import as_kept
from stubs.n8n.engine.workflow import Workflow

Json = dict[str, Any]
Texts = dict[int, str]


def item_of(item: Item, texts: Texts) -> Json:
    """Give an item; `texts` keeps the Base64 of each file's bytes, so that what is passed on is written once."""
    found: Json = {"json": as_kept(item.json)}
    if item.binary:
        found["binary"] = {name: _file_of(file, texts) for name, file in item.binary.items()}
    if item.origins is not None:
        found["pairedItem"] = pairs_of(item.origins)
    if item.error is not None:
        found["error"] = {"message": message_of(item.error)} if isinstance(item.error, NodeError) else item.error
    return found


def pairs_of(origins: Sequence[Origin]) -> Json | list[Json]:
    """Give what an item is paired with (`pairedItem`)."""
    pairs = [_origin_of(each) for each in origins]
    return pairs[0] if len(pairs) == 1 else pairs


def item_from(given: Mapping[str, Any]) -> Item:
    """Read an item."""
    pairs = given.get("pairedItem")
    origins = None if pairs is None else tuple(_origin_from(each) for each in _listed(pairs))
    binary = {name: _file_from(file) for name, file in given.get("binary", {}).items()}
    return Item(given["json"], binary, origins, given.get("error"))


def lists_of(lists: Sequence[Items | None] | None, texts: Texts) -> list[list[Json] | None]:
    """Give the items of inputs or outputs."""
    return [None if items is None else [item_of(each, texts) for each in items] for items in lists or ()]


def lists_from(given: Sequence[Sequence[Mapping[str, Any]] | None]) -> list[Items | None]:
    """Read the items of inputs or outputs."""
    return [None if items is None else [item_from(each) for each in items] for items in given]


def holds_items(value: Any) -> bool:
    """Whether a node keeps a list of items."""
    return isinstance(value, list) and bool(value) and all(isinstance(each, Item) for each in value)


def memory_of(value: Any, texts: Texts) -> Any:
    """Give something that a node keeps between its runs."""
    return [item_of(each, texts) for each in value] if holds_items(value) else value


def source_of(source: Source | None) -> Json | None:
    """Give where an input came from."""
    if source is None:
        return None
    return {"previousNode": source.node, "previousNodeOutput": source.output, "previousNodeRun": source.run}


def source_from(given: Mapping[str, Any] | None) -> Source | None:
    """Read where an input came from."""
    if given is None:
        return None
    return Source(given["previousNode"], given.get("previousNodeOutput", 0), given.get("previousNodeRun", 0))


def run_data_of(run_data: RunData, workflow: Workflow, texts: Texts) -> Json:
    """Give all runs of all nodes."""
    return {name: [_task_of(each, name, workflow, texts) for each in tasks] for name, tasks in run_data.items()}


def run_data_from(given: Mapping[str, Any]) -> RunData:
    """Read all runs of all nodes."""
    return {name: [_task_from(each) for each in tasks] for name, tasks in given.items()}


def _task_of(task: Task, name: str, workflow: Workflow, texts: Texts) -> Json:
    found: Json = {
        "startTime": int(task.started * 1000),
        "executionIndex": task.order,
        "source": [source_of(each) for each in task.sources],
        "hints": [],
        "executionTime": round(task.seconds * 1000),
        "executionStatus": task.status,
    }
    if task.error is not None:
        found["error"] = error_of(task.error, workflow.nodes[name], task.started + task.seconds)
    if task.outputs is not None:
        found["data"] = {"main": lists_of(task.outputs, texts)}
    return found


def _task_from(given: Mapping[str, Any]) -> Task:
    error = given.get("error")
    data = given.get("data")
    return Task(
        started=given["startTime"] / 1000,
        order=given["executionIndex"],
        sources=[source_from(each) for each in given["source"]],
        seconds=given["executionTime"] / 1000,
        status=given["executionStatus"],
        outputs=None if data is None else [items or [] for items in lists_from(data["main"])],
        error=None if error is None else error_from(error),
    )


def _origin_of(origin: Origin) -> Json:
    found: Json = {"item": origin.item}
    if origin.input:
        found["input"] = origin.input
    if origin.source is not None:
        found["sourceOverwrite"] = source_of(origin.source)
    return found


def _origin_from(given: Mapping[str, Any]) -> Origin:
    return Origin(given["item"], given.get("input", 0), source_from(given.get("sourceOverwrite")))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _file_of(file: Binary, texts: Texts) -> Json:
    text = texts.get(id(file.content))
    if text is None:
        text = texts[id(file.content)] = base64.b64encode(file.content).decode()
    return {"mimeType": file.mime_type, "data": text, **facts_of(file)}


def _file_from(given: Mapping[str, Any]) -> Binary:
    return Binary(base64.b64decode(given["data"]), given["mimeType"], given.get("fileName"), "bytes" not in given)
