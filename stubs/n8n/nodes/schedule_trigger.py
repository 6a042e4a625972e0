"""Schedule Trigger: fired by the run's clock while its workflow is active (`engine/schedules.py`).

Limitation: what a rule leaves open (second, minute, hour, day) is drawn from workflow and node, not as n8n draws it.
"""

from datetime import UTC, datetime

from stubs.n8n.engine.node_type import NodeType, pass_on
from stubs.n8n.engine.reading import USE_REAL
from stubs.n8n.engine.schedule import BadSchedule, moments
from stubs.n8n.engine.workflow import Node


def _check(node: Node) -> str | None:
    for rule in (node.parameters.get("rule") or {}).get("interval") or []:
        try:
            moments(rule, datetime.min.replace(year=2000, tzinfo=UTC), node.id)
        except (BadSchedule, TypeError, ValueError, ZeroDivisionError):
            return (
                f'Node "{node.name}" ({node.type}) has a rule that this engine can\'t read; correct it, or {USE_REAL}.'
            )
    return None


SCHEDULE_TRIGGER = NodeType(
    name="n8n-nodes-base.scheduleTrigger",
    versions=frozenset({1, 1.1, 1.2, 1.3, 1.4}),
    run=pass_on,
    role="trigger",
    check=_check,
)
