"""Days and moments. Odoo keeps moments in UTC, to the second as far as clients see."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date as DateType
from sqlalchemy import DateTime as DateTimeType
from sqlalchemy.types import TypeEngine

from stubs.odoo.orm.errors import Builtin
from stubs.odoo.orm.fields.base import Field

DAY, MOMENT = "%Y-%m-%d", "%Y-%m-%d %H:%M:%S"
DAY_LENGTH = len("2026-11-22")


class Date(Field):
    """A day."""

    type = "date"

    def column_type(self) -> TypeEngine[Any]:
        """Keep it as a day."""
        return DateType()

    def to_column(self, value: Any) -> Any:
        """Take `2026-11-22`, whatever follows."""
        if not value:
            return None
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else _parse(_text(value)[:DAY_LENGTH], DAY).date()

    def to_read(self, value: Any) -> Any:
        """Show it as Odoo spells days."""
        return value.strftime(DAY) if value else False


class Datetime(Field):
    """A moment."""

    type = "datetime"

    def column_type(self) -> TypeEngine[Any]:
        """Keep it as a moment without zone, which is UTC."""
        return DateTimeType()

    def to_column(self, value: Any) -> Any:
        """Take `2026-11-22 10:00:00`, or a beginning of that."""
        if not value:
            return None
        if isinstance(value, datetime):
            return value
        text = _text(value)
        return _parse(text, MOMENT[: len(text) - 2])

    def to_read(self, value: Any) -> Any:
        """Show it as Odoo spells moments."""
        return value.strftime(MOMENT) if value else False


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    kind = type(value).__name__
    if isinstance(value, (list, tuple)):
        raise Builtin(TypeError, f"strptime() argument 1 must be str, not {kind}")
    raise Builtin(TypeError, f"'{kind}' object is not subscriptable")


def _parse(text: str, form: str) -> datetime:
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 - Odoo's moments bear no zone
    except ValueError as error:
        raise Builtin(ValueError, str(error)) from None
