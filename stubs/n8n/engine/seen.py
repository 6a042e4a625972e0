"""What earlier executions saw (removeDuplicates), kept in the database."""

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, UniqueConstraint, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

_TABLES = MetaData()
_SEEN = Table(
    "n8n_seen",
    _TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("scope", String, nullable=False),
    Column("value", String, nullable=False),
    UniqueConstraint("scope", "value"),
)


class SeenValues:
    """One step in the database a value: of two executions at once, one is the first."""

    def __init__(self, engine: Engine) -> None:
        """Make the table when it is missing."""
        self._engine = engine
        _TABLES.create_all(engine)

    def first_time(self, scope: str, value: str, keep: int) -> bool:
        """Note a value; False when the scope held it already. Of a scope the newest `keep` values are remembered."""
        try:
            with self._engine.begin() as connection:
                place = connection.execute(insert(_SEEN), {"scope": scope, "value": value}).inserted_primary_key
        except IntegrityError:
            return False
        if place is not None and place[0] > keep:  # places are shared by all scopes: below it none can be too full
            self._forget_beyond(scope, keep)
        return True

    def _forget_beyond(self, scope: str, keep: int) -> None:
        oldest = (
            select(_SEEN.c.place).where(_SEEN.c.scope == scope).order_by(_SEEN.c.place.desc()).offset(keep).limit(1)
        )
        with self._engine.begin() as connection:
            place = connection.execute(oldest).scalar()
            if place is not None:
                connection.execute(delete(_SEEN).where(_SEEN.c.scope == scope, _SEEN.c.place <= place))

    def count(self, scope: str) -> int:
        """Count the values of a scope."""
        with self._engine.begin() as connection:
            return connection.execute(select(func.count()).where(_SEEN.c.scope == scope)).scalar() or 0

    def latest(self, scope: str) -> str | None:
        """Give the value that a scope was given last; None when it has none."""
        newest = select(_SEEN.c.value).where(_SEEN.c.scope == scope).order_by(_SEEN.c.place.desc()).limit(1)
        with self._engine.begin() as connection:
            found: str | None = connection.execute(newest).scalar()
        return found

    def forget(self, scope: str) -> None:
        """Forget all values of a scope."""
        with self._engine.begin() as connection:
            connection.execute(delete(_SEEN).where(_SEEN.c.scope == scope))
