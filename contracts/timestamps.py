"""Timestamps as the contract writes them: RFC 3339, UTC, `Z`, milliseconds."""

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """Write a moment, such as `2026-11-22T10:00:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """Read a moment; raises `ValueError` when it is none or bears no zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone: end it with Z")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{text!r} lies outside the years 1 to 9999 in UTC") from None


def epoch_text(seconds: float) -> str:
    """Write seconds since the epoch."""
    return to_text(datetime.fromtimestamp(seconds, UTC))
