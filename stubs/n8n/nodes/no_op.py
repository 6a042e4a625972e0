"""No Operation: gives what it gets."""

from stubs.n8n.engine.node_type import NodeType, pass_on

NO_OP = NodeType(name="n8n-nodes-base.noOp", versions=frozenset({1}), run=pass_on)
