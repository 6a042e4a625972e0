"""If: true items to the first output, all others to the second."""

from stubs.n8n.engine.errors import NodeError
from stubs.n8n.engine.items import Item, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.nodes.conditions import passes
from stubs.n8n.nodes.old_conditions import old_conditions_pass

VERSIONS = frozenset({1, 2, 2.1, 2.2, 2.3})


async def divide(call: Call) -> Outputs:
    """Divide the items into those that pass the conditions and those that don't; one that fails softly does not."""
    kept: list[Item] = []
    others: list[Item] = []
    for index, item in enumerate(call.items):
        try:
            passed = passes(call, index) if call.node.version >= 2 else old_conditions_pass(call, index)
        except NodeError:
            if not call.node.continues or call.node.version < 2:
                raise
            passed = False
        (kept if passed else others).append(item)
    return [kept, others]


IF = NodeType(name="n8n-nodes-base.if", versions=VERSIONS, run=divide, outputs=lambda _node: 2)
