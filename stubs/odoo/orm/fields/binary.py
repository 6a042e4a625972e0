"""Binary content, as base64 text on the wire."""

import base64
import binascii
from typing import Any

from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeEngine

from stubs.odoo.orm.errors import Foreign, UserError
from stubs.odoo.orm.fields.base import Field

UNITS = ("bytes", "Kb", "Mb", "Gb", "Tb")
KIBI = 1024


class Binary(Field):
    """Binary content; the stub keeps the bytes themselves.

    Attributes:
        attachment: whether real Odoo keeps it among its attachments.
    """

    type = "binary"

    def __init__(self, string: str = "", *, attachment: bool = True, **options: Any) -> None:
        """Declare it."""
        super().__init__(string, **options)
        self.attachment = attachment and self.store

    def column_type(self) -> TypeEngine[Any]:
        """Keep the bytes."""
        return LargeBinary()

    def to_column(self, value: Any) -> Any:
        """Take base64 text."""
        if not value:
            return None
        return decode(value, self.name)

    def to_read(self, value: Any) -> Any:
        """Show base64 text."""
        return base64.b64encode(value).decode() if value else False

    def describe(self) -> dict[str, Any]:
        """Tell where real Odoo keeps it."""
        return {"attachment": self.attachment}


def decode(value: Any, name: str) -> bytes:
    """Read base64 text as Odoo does: leniently about foreign characters, strictly about padding."""
    if isinstance(value, bytes):
        data = value
    else:
        try:
            data = str(value).encode("ascii")
        except UnicodeEncodeError:
            raise UserError(f"ASCII characters are required for {value} in {name}") from None
    try:
        return base64.b64decode(data)
    except binascii.Error as error:
        raise Foreign("binascii.Error", str(error)) from None


def human_size(size: int) -> str:
    """Say a size as Odoo does, such as `180.00 bytes`."""
    amount, unit = float(size), 0
    while amount >= KIBI and unit < len(UNITS) - 1:
        amount, unit = amount / KIBI, unit + 1
    return f"{amount:.2f} {UNITS[unit]}"
