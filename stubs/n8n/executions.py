"""Executions, and the ids that the workflow has seen: an id is run once, whatever is delivered twice."""

from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from contracts.runtime import Clock
from stubs.serving.database import open_engine

Status = Literal["running", "success", "error"]


class Base(DeclarativeBase):
    """All tables of the n8n stub."""


class Execution(Base):
    """One run of the workflow, by the request that it serves."""

    __tablename__ = "execution"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    webhook_id: Mapped[str] = mapped_column(unique=True)
    body: Mapped[bytes]
    status: Mapped[str]
    started_at: Mapped[float]
    stopped_at: Mapped[float | None]


class Executions:
    """Keeps executions, in memory or in a database file."""

    def __init__(self, database_url: str, clock: Clock) -> None:
        """Open the database."""
        self._clock = clock
        self._engine = open_engine(database_url)
        Base.metadata.create_all(self._engine)
        self._sessions: sessionmaker[Session] = sessionmaker(self._engine, expire_on_commit=False)

    def begin(self, webhook_id: str, body: bytes) -> bool:
        """Note a run; False when this id was seen before."""
        try:
            with self._sessions.begin() as session:
                now = self._clock.now().timestamp()
                session.add(Execution(webhook_id=webhook_id, body=body, status="running", started_at=now))
        except IntegrityError:
            return False
        return True

    def end(self, webhook_id: str, status: Status) -> None:
        """Note how a run ended."""
        with self._sessions.begin() as session:
            values = {"status": status, "stopped_at": self._clock.now().timestamp()}
            session.execute(update(Execution).where(Execution.webhook_id == webhook_id).values(**values))

    def unfinished(self) -> list[Execution]:
        """List runs that a stop or a crash cut off."""
        with self._sessions() as session:
            return list(session.scalars(select(Execution).where(Execution.status == "running").order_by(Execution.id)))

    def of(self, webhook_id: str) -> Execution | None:
        """Give the run of a request."""
        with self._sessions() as session:
            return session.scalar(select(Execution).where(Execution.webhook_id == webhook_id))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
