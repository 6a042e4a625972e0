"""Predictions as rows: what was asked, and the moments from which their state follows."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, Float, Integer, MetaData, String, Table, insert, select, update

from stubs.ai.pictures import Picture

TABLES = MetaData()
_ROWS = Table(
    "prediction",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("ends", Float, nullable=False),
    Column("document", String, nullable=False),
)
ENDED = frozenset({"succeeded", "failed", "canceled"})


@dataclass(slots=True)
class Prediction:
    """One prediction; moments are seconds since the epoch.

    Attributes:
        base: address that its own addresses begin with.
        pictures: parameters of each, as JSON.
        error: why it fails; None when it does not.
        told: the events that its webhook was told.
        wrong: how it misbehaves.
    """

    id: str
    model: str
    version: str
    input: dict[str, Any]
    base: str
    created: float
    starts: float
    ends: float
    pictures: list[str] = field(default_factory=list)
    error: str | None = None
    canceled: float | None = None
    webhook: str | None = None
    events: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    wrong: str = ""
    spoiled: bool = False

    def status_at(self, now: float) -> str:
        """Give the status at a moment."""
        if self.canceled is not None:
            return "canceled"
        if now < self.starts:
            return "starting"
        if now < self.ends:
            return "processing"
        return "succeeded" if self.error is None else "failed"

    @property
    def over(self) -> float:
        """Give the moment at which it is over."""
        return self.ends if self.canceled is None else self.canceled

    def painted(self) -> list[Picture]:
        """Give its pictures."""
        return [Picture.from_json(each) for each in self.pictures]


class Predictions:
    """The rows; a stub that is started again finds them."""

    def __init__(self, connection: Connection) -> None:
        """Use a connection that commits each statement."""
        TABLES.create_all(connection)
        self._connection = connection

    def add(self, made: Prediction) -> None:
        """Keep a new one."""
        values = {"id": made.id, "ends": made.ends, "document": json.dumps(asdict(made))}
        self._connection.execute(insert(_ROWS).values(**values))

    def keep(self, changed: Prediction) -> None:
        """Keep what has changed in one."""
        row = update(_ROWS).where(_ROWS.c.id == changed.id)
        self._connection.execute(row.values(document=json.dumps(asdict(changed))))

    def find(self, id_: str) -> Prediction | None:
        """Give one."""
        text: str | None = self._connection.scalar(select(_ROWS.c.document).where(_ROWS.c.id == id_))
        return None if text is None else Prediction(**json.loads(text))

    def page(self, before: int | None, size: int) -> list[tuple[int, Prediction]]:
        """Give the newest with their numbers, those before a number only."""
        rows = select(_ROWS.c.number, _ROWS.c.document).order_by(_ROWS.c.number.desc()).limit(size)
        if before is not None:
            rows = rows.where(_ROWS.c.number < before)
        return [(number, Prediction(**json.loads(text))) for number, text in self._connection.execute(rows)]

    def untold(self) -> list[Prediction]:
        """Give those whose webhook does not know of their end, oldest first."""
        rows = self._connection.execute(select(_ROWS.c.document).order_by(_ROWS.c.number))
        kept = [Prediction(**json.loads(text)) for (text,) in rows]
        return [each for each in kept if each.webhook and "completed" in each.events and "completed" not in each.told]
