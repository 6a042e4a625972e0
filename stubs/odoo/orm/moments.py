"""Days and moments in domains: as they are written, and their parts."""

import re
from datetime import date, datetime
from typing import Any

from stubs.odoo.orm.errors import wrong_value

PARTS = (
    "year_number",
    "quarter_number",
    "month_number",
    "iso_week_number",
    "day_of_year",
    "day_of_month",
    "day_of_week",
    "hour_number",
    "minute_number",
    "second_number",
)
"""Of days and moments, as domains and groups may name them."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def moment(value: Any, *, whole_day: bool) -> Any:
    """Read what a domain compares a day or a moment with.

    Raises:
        Builtin: it is neither.
    """
    if isinstance(value, (date, datetime)):
        return value
    text = str(value)
    form = "%Y-%m-%d" if _DAY.match(text) else "%Y-%m-%d %H:%M:%S"
    try:
        found = datetime.strptime(text.replace("T", " ", 1)[:19], form)  # noqa: DTZ007 - Odoo's moments bear no zone
    except ValueError:
        raise wrong_value(f"Invalid term {text.split(' ', maxsplit=1)[0]!r} in expression date: {text!r}") from None
    return found.date() if whole_day else found


def part_of(value: Any, part: str) -> int:
    """Give a part of a day or a moment; 0 for a time that a day has not."""
    weeks = value.isocalendar()
    parts: dict[str, int] = {
        "year_number": value.year,
        "quarter_number": (value.month + 2) // 3,
        "month_number": value.month,
        "iso_week_number": weeks.week,
        "day_of_week": weeks.weekday % 7,
        "day_of_month": value.day,
        "day_of_year": value.timetuple().tm_yday,
        "hour_number": getattr(value, "hour", 0),
        "minute_number": getattr(value, "minute", 0),
        "second_number": getattr(value, "second", 0),
    }
    return parts[part]
