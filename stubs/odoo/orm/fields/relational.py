"""Links between records."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Integer as IntegerType
from sqlalchemy.types import TypeEngine

from stubs.odoo.orm.errors import wrong_type, wrong_value
from stubs.odoo.orm.fields.base import Field
from stubs.odoo.orm.fields.simple import Integer, as_key

NO_CONTEXT: Mapping[str, Any] = MappingProxyType({})


class Relation(Field):
    """A link to records of another model."""

    relational = True

    def __init__(
        self,
        comodel: str,
        string: str = "",
        *,
        domain: Any = (),
        context: Mapping[str, Any] = NO_CONTEXT,
        **options: Any,
    ) -> None:
        """Declare it: the other model, which of its records it may have, and the context that they are read in."""
        super().__init__(string, **options)
        self.comodel, self.domain, self.context = comodel, domain, context

    def describe(self) -> dict[str, Any]:
        """Tell where it leads."""
        domain = self.domain if isinstance(self.domain, str) else [list(each) for each in self.domain]
        return {"relation": self.comodel, "domain": domain, "context": dict(self.context)}


class Many2one(Relation):
    """A link to one record.

    Attributes:
        ondelete: what becomes of this record when the other is deleted: `set null`, `restrict` or `cascade`.
    """

    type = "many2one"

    def __init__(self, comodel: str, string: str = "", *, ondelete: str = "", **options: Any) -> None:
        """Declare it."""
        super().__init__(comodel, string, **options)
        self.ondelete = ondelete or ("restrict" if self.required else "set null")

    def column_type(self) -> TypeEngine[Any]:
        """Keep the other's id."""
        return IntegerType()

    def to_column(self, value: Any) -> Any:
        """Take an id."""
        return as_key(value) if value else None


class Many2oneReference(Integer):
    """The id of a record whose model another field names."""

    type = "many2one_reference"

    def __init__(self, string: str = "", *, model_field: str, **options: Any) -> None:
        """Declare it."""
        super().__init__(string, **options)
        self.model_field = model_field

    def to_column(self, value: Any) -> Any:
        """Take an id; none is NULL."""
        return super().to_column(value) or None

    def describe(self) -> dict[str, Any]:
        """Tell which field names the model."""
        return {"model_field": self.model_field}


class Many(Relation):
    """Links to many records."""

    def commands(self, value: Any) -> list[tuple[Any, ...]]:
        """Read what is written as commands: a list of them, or of plain ids; raises `Builtin`."""
        if value is False or value is None:
            return [(5, 0, 0)]
        if not value:
            return []
        if not isinstance(value, (list, tuple)):
            raise wrong_value(f"Wrong value for {self!r}: {value}")
        if all(isinstance(each, int) for each in value):
            return [(6, 0, list(value))]
        if any(isinstance(each, Mapping) for each in value):
            raise wrong_type("unhashable type: 'dict'")
        return [tuple(each) if isinstance(each, (list, tuple)) else (4, each, 0) for each in value]

    def to_read(self, value: Any) -> Any:
        """Show the ids."""
        return list(value or ())


class One2many(Many):
    """The records that link here."""

    type = "one2many"

    def __init__(self, comodel: str, inverse_name: str, string: str = "", **options: Any) -> None:
        """Declare it: the other model and its field that leads here."""
        super().__init__(comodel, string, copy=options.pop("copy", False), **options)
        self.inverse_name = inverse_name

    @property
    def column(self) -> bool:
        """Have none: the links lie with the others."""
        return False

    def describe(self) -> dict[str, Any]:
        """Tell which field leads here."""
        return super().describe() | {"relation_field": self.inverse_name}


class Many2many(Many):
    """Records that are linked both ways, in a table of pairs."""

    type = "many2many"

    def __init__(
        self, comodel: str, string: str = "", *, pairs: tuple[str, str, str] | None = None, **options: Any
    ) -> None:
        """Declare it; `pairs` names the table of pairs, its column for this model and that for the other."""
        super().__init__(comodel, string, **options)
        self.pairs = pairs

    @property
    def column(self) -> bool:
        """Have none: the links lie in the table of pairs."""
        return False
