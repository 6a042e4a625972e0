"""What links point to, and the key that they are signed with: in memory, or in a database file."""

from math import inf

from sqlalchemy import Column, Connection, Float, Integer, MetaData, String, Table, insert, select, text

from contracts.runtime import Entropy
from stubs.serving.database import open_engine

SWEEP_SECONDS = 60.0
"""How long what has expired may still take room."""

_TABLES = MetaData()
_KEYS = Table("signing_key", _TABLES, Column("id", Integer, primary_key=True), Column("key", String, nullable=False))
# A picture is kept by its parameters: it is painted again when it is fetched, so no bytes are kept.
_PICTURES = Table(
    "linked_picture",
    _TABLES,
    Column("id", String, primary_key=True),
    Column("parameters", String, nullable=False),
    Column("expires_at", Float, nullable=False, index=True),
)
# As text, because SQLAlchemy spells the same standard clause by dialect.
_KEEP = text(
    "INSERT INTO linked_picture (id, parameters, expires_at) VALUES (:id, :parameters, :expires_at)"
    " ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at"
)
_SWEEP = text("DELETE FROM linked_picture WHERE expires_at < :now")


class LinkStore:
    """Keeps the pictures of links for as long as a link works, and little longer."""

    def __init__(self, database_url: str, entropy: Entropy) -> None:
        """Open the store; a database that was used before keeps the key that it has."""
        # Each statement is whole by itself: one connection that commits each saves a transaction for every link.
        self._engine = open_engine(database_url).execution_options(isolation_level="AUTOCOMMIT")
        _TABLES.create_all(self._engine)
        self.connection = self._engine.connect()
        self.signing_key = _signing_key(self.connection, entropy)
        self._swept_at = -inf

    def keep(self, picture_id: str, parameters: str, expires_at: float, now: float) -> None:
        """Keep a picture's parameters until a moment (seconds since the epoch); now and then let go of the expired."""
        if now - self._swept_at > SWEEP_SECONDS:
            self.connection.execute(_SWEEP, {"now": now})
            self._swept_at = now
        self.connection.execute(_KEEP, {"id": picture_id, "parameters": parameters, "expires_at": expires_at})

    def find(self, picture_id: str) -> str | None:
        """Give the parameters of a picture that is kept."""
        found: str | None = self.connection.scalar(select(_PICTURES.c.parameters).where(_PICTURES.c.id == picture_id))
        return found

    def close(self) -> None:
        """Let go of the database."""
        self.connection.close()
        self._engine.dispose()


def _signing_key(connection: Connection, entropy: Entropy) -> str:
    key: str | None = connection.scalar(select(_KEYS.c.key))
    if key is None:
        key = entropy.token()
        connection.execute(insert(_KEYS).values(id=1, key=key))
    return key
