"""What every model is: fields over the rows of a table, access rights and rules, the methods that clients may call."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from sqlalchemy import Column, Integer, Table

from stubs.odoo.orm import access, registry
from stubs.odoo.orm.domains import Domain, parse
from stubs.odoo.orm.fields import Char, Datetime, Field, Id, Many2many, Many2one, One2many
from stubs.odoo.orm.matching import names, test_of
from stubs.odoo.orm.ordering import in_order
from stubs.odoo.orm.remote import PublicMethod, public_methods_of
from stubs.odoo.tables import Base

if TYPE_CHECKING:
    from stubs.odoo.orm.rows import Row
    from stubs.odoo.orm.scope import Scope


@dataclass(frozen=True, slots=True)
class Rule:
    """A record rule: which records of a model the members of a group see; everybody when `group` is empty.

    Attributes:
        domain: gives the domain for a scope.
        modes: what it holds for: `read`, `write`, `create`, `unlink`.
        name: as administrators see it.
    """

    group: str
    domain: Callable[["Scope"], Any]
    modes: frozenset[str] = frozenset(["read", "write", "create", "unlink"])
    name: str = ""


@dataclass(frozen=True, slots=True)
class Unique:
    """Columns that no two records have alike, and what is said of it."""

    columns: tuple[str, ...]
    message: str


class Model:
    """Records of one model, as one scope sees them; a class without `_name` is no model itself.

    Attributes:
        fields: by name, those that every model has included.
        table: where the rows are; subclasses may name one that is there already.
    """

    _name: ClassVar[str] = ""
    _description: ClassVar[str] = ""
    _order: ClassVar[str] = "id"
    _rec_name: ClassVar[str] = "name"
    _parent_name: ClassVar[str] = "parent_id"
    _access: ClassVar[dict[str, str]] = {}
    """By group, what it may: letters of `crud` (create, read, update, delete); everybody under the empty name."""
    _rules: ClassVar[tuple[Rule, ...]] = ()
    _unique: ClassVar[tuple[Unique, ...]] = ()
    _open_to_search: ClassVar[bool] = False
    """Whether everybody may search, and finds what the rules leave them."""
    _looks_first: ClassVar[bool] = False
    """Whether changing or deleting what is not there is refused, as by models that look at a record first."""
    _python_name: ClassVar[str] = ""
    """Of real Odoo's class, where it is not the model's name in Python's way."""
    _owners: ClassVar[dict[str, str]] = {}
    """Methods that real Odoo's model has from another class than the base: Python names it when arguments don't fit."""

    id = Id("ID", readonly=True)
    display_name = Char("Display Name", compute="_compute_display_name", search="_search_display_name")
    create_uid = Many2one("res.users", "Created by", readonly=True, copy=False)
    create_date = Datetime("Created on", readonly=True, copy=False)
    write_uid = Many2one("res.users", "Last Updated by", readonly=True, copy=False)
    write_date = Datetime("Last Updated on", readonly=True, copy=False)

    fields: ClassVar[dict[str, Field]]
    table: ClassVar[Table]
    methods: ClassVar[dict[str, PublicMethod]]

    def __init_subclass__(cls) -> None:
        """Collect the fields, make the table, and put the model into the registry."""
        if not cls.__dict__.get("_name"):
            return
        cls.fields = {}
        for base in reversed(cls.__mro__):
            cls.fields |= {name: value for name, value in vars(base).items() if isinstance(value, Field)}
        cls.fields = {name: _own(field, cls._name, name) for name, field in cls.fields.items()}
        cls.methods = public_methods_of(cls)
        if "table" not in cls.__dict__:
            cls.table = _table(cls)
        registry.MODELS[cls._name] = cls

    def __init__(self, scope: "Scope", ids: Iterable[int] = ()) -> None:
        """Stand for the records of these ids, which need not be there."""
        self.scope = scope
        self.ids: list[int] = list(ids)

    @property
    def archives(self) -> bool:
        """Whether records can be archived."""
        return "active" in self.fields

    @property
    def named(self) -> str:
        """Give the field that names a record; `id` when the model has none."""
        return self._rec_name if self._rec_name in self.fields else "id"

    def of(self, ids: Iterable[int]) -> Self:
        """Give records of the same model and scope."""
        return type(self)(self.scope, ids)

    def super(self) -> Self:
        """Give the same records, with everything allowed."""
        return type(self)(self.scope.as_superuser(), self.ids)

    def rows(self) -> "dict[int, Row]":
        """Give all rows of the table by id."""
        return self.scope.rows.all(self.table)

    def existing(self) -> list[int]:
        """Give those ids that are there."""
        rows = self.rows()
        return [each for each in self.ids if each in rows]

    def get(self, key: int, name: str) -> Any:
        """Give the value of a record's field, as it is kept; links to many as a list of ids."""
        field = self.fields[name]
        if field.compute:
            return self._computed(name).get(key)
        if field.origin:
            return self._followed(key, field.origin)
        if isinstance(field, One2many):
            return self._linking_here(key, field)
        if isinstance(field, Many2many):
            return self._linked(key, field)
        return self.rows()[key][name]

    def find(self, domain: Any, *, order: Any = None) -> list[int]:
        """Give the ids of the records that a domain finds and the user may see, in order.

        Archived ones are left out unless the domain, or the context, speaks of them. Raises `OdooError`.
        """
        return self._sorted(self.matching(domain), order)

    def matching(self, domain: Any) -> list[int]:
        """Give the same in no order."""
        if not self._open_to_search:
            access.check(self, "read")
        read = parse(domain)
        test = test_of(self, read)
        keys = [key for key in self.rows() if test(key)]
        if self.archives and self.scope.active_test and "active" not in names(read):
            keys = [key for key in keys if self.get(key, "active")]
        return access.allowed(self.of(keys), "read")

    def below(self, keys: Iterable[int]) -> set[int]:
        """Give these records and all below them."""
        found = set(keys) & self.rows().keys()
        grown = True
        while grown:
            more = {key for key, row in self.rows().items() if row.get(self._parent_name) in found}
            grown = not more <= found
            found |= more
        return found

    def above(self, keys: Iterable[int]) -> set[int]:
        """Give these records and all above them."""
        found: set[int] = set()
        for key in keys:
            at: int | None = key
            while at in self.rows() and at not in found:
                found.add(at)
                at = self.rows()[at].get(self._parent_name)
        return found

    def domain_of(self, mode: str) -> Domain:
        """Give what the record rules leave of this model to the user, for a mode."""
        return access.rule_domain(self, mode)

    def with_all(self) -> Self:
        """Give the same records in a context that shows archived ones."""
        return type(self)(self.scope.with_context(active_test=False), self.ids)

    def _prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        """Give the values that a record is made of; models add what follows from others."""
        return given

    def _kept_beside(self) -> dict[str, Any]:
        """Give the columns of a new record that no field shows."""
        return {}

    def _prepare_change(self, given: dict[str, Any]) -> dict[str, Any]:
        """Give the values that are changed; models add what follows from others."""
        return given

    def _before_change(self, given: Mapping[str, Any]) -> None:
        """Refuse what a model refuses before it asks who may; raises `OdooError`."""

    def _check(self, names: frozenset[str]) -> None:
        """Refuse records that may not be so, after what was written; raises `OdooError`."""

    def _before_removal(self) -> None:
        """Refuse to delete these records, or see to what goes with them; raises `OdooError`."""

    def _copy_values(self, _key: int) -> dict[str, Any]:
        """Give what is other in a copy."""
        return {}

    def narrowed(self, keys: list[int], mode: str) -> list[int]:
        """Leave out, of what the rules leave to the user, what the model itself keeps from them."""
        del mode
        return keys

    def refusal(self, mode: str) -> str:
        """Say that the record rules leave these records to others, as Odoo does."""
        user = self.scope.as_superuser()["res.users"].get(self.scope.uid, "name")
        return (
            "Uh-oh! Looks like you have stumbled upon some top-secret records.\n\n"
            f"Sorry, {user} (id={self.scope.uid}) doesn't have '{mode}' access to:\n"
            f"- {self._description} ({self._name})\n\n"
            "If you really, really need access, perhaps you can win over your friendly administrator with a batch of "
            "freshly baked cookies."
        )

    def _sorted(self, keys: Sequence[int], order: Any) -> list[int]:
        return in_order(self, keys, order or self._order)

    def _compute_display_name(self) -> dict[int, Any]:
        if self.named == "id":
            return {key: f"{self._name},{key}" for key in self.ids}
        field = self.fields[self.named]
        if isinstance(field, Many2one):
            return {key: self._name_of_linked(field, key) for key in self.ids}
        return {key: None if (found := self.get(key, field.name)) is None else str(found) for key in self.ids}

    def _name_of_linked(self, field: Many2one, key: int) -> Any:
        other = self.get(key, field.name)
        return self.scope.as_superuser()[field.comodel].get(other, "display_name") if other else None

    def _search_display_name(self, operator: str, value: Any) -> Any:
        return [(self.named, operator, value)]

    def _computed(self, name: str) -> dict[int, Any]:
        """Give a computed field's value for every record."""
        method: Callable[[], dict[int, Any]] = getattr(self.of(self.rows()), self.fields[name].compute)
        return method()

    def _followed(self, key: int, path: str) -> Any:
        at: Model = self
        *links, last = path.split(".")
        for link in links:
            field, other = at.fields[link], at.get(key, link)
            if not other:
                return None
            at, key = self.scope.as_superuser()[cast("Many2one", field).comodel], other
        return at.get(key, last)

    def _linking_here(self, key: int, field: One2many) -> list[int]:
        comodel = self.scope.as_superuser()[field.comodel]
        active = comodel.archives and self.scope.with_context(**field.context).active_test
        found = [other for other, row in comodel.rows().items() if comodel.get(other, field.inverse_name) == key]
        return comodel._sorted([each for each in found if not active or comodel.get(each, "active")], None)

    def _linked(self, key: int, field: Many2many) -> list[int]:
        comodel = self.scope.as_superuser()[field.comodel]
        table, mine, theirs = pairs_of(self, field)
        found = [pair[theirs] for pair in self.scope.rows.pairs(table) if pair[mine] == key]
        active = comodel.archives and self.scope.with_context(**field.context).active_test
        return comodel._sorted([each for each in found if not active or comodel.get(each, "active")], None)


