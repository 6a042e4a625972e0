"""The rows beneath the models, as one transaction sees them: read once, kept until they are written.

Limitations: a model's rows are read whole. A stub has thousands, no millions; domains are then judged in Python, which
knows Odoo's rules about what is unset better than SQL does.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, delete, insert, select, update

from stubs.odoo.database import Unit

Row = dict[str, Any]


class Rows:
    """Reads and writes rows, by table and id."""

    def __init__(self, unit: Unit) -> None:
        """Look at one transaction."""
        self._unit = unit
        self._known: dict[str, dict[int, Row]] = {}

    def all(self, table: Table) -> dict[int, Row]:
        """Give a table's rows by id, in its order."""
        if table.name not in self._known:
            found = self._unit.connection.execute(select(table).order_by(table.c.id)).mappings()
            self._known[table.name] = {row["id"]: dict(row) for row in found}
        return self._known[table.name]

    def insert(self, table: Table, values: Mapping[str, Any]) -> int:
        """Insert a row and give its id."""
        done = self._unit.connection.execute(insert(table).values(**values))
        key = int(done.inserted_primary_key[0])  # type: ignore[index]  # each of these tables has one
        self.all(table)[key] = {column.name: None for column in table.c} | dict(values) | {"id": key}
        return key

    def update(self, table: Table, key: int, values: Mapping[str, Any]) -> None:
        """Change a row."""
        if values:
            self._unit.connection.execute(update(table).where(table.c.id == key).values(**values))
            self.all(table)[key].update(values)

    def delete(self, table: Table, key: int) -> None:
        """Delete a row."""
        self._unit.connection.execute(delete(table).where(table.c.id == key))
        self.all(table).pop(key, None)

    def pairs(self, table: Table) -> list[tuple[int, int]]:
        """Give a table of pairs."""
        if table.name not in self._known:
            self._known[table.name] = {
                place: {"pair": tuple(pair)} for place, pair in enumerate(self._unit.connection.execute(select(table)))
            }
        return [row["pair"] for row in self._known[table.name].values()]

    def link(self, table: Table, left: int, right: int) -> None:
        """Add a pair, unless it is there."""
        if (left, right) not in self.pairs(table):
            one, other = table.c
            self._unit.connection.execute(insert(table).values({one.name: left, other.name: right}))
            del self._known[table.name]

    def unlink(self, table: Table, left: int, right: int) -> None:
        """Remove a pair."""
        one, other = table.c
        self._unit.connection.execute(delete(table).where(one == left, other == right))
        self._known.pop(table.name, None)
