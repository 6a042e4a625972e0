"""The schedules of active workflows: a task for each rule of each Schedule Trigger, on the run's clock."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from contracts.runtime import Clock
from stubs.n8n.engine.items import Item, Json
from stubs.n8n.engine.player import Player
from stubs.n8n.engine.schedule import BadSchedule, moments, zone_of
from stubs.n8n.engine.workflow import Node, Workflow
from stubs.serving.work import Work

SCHEDULED = "n8n-nodes-base.scheduleTrigger"


@dataclass(slots=True)
class Schedules:
    """Fires what is scheduled."""

    player: Player
    clock: Clock
    work: Work
    _current: dict[str, Workflow] = field(default_factory=dict)

    def register(self, workflow: Workflow) -> None:
        """Fire a workflow's schedules from now on, in place of those of its earlier version."""
        if self._current.get(workflow.id) is workflow:
            return
        self._current[workflow.id] = workflow
        after = self.clock.now().astimezone(zone_of(workflow.settings))
        for node in workflow.nodes.values():
            if node.type != SCHEDULED or node.disabled:
                continue
            for place, rule in enumerate((node.parameters.get("rule") or {}).get("interval") or [{}]):
                try:
                    found = moments(rule, after, f"{workflow.id}:{node.id}")
                except BadSchedule:
                    continue
                self.work.start(self._fire(workflow, node, found), f"schedule {place} of {workflow.name}")

    def forget(self, workflow_id: str) -> None:
        """Fire a workflow's schedules no more."""
        self._current.pop(workflow_id, None)

    async def _fire(self, workflow: Workflow, node: Node, found: Iterator[datetime]) -> None:
        for moment in found:
            await self.clock.sleep(max(0.0, (moment - self.clock.now()).total_seconds()))
            if self._current.get(workflow.id) is not workflow:
                return
            item = Item(tick_of(self.clock.now().astimezone(moment.tzinfo), str(zone_of(workflow.settings))))
            await self.player.begin(workflow, node.name, [[item]], wait_for="onReceived", mode="trigger")


def tick_of(now: datetime, zone: str) -> Json:
    """Give what a Schedule Trigger puts out."""
    offset = now.strftime("%z")
    offset = f"{offset[:3]}:{offset[3:5]}"
    clock_time = f"{now.hour % 12 or 12}:{now:%M:%S} {'am' if now.hour < 12 else 'pm'}"
    return {
        "timestamp": f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03}{offset}",
        "Readable date": f"{now:%B} {_ordinal(now.day)} {now.year}, {clock_time}",
        "Readable time": clock_time,
        "Day of week": f"{now:%A}",
        "Year": f"{now.year}",
        "Month": f"{now:%B}",
        "Day of month": f"{now:%d}",
        "Hour": f"{now:%H}",
        "Minute": f"{now:%M}",
        "Second": f"{now:%S}",
        "Timezone": f"{zone} (UTC{offset})",
    }


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 11 <= number % 100 <= 13 else ending}"