def pairs_of(model: Model, field: Many2many) -> tuple[Table, int, int]:
    """Give a field's table of pairs, and which of its columns is of this model and which of the other."""
    name, mine, theirs = cast("tuple[str, str, str]", field.pairs)
    table = Base.metadata.tables[name]
    order = [column.name for column in table.c]
    return table, order.index(mine), order.index(theirs)


def _own(field: Field, model: str, name: str) -> Field:
    """Give each model a field of its own, though it stands in a class that several share."""
    made: Field = object.__new__(type(field))
    made.__dict__.update(field.__dict__)
    made.model, made.name = model, name
    made.string = field.string or name.removesuffix("_ids").removesuffix("_id").replace("_", " ").title()
    return made


def _table(model: type[Model]) -> Table:
    """Make the table of a model's own columns, and those of pairs that nobody has made."""
    columns: list[Any] = [Column("id", Integer, primary_key=True)]
    for name, field in model.fields.items():
        if isinstance(field, Many2many) and field.pairs and field.pairs[0] not in Base.metadata.tables:
            table, mine, theirs = field.pairs
            Table(table, Base.metadata, *(Column(each, Integer, primary_key=True) for each in (mine, theirs)))
        if field.column and name != "id":
            columns.append(Column(name, field.column_type()))
    return Table(
        model._name.replace(".", "_"), Base.metadata, *columns, sqlite_autoincrement=True
    )  # no id is given twice
