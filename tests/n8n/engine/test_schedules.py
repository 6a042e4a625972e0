"""Schedules fire by the run's clock, in the workflow's time zone, while their workflow is active."""

from datetime import UTC, datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from stubs.n8n.engine.schedule import BadSchedule, moments
from stubs.n8n.engine.schedules import Schedules, tick_of
from stubs.n8n.engine.unreadable import UnreadableWorkflow
from tests.n8n.bench import chain, node
from tests.n8n.engine.stage import Stage, on_stage

START = datetime(2026, 3, 28, 22, 30, 10, tzinfo=UTC)


def _scheduled(*rules: dict[str, Any], **settings: Any) -> dict[str, Any]:
    trigger = node("Tick", "scheduleTrigger", 1.2, {"rule": {"interval": list(rules)}})
    return chain(trigger, node("End", "noOp"), **settings)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"field": "seconds", "secondsInterval": 20}, ["28 22:30:20", "28 22:30:40", "28 22:31:00"]),
        ({"field": "cronExpression", "expression": "0 9 * * *"}, ["29 09:00:00", "30 09:00:00", "31 09:00:00"]),
        ({"field": "cronExpression", "expression": "30 0 9 * * 1"}, ["30 09:00:30", "06 09:00:30", "13 09:00:30"]),
        ({"triggerAtHour": 6, "triggerAtMinute": 15}, ["29 06:15", "30 06:15", "31 06:15"]),
        (
            {"field": "days", "daysInterval": 2, "triggerAtHour": 6, "triggerAtMinute": 0},
            ["29 06:00", "31 06:00", "02 06:00"],
        ),
        ({"field": "hours", "hoursInterval": 6, "triggerAtMinute": 5}, ["29 00:05", "29 06:05", "29 12:05"]),
        ({"field": "hours", "hoursInterval": 5, "triggerAtMinute": 5}, ["28 23:05", "29 04:05", "29 09:05"]),
        (
            {"field": "weeks", "weeksInterval": 2, "triggerAtDay": [1, 3], "triggerAtHour": 8, "triggerAtMinute": 0},
            ["30 08:00", "01 08:00", "13 08:00"],
        ),
        (
            {
                "field": "months",
                "monthsInterval": 5,
                "triggerAtDayOfMonth": 2,
                "triggerAtHour": 8,
                "triggerAtMinute": 0,
            },
            ["02 08:00", "02 08:00", "02 08:00"],
        ),
    ],
)
def test_a_rule_names_its_moments(rule: dict[str, Any], expected: list[str]) -> None:
    """Every so many units, at the times that it names; what it leaves open does not change."""
    found = list(islice(moments(rule, START, "w:Tick"), 3))
    shown = [f"{moment:%d %H:%M:%S}" for moment in found]
    assert [text[: len(want)] for text, want in zip(shown, expected, strict=True)] == expected
    assert found == list(islice(moments(rule, START, "w:Tick"), 3))


def test_five_months_are_five_months() -> None:
    """What does not divide the year is counted on."""
    rule = {"field": "months", "monthsInterval": 5, "triggerAtDayOfMonth": 2}
    assert [moment.month for moment in islice(moments(rule, START, "k"), 4)] == [4, 9, 2, 7]


def test_a_schedule_goes_by_its_own_time_zone() -> None:
    """Over the change to summer time, too."""
    rule = {"triggerAtHour": 9, "triggerAtMinute": 0}
    first = next(moments(rule, START.astimezone(ZoneInfo("Europe/Berlin")), "k"))
    assert first.astimezone(UTC).hour == 7


def test_a_cron_expression_that_is_none_is_refused_at_import() -> None:
    """And has no moments."""
    rule = {"field": "cronExpression", "expression": "whenever"}
    with pytest.raises(BadSchedule):
        moments(rule, START, "k")

    async def play(stage: Stage) -> None:
        stage.store(_scheduled(rule), "w")

    with pytest.raises(UnreadableWorkflow, match="rule that this engine can't read"):
        on_stage(play)


def test_an_active_workflow_is_started_by_its_schedule_until_it_is_withdrawn() -> None:
    """A new version takes the place of the old one."""

    async def play(stage: Stage) -> Any:
        schedules = Schedules(stage.player, stage.clock, stage.work)
        schedules.register(stage.store(_scheduled({"field": "minutes", "minutesInterval": 1}), "w"))
        await stage.clock.sleep(180)
        by_minutes = len(stage.player.executions.newest(99))
        schedules.register(stage.store(_scheduled({"field": "hours"}), "w"))
        await stage.clock.sleep(7200)
        by_hours = len(stage.player.executions.newest(99)) - by_minutes
        schedules.forget("w")
        await stage.clock.sleep(7200)
        return by_minutes, by_hours, len(stage.player.executions.newest(99)), stage.execution(1)

    by_minutes, by_hours, whole, first = on_stage(play)
    assert (by_minutes, by_hours, whole) == (3, 2, 5)
    assert (first["mode"], first["status"]) == ("trigger", "success")
    (item,) = first["data"]["resultData"]["runData"]["End"][0]["data"]["main"][0]
    assert item["json"]["Timezone"] == "UTC (UTC+00:00)"


def test_a_tick_tells_the_time_in_many_ways() -> None:
    """As n8n writes them."""
    now = datetime(2026, 11, 22, 13, 5, 9, 120_000, tzinfo=ZoneInfo("Europe/Berlin"))
    assert tick_of(now, "Europe/Berlin") == {
        "timestamp": "2026-11-22T13:05:09.120+01:00",
        "Readable date": "November 22nd 2026, 1:05:09 pm",
        "Readable time": "1:05:09 pm",
        "Day of week": "Sunday",
        "Year": "2026",
        "Month": "November",
        "Day of month": "22",
        "Hour": "13",
        "Minute": "05",
        "Second": "09",
        "Timezone": "Europe/Berlin (UTC+01:00)",
    }
