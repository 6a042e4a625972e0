"""Executions as they are kept: begun, paused, taken up and ended; the oldest are let go."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import (
    Column,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from contracts.runtime import Clock
from stubs.n8n.engine.documents import Documents
from stubs.n8n.engine.packing import pack, unpack
from stubs.n8n.engine.workflow import Workflow

Status = Literal["new", "running", "waiting", "success", "error", "crashed", "canceled"]
Mode = Literal["webhook", "trigger", "manual", "integrated", "error", "retry"]

KEPT = 10_000
KEPT_BYTES = 256 * 1024 * 1024
FOREVER = 32503680000.0
"""The year 3000: what n8n writes for a wait without end."""

_TABLES = MetaData()
_EXECUTION = Table(
    "n8n_execution",
    _TABLES,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("workflow_id", String, nullable=False, index=True),
    Column("document", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("status", String, nullable=False),
    Column("started_at", Float, nullable=False),
    Column("stopped_at", Float),
    Column("wait_till", Float),
    Column("size", Integer, nullable=False, default=0),
    Column("data", LargeBinary),
)
_SHOWN = [column for column in _EXECUTION.c if column.name != "data"]
_BEGIN = insert(_EXECUTION)
_SETTLE = update(_EXECUTION).where(_EXECUTION.c.id == bindparam("execution"))
_CLAIM = (
    update(_EXECUTION)
    .where(_EXECUTION.c.id == bindparam("execution"), _EXECUTION.c.status == "waiting")
    .values(status="running", wait_till=None)
)


@dataclass(frozen=True, slots=True)
class Execution:
    """One execution without its data.

    Attributes:
        started_at: seconds since the epoch, as `stopped_at` and `wait_till`.
        wait_till: when a waiting execution goes on by itself; infinity when it doesn't.
        size: bytes of its data.
    """

    id: int
    workflow_id: str
    mode: Mode
    status: Status
    started_at: float
    stopped_at: float | None
    wait_till: float | None
    size: int


class Executions:
    """Keeps executions in the stub's database: the newest, up to a number and a size, and all that still wait."""

    def __init__(self, engine: Engine, clock: Clock, kept: int = KEPT, kept_bytes: int = KEPT_BYTES) -> None:
        """Make the tables when they are missing."""
        self._engine, self._clock, self._limits = engine, clock, (kept, kept_bytes)
        _TABLES.create_all(engine)
        self._documents = Documents(engine)
        with engine.begin() as connection:
            ended = _EXECUTION.c.stopped_at.is_not(None)
            rows = connection.execute(
                select(_EXECUTION.c.id, _EXECUTION.c.size).where(ended).order_by(_EXECUTION.c.id)
            ).all()
            self._last = connection.execute(select(func.max(_EXECUTION.c.id))).scalar() or 0
        self._ended = deque((row.id, row.size) for row in rows)
        self._bytes = sum(size for _, size in self._ended)

    def begin(self, workflow: Workflow, mode: Mode) -> int:
        """Note an execution that runs from now on; give its id."""
        self._last += 1
        row = {
            "id": self._last,
            "workflow_id": workflow.id,
            "document": self._documents.keep(workflow),
            "mode": mode,
            "status": "running",
            "started_at": self._now(),
            "size": 0,
        }
        with self._engine.begin() as connection:
            connection.execute(_BEGIN, row)
        return self._last

    def end(self, execution: int, status: Status, data: Mapping[str, Any]) -> None:
        """Note how an execution ended, and let go of the oldest beyond the limits."""
        packed = pack(data)
        self._settle(execution, status=status, stopped_at=self._now(), data=packed, size=len(packed), wait_till=None)
        self._ended.append((execution, len(packed)))
        self._bytes += len(packed)
        kept, kept_bytes = self._limits
        while len(self._ended) > kept or (self._bytes > kept_bytes and len(self._ended) > 1):
            oldest, size = self._ended.popleft()
            self._bytes -= size
            self.remove(oldest)

    def pause(self, execution: int, until: float, data: Mapping[str, Any]) -> None:
        """Note that an execution waits, with all it needs to go on."""
        packed = pack(data)
        self._settle(
            execution, status="waiting", stopped_at=None, data=packed, size=len(packed), wait_till=min(until, FOREVER)
        )

    def _settle(self, execution: int, **values: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(_SETTLE, {"execution": execution, **values})

    def claim(self, execution: int) -> bool:
        """Take a waiting execution up; False when it doesn't wait, or somebody else was first."""
        with self._engine.begin() as connection:
            return connection.execute(_CLAIM, {"execution": execution}).rowcount == 1

    def crashed(self) -> None:
        """Note that what ran when the stub ended was cut off."""
        with self._engine.begin() as connection:
            running = _EXECUTION.c.status == "running"
            connection.execute(update(_EXECUTION).where(running).values(status="crashed", stopped_at=self._now()))

    def waiting(self) -> Sequence[Execution]:
        """Give all that wait, oldest first."""
        with self._engine.begin() as connection:
            rows = connection.execute(select(*_SHOWN).where(_EXECUTION.c.status == "waiting").order_by(_EXECUTION.c.id))
            return [_read(row) for row in rows.all()]

    def find(self, execution: int) -> Execution | None:
        """Find an execution."""
        with self._engine.begin() as connection:
            row = connection.execute(select(*_SHOWN).where(_EXECUTION.c.id == execution)).first()
        return _read(row) if row else None

    def newest(
        self, limit: int, *, before: int | None = None, workflow_id: str | None = None, status: str | None = None
    ) -> Sequence[Execution]:
        """Give executions, newest first: those with a lower id than `before`, of a workflow, of a status."""
        query = select(*_SHOWN).order_by(_EXECUTION.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(_EXECUTION.c.id < before)
        if workflow_id is not None:
            query = query.where(_EXECUTION.c.workflow_id == workflow_id)
        if status is not None:
            query = query.where(_EXECUTION.c.status == status)
        with self._engine.begin() as connection:
            return [_read(row) for row in connection.execute(query).all()]

    def data(self, execution: int) -> dict[str, Any]:
        """Give an execution's data in n8n's shape; nothing has run in one that still runs or crashed."""
        with self._engine.begin() as connection:
            text = connection.execute(select(_EXECUTION.c.data).where(_EXECUTION.c.id == execution)).scalar()
        found: dict[str, Any] = unpack(text) if text else {"version": 1, "resultData": {"runData": {}}}
        return found

    def document(self, execution: int) -> dict[str, Any]:
        """Give the workflow as it was when the execution began."""
        with self._engine.begin() as connection:
            key = connection.execute(select(_EXECUTION.c.document).where(_EXECUTION.c.id == execution)).scalar()
        return self._documents.find(key or "")

    def remove(self, execution: int) -> None:
        """Remove an execution."""
        with self._engine.begin() as connection:
            connection.execute(delete(_EXECUTION).where(_EXECUTION.c.id == execution))

    def _now(self) -> float:
        return self._clock.now().timestamp()


def _read(row: Row[Any]) -> Execution:
    return Execution(
        row.id, row.workflow_id, row.mode, row.status, row.started_at, row.stopped_at, row.wait_till, row.size
    )
