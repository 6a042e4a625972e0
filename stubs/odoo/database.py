"""Units of work: what is noted inside one is told, and what it leaves to do is begun, only once it is committed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVarTuple

from sqlalchemy import Connection, Executable, Row
from sqlalchemy.sql.selectable import TypedReturnsRows

from contracts.runtime import Observer
from stubs.odoo.queue import DurableQueue
from stubs.odoo.tables import Base
from stubs.serving.database import open_engine

Columns = TypeVarTuple("Columns")


class Unit:
    """One transaction, with what follows its commit.

    Statements are made once, at import: their making costs more than their execution. Values go by name.
    """

    def __init__(self, connection: Connection) -> None:
        """Wrap a connection whose transaction has begun."""
        self.connection = connection
        self.notes: list[tuple[str, str, dict[str, Any]]] = []
        self.left: list[tuple[str, str, float]] = []

    def find(self, query: TypedReturnsRows[*Columns], **values: Any) -> Row[*Columns] | None:
        """Give the one row that a query or a RETURNING yields, or None."""
        return self.connection.execute(query, values).one_or_none()

    def all(self, query: TypedReturnsRows[*Columns], **values: Any) -> Sequence[Row[*Columns]]:
        """Give all its rows."""
        return self.connection.execute(query, values).all()

    def run(self, statement: Executable, **values: Any) -> int:
        """Insert, update or delete; give the number of rows that it met."""
        return self.connection.execute(statement, values).rowcount

    def note(self, interaction: str, request_id: str, **facts: Any) -> None:
        """Tell a state (I02, I03, I08, I10, or `support`) once this unit is committed."""
        self.notes.append((interaction, request_id, facts))

    def leave(self, queue: str, key: str, due_at: float) -> None:
        """Have a queue handle a row of its table, once this unit is committed and the row is due."""
        self.left.append((queue, key, due_at))


class Database:
    """The stub's database: SQLite in memory or in a file, or any other by URL.

    Attributes:
        queues: by name; who leaves them work must have put them there.
    """

    def __init__(self, url: str, observer: Observer) -> None:
        """Open it and make the tables that are missing."""
        self._observer = observer
        self.queues: dict[str, DurableQueue] = {}
        self._engine = open_engine(url)
        Base.metadata.create_all(self._engine)

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """Open a transaction: committed at the end, rolled back by any exception."""
        with self._engine.begin() as connection:
            unit = Unit(connection)
            yield unit
        for queue, key, due_at in unit.left:
            self.queues[queue].add(key, due_at)
        for interaction, request_id, facts in unit.notes:
            self._observer.state(interaction, request_id, facts)

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()
