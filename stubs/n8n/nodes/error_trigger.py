"""Error Trigger: puts out what is told of an execution that failed (`facts/n8n.md` 2e)."""

from stubs.n8n.engine.node_type import NodeType, pass_on

ERROR_TRIGGER = NodeType(name="n8n-nodes-base.errorTrigger", versions=frozenset({1}), run=pass_on, role="trigger")
