"""A user's images in a calendar month: reserved at submit, used when completed, given back when failed.

Each change is one conditional UPDATE, so that any number of concurrent submits never passes the limit.
"""

from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contracts.messages.submission import Quota
from contracts.timestamps import to_text
from stubs.odoo.tables import QuotaPeriod


def period_of(moment: datetime) -> str:
    """Give the month that a moment belongs to, such as `2026-11`."""
    return moment.astimezone(UTC).strftime("%Y-%m")


def end_of(period: str) -> datetime:
    """Give the moment at which a month's quota ends and the next one begins."""
    year, month = (int(part) for part in period.split("-"))
    return datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)


def reserve(session: Session, user_id: int, period: str, n: int, limit: int) -> bool:
    """Set n images aside; False, and nothing changed, when that would pass the limit."""
    _open_period(session, user_id, period, limit)
    free = QuotaPeriod.used + QuotaPeriod.reserved + n <= QuotaPeriod.granted
    return _change(session, user_id, period, free, reserved=QuotaPeriod.reserved + n)


def use(session: Session, user_id: int, period: str, n: int) -> None:
    """Turn n reserved images into used ones."""
    _change(
        session,
        user_id,
        period,
        QuotaPeriod.reserved >= n,
        reserved=QuotaPeriod.reserved - n,
        used=QuotaPeriod.used + n,
    )


def give_back(session: Session, user_id: int, period: str, n: int) -> None:
    """Free n reserved images in the period that they came from."""
    _change(session, user_id, period, QuotaPeriod.reserved >= n, reserved=QuotaPeriod.reserved - n)


def show(session: Session, user_id: int, period: str, limit: int) -> Quota:
    """Give a user's quota in a month; `limit` serves a month in which nothing was reserved yet."""
    row = session.get(QuotaPeriod, (user_id, period), populate_existing=True)
    granted, used, reserved = (row.granted, row.used, row.reserved) if row else (limit, 0, 0)
    return Quota(
        limit=granted,
        used=used,
        reserved=reserved,
        remaining=max(0, granted - used - reserved),
        resets_at=to_text(end_of(period)),
    )


def grant(session: Session, period: str, limit: int) -> None:
    """Let a limit that was set anew hold for everybody in a month that has begun."""
    session.execute(update(QuotaPeriod).where(QuotaPeriod.period == period).values(granted=limit))


def _open_period(session: Session, user_id: int, period: str, limit: int) -> None:
    known = select(QuotaPeriod.granted).filter_by(user_id=user_id, period=period)
    if session.scalar(known) is not None:
        return
    try:
        with session.begin_nested():
            session.add(QuotaPeriod(user_id=user_id, period=period, granted=limit, used=0, reserved=0))
    except IntegrityError:
        pass  # another submit of the same user opened it first


def _change(session: Session, user_id: int, period: str, condition: object, **values: object) -> bool:
    statement = (
        update(QuotaPeriod)
        .where(QuotaPeriod.user_id == user_id, QuotaPeriod.period == period, condition)  # type: ignore[arg-type]
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    result = session.execute(statement)
    return bool(result.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has one
