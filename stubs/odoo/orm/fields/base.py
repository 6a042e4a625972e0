"""What all fields have: how values are checked when written, kept, shown, and described to clients."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy.types import TypeEngine

if TYPE_CHECKING:
    from stubs.odoo.orm.model import Model

Compute = Callable[["Model"], dict[int, Any]]
"""Gives a value for each record of a model, by id; those it leaves out are unset."""


class Field:
    """A field of a model; subclasses are its types.

    Attributes:
        type: Odoo's name of the type.
        falsy: what counts as unset beside NULL, in searches too; None when only NULL does.
        name: given when its model is made.
        model: likewise, the model's name.
        column: whether its value lies in the model's own table.
        origin: of a field that a model takes over from another: the path to it, such as `partner_id.name`.
    """

    type: ClassVar[str]
    falsy: ClassVar[Any] = None
    relational: ClassVar[bool] = False
    is_text: ClassVar[bool] = False
    name: str
    model: str

    def __init__(
        self,
        string: str = "",
        *,
        required: bool = False,
        readonly: bool | None = None,
        store: bool | None = None,
        copy: bool | None = None,
        groups: str = "",
        default: Any = None,
        compute: str = "",
        inverse: str = "",
        search: str = "",
        origin: str = "",
        inherited: bool = False,
        **described: Any,
    ) -> None:
        """Declare a field.

        Args:
            string: its label.
            required: whether NULL is refused.
            readonly: for user interfaces; computed fields are, unless something is said.
            store: whether it is kept; computed fields are not, unless something is said.
            copy: whether a copy of the record has it.
            groups: names of the groups that may see it, with commas; all when empty.
            default: of new records, or what gives it when called with the scope.
            compute: the model's method that computes it.
            inverse: the model's method that takes what is written to it.
            search: the model's method that turns a condition on it into a domain.
            origin: the path of the field that it shows.
            inherited: whether what is written to it goes to that field.
            described: further attributes that `fields_get` shows.
        """
        self.string, self.required, self.groups = string, required, groups
        derived = bool(compute or origin)
        self.store = (not derived) if store is None else store
        self.readonly = (derived and not inverse and not inherited) if readonly is None else readonly
        self.copy = ((self.store and not derived) or inherited) if copy is None else copy
        self.default, self.compute, self.inverse, self.search = default, compute, inverse, search
        self.origin, self.inherited, self.described = origin, inherited, described

    @property
    def column(self) -> bool:
        """Tell whether it has a column of its own."""
        return self.store and not self.origin

    @property
    def searchable(self) -> bool:
        """Tell whether domains may name it."""
        return self.store or bool(self.search) or bool(self.origin)

    def column_type(self) -> TypeEngine[Any]:
        """Give the type of its column."""
        raise NotImplementedError

    def to_column(self, value: Any) -> Any:
        """Check a written value and give what is kept of it; raises `OdooError`."""
        raise NotImplementedError

    def to_search(self, value: Any) -> Any:
        """Give the value that a search compares with; raises `OdooError`."""
        return self.to_column(value)

    def to_read(self, value: Any) -> Any:
        """Give what a client is shown of a kept value."""
        return False if value is None else value

    def describe(self) -> dict[str, Any]:
        """Give what `fields_get` shows of this type of field alone."""
        return {}

    def __repr__(self) -> str:
        """Be named as Odoo names it in messages."""
        return f"{self.model}.{self.name}"
