"""Units of work: what is noted inside one is told to the run's observer only once it is committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session as DbSession
from sqlalchemy.orm import sessionmaker

from contracts.runtime import Observer
from stubs.odoo.tables import Base
from stubs.serving.database import open_engine


class Unit:
    """One transaction, with the states to tell after its commit."""

    def __init__(self, session: DbSession) -> None:
        """Wrap a session that has begun."""
        self.session = session
        self.notes: list[tuple[str, str, dict[str, Any]]] = []

    def note(self, interaction: str, request_id: str, **facts: Any) -> None:
        """Tell a state (I02, I03, I08, I10, or `support`) once this unit is committed."""
        self.notes.append((interaction, request_id, facts))


class Database:
    """The stub's database: SQLite in memory or in a file, or any other by URL."""

    def __init__(self, url: str, observer: Observer) -> None:
        """Open it and make the tables that are missing."""
        self._observer = observer
        self.engine = open_engine(url)
        Base.metadata.create_all(self.engine)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """Open a transaction: committed at the end, rolled back by any exception."""
        with self._sessions.begin() as session:
            unit = Unit(session)
            yield unit
        for interaction, request_id, facts in unit.notes:
            self._observer.state(interaction, request_id, facts)

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()
