"""Loop Over Items (Split in Batches): puts its items out batch by batch, then all that came back."""

import math

from stubs.n8n.engine.items import Item, Items, Origin, Outputs, Source
from stubs.n8n.engine.node_type import Call, NodeType


async def _run(call: Call) -> Outputs | None:
    """Give the next batch, or at the end what was processed; version 1 then stops, with one output."""
    size = int(call.param("batchSize", default=1 if call.node.version >= 3 else 10) or 0)
    memory = call.memory
    if "items" not in memory or call.param("options.reset", default=False) is True:
        batch = _begun(call, size)
    else:
        memory["currentRunIndex"] += 1
        batch = [_as_it_came(each, memory["source"]) for each in memory["items"][:size]]
        memory["items"] = memory["items"][size:]
        memory["processedItems"] = memory["processedItems"] + _processed(call)
    memory["noItemsLeft"] = not memory["items"]
    memory["done"] = not batch
    if call.node.version == 1:
        return [batch] if batch else None
    done = [] if batch else memory["processedItems"]
    return [batch, done] if call.node.version == 2 else [done, batch]


def _begun(call: Call, size: int) -> Items:
    items = call.items
    source = call.sources[0] if call.sources else None
    call.memory.update(
        currentRunIndex=0,
        maxRunIndex=math.ceil(len(items) / size) if size else 0,
        source=None if source is None else [source.node, source.output, source.run],
        items=items[size:],
        processedItems=[],
    )
    return items[:size]


def _as_it_came(item: Item, source: list[str | int] | None) -> Item:
    """Give an item of a later batch, which the loop's first run was given."""
    kept = None if source is None else Source(str(source[0]), int(source[1]), int(source[2]))
    origins = item.origins or (Origin(0),)
    return Item(item.json, item.binary, tuple(Origin(each.item, each.input, kept) for each in origins))


def _processed(call: Call) -> Items:
    source = call.sources[0] if call.sources else None
    return [
        Item(each.json, each.binary, (Origin(place, 0, source),), each.error) for place, each in enumerate(call.items)
    ]


SPLIT_IN_BATCHES = NodeType(
    name="n8n-nodes-base.splitInBatches",
    versions=frozenset({1, 2, 3}),
    run=_run,
    outputs=lambda node: 1 if node.version == 1 else 2,
)
