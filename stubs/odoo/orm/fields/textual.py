"""Text, short and long, and HTML."""

from typing import Any

from sqlalchemy import String
from sqlalchemy.types import TypeEngine

from stubs.odoo.orm.fields.base import Field
from stubs.odoo.orm.html import sanitize


class Text(Field):
    """Text of any length."""

    type = "text"
    falsy = ""
    is_text = True
    size: int | None = None

    def column_type(self) -> TypeEngine[Any]:
        """Keep it as text."""
        return String()

    def to_column(self, value: Any) -> Any:
        """Take anything as its text."""
        if value is None or value is False:
            return None
        return (value.decode() if isinstance(value, bytes) else str(value))[: self.size]

    def describe(self) -> dict[str, Any]:
        """Tell that it is not translated."""
        return {"translate": False}


class Char(Text):
    """A line of text."""

    type = "char"

    def __init__(self, string: str = "", *, size: int | None = None, trim: bool = True, **options: Any) -> None:
        """Declare it; `size` cuts longer text, `trim` is a hint to user interfaces."""
        super().__init__(string, **options)
        self.size, self.trim = size, trim

    def describe(self) -> dict[str, Any]:
        """Tell of its bounds."""
        return {"translate": False, "trim": self.trim, **({"size": self.size} if self.size else {})}


class Html(Text):
    """HTML, with what could run in it removed."""

    type = "html"

    def to_column(self, value: Any) -> Any:
        """Take the HTML that is left when it was made safe."""
        if value and not isinstance(value, (str, bytes)):
            return "<p>Unknown error when sanitizing</p>"
        text = super().to_column(value)
        return text and sanitize(text)

    def to_search(self, value: Any) -> Any:
        """Compare with the text as it is."""
        return super().to_column(value)

    def describe(self) -> dict[str, Any]:
        """Tell how it is made safe."""
        return {
            "translate": False,
            "sanitize": True,
            "sanitize_attributes": True,
            "sanitize_style": False,
            "sanitize_tags": True,
            "strip_classes": False,
            "strip_style": False,
        }
