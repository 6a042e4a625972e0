"""Numbers, booleans, choices and JSON."""

from typing import Any, ClassVar

from sqlalchemy import JSON, String
from sqlalchemy import Boolean as BooleanType
from sqlalchemy import Float as FloatType
from sqlalchemy import Integer as IntegerType
from sqlalchemy.types import TypeEngine

from stubs.odoo.orm.errors import Builtin, Foreign, wrong_type, wrong_value
from stubs.odoo.orm.fields.base import Field

LARGEST = 2**31 - 1
"""Of PostgreSQL's int4, in which Odoo keeps whole numbers."""


class Integer(Field):
    """A whole number; unset is 0."""

    type = "integer"
    falsy: ClassVar[Any] = 0

    def column_type(self) -> TypeEngine[Any]:
        """Keep it as a number."""
        return IntegerType()

    def to_column(self, value: Any) -> Any:
        """Take what Python's int takes, within PostgreSQL's bounds."""
        number = as_integer(value or 0)
        if not -LARGEST - 1 <= number <= LARGEST:
            raise Foreign("psycopg2.errors.NumericValueOutOfRange", "integer out of range\n")
        return number

    def to_read(self, value: Any) -> Any:
        """Show NULL as 0."""
        return value or 0

    def describe(self) -> dict[str, Any]:
        """Tell how it is summed up."""
        return {"aggregator": "sum"} if self.store else {}


class Id(Integer):
    """A record's own number."""

    falsy = None

    def to_column(self, value: Any) -> Any:
        """Leave it to the database, which takes text that is a number too."""
        return as_key(value)

    def describe(self) -> dict[str, Any]:
        """Tell nothing: nobody sums ids up."""
        return {}


class Float(Field):
    """A number; unset is 0.0."""

    type = "float"
    falsy = 0.0

    def __init__(self, string: str = "", *, digits: tuple[int, int] | None = None, **options: Any) -> None:
        """Declare it; `digits` are those in all and those after the point."""
        super().__init__(string, **options)
        self.digits = digits

    def column_type(self) -> TypeEngine[Any]:
        """Keep it as a number."""
        return FloatType()

    def to_column(self, value: Any) -> Any:
        """Take what Python's float takes, rounded."""
        try:
            number = float(value or 0.0)
        except (TypeError, ValueError) as error:
            raise Builtin(type(error), str(error)) from None
        return round(number, self.digits[1]) if self.digits else number

    def to_read(self, value: Any) -> Any:
        """Show NULL as 0.0."""
        return value or 0.0

    def describe(self) -> dict[str, Any]:
        """Tell of its digits, and how it is summed up."""
        summed = {"aggregator": "sum"} if self.store else {}
        return summed | ({"digits": list(self.digits)} if self.digits else {})


class Boolean(Field):
    """Yes or no; unset is no."""

    type = "boolean"
    falsy = False

    def column_type(self) -> TypeEngine[Any]:
        """Keep it as a boolean."""
        return BooleanType()

    def to_column(self, value: Any) -> Any:
        """Take anything by its truth."""
        return bool(value)

    def to_read(self, value: Any) -> Any:
        """Show NULL as no."""
        return bool(value)


class Selection(Field):
    """One of a few values."""

    type = "selection"

    def __init__(self, choices: list[tuple[str, str]], string: str = "", **options: Any) -> None:
        """Declare it: its values, each with its label."""
        super().__init__(string, **options)
        self.choices = choices

    def column_type(self) -> TypeEngine[Any]:
        """Keep the value."""
        return String()

    def to_column(self, value: Any) -> Any:
        """Take a known value."""
        if any(value == known for known, _ in self.choices):
            return value
        if not value:
            return None
        raise wrong_value(f"Wrong value for {self!r}: {value!r}")

    def to_search(self, value: Any) -> Any:
        """Compare with anything."""
        return str(value) if value else None

    def describe(self) -> dict[str, Any]:
        """Tell the choices."""
        return {"selection": [list(each) for each in self.choices]}


class Language(Selection):
    """A choice of what is installed, which nobody checks."""

    def to_column(self, value: Any) -> Any:
        """Take anything."""
        return str(value) if value else None


class Json(Field):
    """Any JSON."""

    type = "json"

    def column_type(self) -> TypeEngine[Any]:
        """Keep it as JSON."""
        return JSON()

    def to_column(self, value: Any) -> Any:
        """Take anything; what is empty is unset."""
        return value or None

    def to_read(self, value: Any) -> Any:
        """Show what is empty as unset (`facts/odoo.md` 2)."""
        return value or False


def as_integer(value: Any) -> int:
    """Read a whole number as Python does; raises `Builtin` in its words."""
    try:
        return int(value)
    except TypeError:
        kind = type(value).__name__
        raise wrong_type(
            f"int() argument must be a string, a bytes-like object or a real number, not '{kind}'"
        ) from None
    except (ValueError, OverflowError) as error:
        raise Builtin(type(error), str(error)) from None


def as_key(value: Any) -> Any:
    """Read the number of a record, as PostgreSQL reads it."""
    if isinstance(value, bool) or value is None:
        return None if not value else 1
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            quoted = f'invalid input syntax for type integer: "{value}"'
            raise Foreign("psycopg2.errors.InvalidTextRepresentation", quoted) from None
    return value
