"""Executions, and the ids that the workflow has seen: an id is run once, whatever is delivered twice."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Row, String, Table, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from contracts.runtime import Clock
from stubs.serving.database import open_engine

Status = Literal["running", "success", "error"]

_TABLES = MetaData()
EXECUTION = Table(
    "execution",
    _TABLES,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("webhook_id", String, unique=True, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("status", String, nullable=False),
    Column("started_at", Float, nullable=False),
    Column("stopped_at", Float),
)
"""One run of the workflow a row, by the request that it serves."""

_BEGIN = insert(EXECUTION).values(status="running")
_END = EXECUTION.update().where(EXECUTION.c.webhook_id == bindparam("webhook"))
_UNFINISHED = (
    select(EXECUTION.c.webhook_id, EXECUTION.c.body).where(EXECUTION.c.status == "running").order_by(EXECUTION.c.id)
)


class Executions:
    """Keeps executions, in memory or in a database file."""

    def __init__(self, database_url: str, clock: Clock) -> None:
        """Open the database."""
        self._clock = clock
        self.engine = open_engine(database_url)
        _TABLES.create_all(self.engine)

    def begin(self, webhook_id: str, body: bytes) -> bool:
        """Note a run; False when this id was seen before."""
        now = self._clock.now().timestamp()
        try:
            with self.engine.begin() as connection:
                connection.execute(_BEGIN, {"webhook_id": webhook_id, "body": body, "started_at": now})
        except IntegrityError:
            return False
        return True

    def end(self, webhook_id: str, status: Status) -> None:
        """Note how a run ended."""
        now = self._clock.now().timestamp()
        with self.engine.begin() as connection:
            connection.execute(_END, {"webhook": webhook_id, "status": status, "stopped_at": now})

    def unfinished(self) -> Sequence[Row[str, bytes]]:
        """List webhook id and body of each run that a stop or a crash cut off, oldest first."""
        with self.engine.begin() as connection:
            return connection.execute(_UNFINISHED).all()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
