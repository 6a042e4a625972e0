"""Wait: for a while, until a moment, or until a call to the execution's resume address.

Limitation: waiting for a form is refused at import. A wait under 65 seconds is kept in this process alone, as n8n does.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.items import Outputs
from stubs.n8n.engine.node_type import Call, NodeType, Pause
from stubs.n8n.engine.reading import USE_REAL
from stubs.n8n.engine.workflow import Node

IN_PROCESS = 65.0
"""Seconds; a shorter wait does not put the execution away."""
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}


async def _run(call: Call) -> Outputs | Pause:
    resume = call.param("resume", default="timeInterval")
    if resume == "webhook":
        return Pause(call.items, _limit(call), webhook=True)
    seconds = _interval(call) if resume == "timeInterval" else _until(call, call.param("dateTime", default=""))
    if seconds >= IN_PROCESS:
        return Pause(call.items, seconds)
    # An execution that is canceled in the meantime ends with what this node was given.
    await call.clock.sleep(max(0.0, min(seconds, call.seconds_left)))
    return [call.items]


def _interval(call: Call) -> float:
    first = call.node.version == 1
    unit = call.param("unit", default="hours" if first else "seconds")
    if unit not in _SECONDS:
        raise NodeOperationError("Invalid wait unit. Valid units are 'seconds', 'minutes', 'hours', or 'days'.")
    amount = call.param("amount", default=1 if first else 5)
    if isinstance(amount, bool) or not isinstance(amount, int | float) or amount < 0:
        raise NodeOperationError("Invalid wait amount. Please enter a number that is 0 or greater.")
    return float(amount) * _SECONDS[unit]


def _limit(call: Call) -> float | None:
    """Give the seconds after which a call is waited for no longer; None when that is never."""
    if call.param("limitWaitTime", default=False) is not True:
        return None
    if call.param("limitType", default="afterTimeInterval") == "afterTimeInterval":
        unit = _SECONDS.get(call.param("resumeUnit", default="hours"), 1)
        return float(call.param("resumeAmount", default=1)) * unit
    return _until(call, call.param("maxDateAndTime", default=""))


def _until(call: Call, moment: Any) -> float:
    """Give the seconds until a moment; without a zone it is in the workflow's."""
    try:
        try:
            found = datetime.fromisoformat(moment)
        except ValueError:
            found = parsedate_to_datetime(moment)
    except (TypeError, ValueError):
        raise NodeOperationError(
            "Cannot put execution to wait because `dateTime` parameter is not a valid date. "
            "Please pick a specific date and time to wait until."
        ) from None
    if found.tzinfo is None:
        name = call.workflow.settings.get("timezone")
        found = found.replace(tzinfo=ZoneInfo(name) if name and name != "DEFAULT" else UTC)
    return (found - call.clock.now()).total_seconds()


def _check(node: Node) -> str | None:
    if node.parameters.get("resume") != "form":
        return None
    return f'Node "{node.name}" ({node.type}) waits for a form, which this engine does not serve; {USE_REAL}.'


WAIT = NodeType(name="n8n-nodes-base.wait", versions=frozenset({1, 1.1}), run=_run, check=_check)
