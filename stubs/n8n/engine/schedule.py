"""When a Schedule Trigger fires: its rules as moments in the workflow's time zone."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

Rule = Mapping[str, Any]
_DEFAULT_SIZES = {"seconds": 30, "minutes": 5, "hours": 1, "days": 1, "weeks": 1, "months": 1}
_WHOLE = {"seconds": 60, "minutes": 60, "hours": 24, "days": 1, "weeks": 1, "months": 12}
_COUNTS: Mapping[str, Callable[[datetime], int]] = {
    "minutes": lambda moment: int(moment.timestamp() // 60),
    "hours": lambda moment: int(moment.timestamp() // 3600),
    "days": lambda moment: moment.toordinal(),
    "weeks": lambda moment: (moment.toordinal() + 6) // 7,
    "months": lambda moment: moment.year * 12 + moment.month,
}


class BadSchedule(ValueError):
    """A rule that names no moments; its text says which."""


def zone_of(settings: Mapping[str, Any]) -> ZoneInfo:
    """Give a workflow's time zone; UTC when it has none of its own."""
    name = settings.get("timezone")
    return ZoneInfo(name if name and name != "DEFAULT" else "UTC")


def moments(rule: Rule, after: datetime, key: str) -> Iterator[datetime]:
    """Give the moments at which a rule fires, from the first one after a moment on.

    Args:
        rule: of the trigger's `rule.interval`.
        after: in the workflow's time zone.
        key: of the node; what the rule leaves open (the second, the minute) is drawn from it, so that it stays.

    Raises:
        BadSchedule: the rule has no cron expression that can be read.
    """
    field = rule.get("field", "days")
    size = int(rule.get(f"{field}Interval") or _DEFAULT_SIZES.get(field, 1))
    try:
        found = CronSim(_expression(rule, field, size, key), after)
    except CronSimError:
        raise BadSchedule("Invalid cron expression") from None
    count = _COUNTS.get(field)
    if count is None or _WHOLE[field] % size == 0:
        return found
    return _every(found, size, count, same=field == "weeks")


def _expression(rule: Rule, field: str, size: int, key: str) -> str:
    """Write a rule as a cron expression with seconds; where it fires too often, `_every` leaves some out."""
    step = f"*/{size}" if _WHOLE.get(field, 1) % size == 0 else "*"
    second = _drawn(key, "second", 60)
    minute = rule.get("triggerAtMinute", _drawn(key, "minute", 60))
    hour = rule.get("triggerAtHour", _drawn(key, "hour", 24))
    days = ",".join(str(day) for day in rule.get("triggerAtDay", [0])) or "*"
    day = rule.get("triggerAtDayOfMonth", 1 + _drawn(key, "day", 28))
    expressions = {
        "cronExpression": str(rule.get("expression", "")),
        "seconds": f"*/{size} * * * * *",
        "minutes": f"{second} {step} * * * *",
        "hours": f"{second} {minute} {step} * * *",
        "days": f"{second} {minute} {hour} * * *",
        "weeks": f"{second} {minute} {hour} * * {days}",
        "months": f"{second} {minute} {hour} {day} {step} *",
    }
    return expressions.get(field, expressions["days"])


def _every(found: Iterator[datetime], size: int, count: Callable[[datetime], int], *, same: bool) -> Iterator[datetime]:
    """Leave out what comes less than `size` units after the last; `same`: several in one unit are kept."""
    last: int | None = None
    for moment in found:
        unit = count(moment)
        if last is None or unit - last >= size or (same and unit == last):
            last = unit
            yield moment


def _drawn(key: str, label: str, below: int) -> int:
    return hashlib.sha256(f"{key} {label}".encode()).digest()[0] % below
