"""Filter: passes on the items that meet its conditions."""

from stubs.n8n.engine.node_type import NodeType
from stubs.n8n.nodes.if_ import VERSIONS, divide

FILTER = NodeType(name="n8n-nodes-base.filter", versions=VERSIONS, run=divide)
