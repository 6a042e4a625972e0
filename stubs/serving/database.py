"""How a stub opens its database: SQLite in memory, in a file, or any other by URL."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.pool import StaticPool


def open_engine(url: str) -> Engine:
    """Open an engine; SQLite gets one connection (one loop uses it), a write-ahead log and foreign keys."""
    if not url.startswith("sqlite"):
        return create_engine(url)
    _protect(url)
    engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "busy_timeout = 5000"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _protect(url: str) -> None:
    """Make a database file that only its owner reads: keys and password hashes stand in it."""
    path = make_url(url).database
    if path and not path.startswith(("file:", ":memory:")):
        Path(path).touch(mode=0o600)
