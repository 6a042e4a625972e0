"""Time as the contract has it (aware, UTC) and as Odoo's columns have it (naive, UTC)."""

from datetime import UTC, datetime, timedelta


def now():
    """Give the present moment, aware."""
    return datetime.now(UTC)


def stored(moment):
    """Give a moment as a column holds it, to the microsecond."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def read(value):
    """Give a column's value as an aware moment."""
    return value.replace(tzinfo=UTC)


def after(seconds):
    """Give the moment in so many seconds, as a column holds it."""
    return stored(now() + timedelta(seconds=seconds))
