"""Odoo's moments, which know no time zone, and the contract's, which are in UTC."""

from datetime import UTC, datetime


def now() -> datetime:
    """Give the present, aware, to the second, as Odoo keeps it."""
    return datetime.now(UTC).replace(microsecond=0)


def aware(moment: datetime) -> datetime:
    """Give a moment of Odoo's as one in UTC."""
    return moment.replace(tzinfo=UTC)


def naive(moment: datetime) -> datetime:
    """Give a moment as Odoo keeps it."""
    return moment.astimezone(UTC).replace(tzinfo=None)
