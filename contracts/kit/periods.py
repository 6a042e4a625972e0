"""The calendar months that quota is counted in, such as `2026-11`, in UTC."""

from datetime import UTC, datetime


def period_of(moment: datetime) -> str:
    """Give the month that an aware moment belongs to."""
    return moment.astimezone(UTC).strftime("%Y-%m")


def end_of(period: str) -> datetime:
    """Give the moment at which a month's quota ends and the next one begins."""
    year, month = (int(part) for part in period.split("-"))
    return datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
