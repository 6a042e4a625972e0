"""A user's images in a calendar month: reserved at submit, used when completed, given back when failed.

Each change is one conditional UPDATE, so that any number of concurrent submits never passes the limit.
"""

from typing import Any

from sqlalchemy import Integer, bindparam, select, text, update
from sqlalchemy.sql.dml import ReturningUpdate

from contracts.messages.submission import Quota, quota_of
from stubs.odoo.database import Unit
from stubs.odoo.tables import QuotaPeriod

_MINE = (QuotaPeriod.user_id == bindparam("user"), QuotaPeriod.period == bindparam("month"))
_N = bindparam("n", type_=Integer)
NUMBERS = (QuotaPeriod.granted, QuotaPeriod.used, QuotaPeriod.reserved)


def _change(condition: Any, **values: Any) -> ReturningUpdate[int, int, int]:
    return update(QuotaPeriod).where(*_MINE, condition).values(**values).returning(*NUMBERS)


_SHOW = select(*NUMBERS).where(*_MINE)
_RESERVE = _change(
    QuotaPeriod.used + QuotaPeriod.reserved + _N <= QuotaPeriod.granted, reserved=QuotaPeriod.reserved + _N
)
_USE = _change(QuotaPeriod.reserved >= _N, reserved=QuotaPeriod.reserved - _N, used=QuotaPeriod.used + _N)
_GIVE_BACK = _change(QuotaPeriod.reserved >= _N, reserved=QuotaPeriod.reserved - _N)
_GRANT = update(QuotaPeriod).where(QuotaPeriod.period == bindparam("month")).values(granted=bindparam("limit"))
# As text, because SQLAlchemy spells the same clause by dialect.
_OPEN = text(
    "INSERT INTO imageflow_quota (user_id, period, granted, used, reserved)"
    " VALUES (:user, :month, :limit, 0, 0) ON CONFLICT DO NOTHING"
)


def reserve(unit: Unit, user_id: int, period: str, n: int, limit: int) -> Quota | None:
    """Set n images aside; None, and nothing changed, when that would pass the limit."""
    row = unit.find(_RESERVE, user=user_id, month=period, n=n)
    if row is None and unit.run(_OPEN, user=user_id, month=period, limit=limit):
        row = unit.find(_RESERVE, user=user_id, month=period, n=n)
    return quota_of(period, *row) if row else None


def use(unit: Unit, user_id: int, period: str, n: int) -> Quota:
    """Turn n reserved images into used ones."""
    return _settle(unit, _USE, user_id, period, n)


def give_back(unit: Unit, user_id: int, period: str, n: int) -> Quota:
    """Free n reserved images in the period that they came from."""
    return _settle(unit, _GIVE_BACK, user_id, period, n)


def show(unit: Unit, user_id: int, period: str, limit: int) -> Quota:
    """Give a user's quota in a month; `limit` serves a month in which nothing was reserved yet."""
    row = unit.find(_SHOW, user=user_id, month=period)
    return quota_of(period, *(row or (limit, 0, 0)))


def grant(unit: Unit, period: str, limit: int) -> None:
    """Let a limit that was set anew hold for everybody in a month that has begun."""
    unit.run(_GRANT, month=period, limit=limit)


def _settle(unit: Unit, change: ReturningUpdate[int, int, int], user_id: int, period: str, n: int) -> Quota:
    row = unit.find(change, user=user_id, month=period, n=n)
    return quota_of(period, *row) if row else show(unit, user_id, period, 0)
