"""Manual Trigger: starts a workflow from the editor, which this n8n lacks; else it passes on what it gets."""

from stubs.n8n.engine.node_type import NodeType, pass_on

MANUAL_TRIGGER = NodeType(name="n8n-nodes-base.manualTrigger", versions=frozenset({1}), run=pass_on, role="trigger")
