"""Sticky Note: is drawn, and never run."""

from stubs.n8n.engine.node_type import NodeType, pass_on

STICKY_NOTE = NodeType(name="n8n-nodes-base.stickyNote", versions=frozenset({1}), run=pass_on, role="note")
