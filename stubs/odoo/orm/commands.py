"""Commands that write links to many, as Odoo has them: `(0, 0, values)`, `(1, id, values)`, … `(6, 0, ids)`."""

from typing import TYPE_CHECKING, Any

from stubs.odoo.orm.errors import ValidationError
from stubs.odoo.orm.fields import Many2many
from stubs.odoo.orm.fields.relational import Many

if TYPE_CHECKING:
    from stubs.odoo.orm.model import Model

NOT_THERE = (
    "The operation cannot be completed: Another model is using the record you are trying to delete.\n\n"
    "The troublemaker is: Unknown\nThanks to the following constraint: {constraint}\n"
    "How about archiving the record instead?"
)
CREATE, UPDATE, DELETE, UNLINK, LINK, CLEAR, SET = range(7)


def apply(records: "Model", field: Many, value: Any) -> None:
    """Apply commands to a field of each record; those that nobody knows do nothing. Raises `OdooError`."""
    given = field.commands(value)
    for key in records.ids:
        links = _Pairs(records, field, key) if isinstance(field, Many2many) else _Inverse(records, field, key)
        for command in given:
            links.run(command)


class _Links:
    """The links of one record."""

    def __init__(self, records: "Model", field: Many, key: int) -> None:
        self.records, self.field, self.key = records, field, key
        self.others = records.scope[field.comodel]

    def run(self, command: tuple[Any, ...]) -> None:
        """Run one command."""
        from stubs.odoo.orm.general import changing  # noqa: PLC0415 - records are made through commands, and the other way round

        code, other, values = (*command, 0, 0)[:3]
        if code == CREATE:
            self.make(values)
        elif code == UPDATE:
            changing.write(self.others.of([other]), values)
        elif code == DELETE:
            self.drop(other)
            changing.unlink(self.others.of([other]))
        elif code == UNLINK:
            self.drop(other)
        elif code == LINK:
            self.add(other)
        elif code in {CLEAR, SET}:
            wanted = list(values or ()) if code == SET else []
            for each in self.now():
                if each not in wanted:
                    self.drop(each)
            for each in wanted:
                self.add(each)

    def now(self) -> list[int]:
        """Give the linked ids, archived ones too."""
        return list(
            type(self.records)(self.records.scope.with_context(active_test=False)).get(self.key, self.field.name)
        )

    def make(self, values: Any) -> None:
        """Make a record and link it."""
        raise NotImplementedError

    def add(self, other: int) -> None:
        """Link a record."""
        raise NotImplementedError

    def drop(self, other: int) -> None:
        """Let go of a record."""
        raise NotImplementedError


class _Pairs(_Links):
    def make(self, values: Any) -> None:
        from stubs.odoo.orm.general import changing  # noqa: PLC0415

        self.add(changing.create(self.others, values))

    def add(self, other: int) -> None:
        table, left, right = self._pair(other)
        if other not in self.others.rows():
            column = table.c[1 if left == self.key else 0].name
            raise ValidationError(NOT_THERE.format(constraint=f"{table.name}_{column}_fkey"))
        self.records.scope.rows.link(table, left, right)

    def drop(self, other: int) -> None:
        table, left, right = self._pair(other)
        self.records.scope.rows.unlink(table, left, right)

    def _pair(self, other: int) -> tuple[Any, int, int]:
        from stubs.odoo.orm.model import pairs_of  # noqa: PLC0415

        table, mine, _ = pairs_of(self.records, self.field)  # type: ignore[arg-type]  # it is many2many here
        return (table, self.key, other) if mine == 0 else (table, other, self.key)


class _Inverse(_Links):
    @property
    def _name(self) -> str:
        name: str = self.field.inverse_name  # type: ignore[attr-defined]  # it is one2many here
        return name

    def make(self, values: Any) -> None:
        from stubs.odoo.orm.general import changing  # noqa: PLC0415

        changing.create(self.others, {**values, self._name: self.key})

    def add(self, other: int) -> None:
        from stubs.odoo.orm.general import changing  # noqa: PLC0415

        changing.write(self.others.of([other]), {self._name: self.key})

    def drop(self, other: int) -> None:
        from stubs.odoo.orm.general import changing  # noqa: PLC0415

        field = self.others.fields[self._name]
        if getattr(field, "ondelete", "") == "cascade" or field.required:
            changing.unlink(self.others.of([other]))
        else:
            changing.write(self.others.of([other]), {self._name: False})
