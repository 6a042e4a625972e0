"""Objects in file storage, each noted in a record before it is put and until it is gone: none is ever orphaned."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, text, update

from contracts.kit.backoff import pause_before
from contracts.kit.naming import object_key
from contracts.kit.object_storage import StorageRefused, StorageUnavailable
from contracts.runtime import Clock, Entropy
from stubs.odoo.database import Database, Unit
from stubs.odoo.filestore import S3FileStore
from stubs.odoo.pictures import Fetched
from stubs.odoo.queue import Due
from stubs.odoo.tables import StoredObject

# As text, because SQLAlchemy spells the same clause by dialect.
_PLAN = text(
    'INSERT INTO imageflow_object ("key", request_id, state, attempts, due_at)'
    " VALUES (:object, :request, 'planned', 0, :now) ON CONFLICT DO NOTHING"
)
_CHANGE = update(StoredObject).where(StoredObject.key == bindparam("object"))
_DOOM = (
    update(StoredObject)
    .where(StoredObject.request_id == bindparam("request"))
    .values(state="doomed")
    .returning(StoredObject.key, StoredObject.due_at)
)
_DOOMED = select(StoredObject.key, StoredObject.due_at).where(StoredObject.state == "doomed")
_UNFINISHED = _DOOMED.order_by(StoredObject.due_at, StoredObject.key)
_ATTEMPTS = select(StoredObject.attempts).where(StoredObject.key == bindparam("object"))
_FORGET = delete(StoredObject).where(StoredObject.key == bindparam("object"))


@dataclass(frozen=True, slots=True)
class Shelf:
    """Puts images on the shelf and takes back those whose request failed."""

    database: Database
    clock: Clock
    entropy: Entropy
    store: S3FileStore

    async def put_all(self, request_id: str, period: str, pictures: list[Fetched]) -> list[str]:
        """Store images under keys made of the request and their hash, so that a second try puts the same again.

        Raises:
            StorageUnavailable: later may go better.
            StorageRefused: it never will.
        """
        keys = [
            object_key(request_id, period, position, each.facts.sha256, each.facts.media_type)
            for position, each in enumerate(pictures)
        ]
        self._plan(request_id, keys)
        for key, picture in zip(keys, pictures, strict=True):
            facts = picture.facts
            await self.store.put(key, picture.data, facts.media_type, sha256=facts.sha256, request_id=request_id)
        return keys

    def _plan(self, request_id: str, keys: list[str]) -> None:
        now = self.clock.now().timestamp()
        with self.database.unit() as unit:
            for key in keys:
                unit.run(_PLAN, object=key, request=request_id, now=now)

    def keep(self, unit: Unit, keys: list[str]) -> None:
        """Note that images are there to stay."""
        for key in keys:
            unit.run(_CHANGE, object=key, state="kept")

    def doom(self, unit: Unit, request_id: str) -> None:
        """Have removed whatever a failed request has put."""
        for key, due_at in sorted(unit.all(_DOOM, request=request_id)):
            unit.leave("janitor", key, due_at)

    def unfinished(self) -> Sequence[Due]:
        """List objects still to be removed, soonest first."""
        with self.database.unit() as unit:
            return [(key, due_at) for key, due_at in unit.all(_UNFINISHED)]

    async def handle(self, key: str) -> float | None:
        """Remove one doomed object and then its record; give the time of the next try, if there is to be one."""
        try:
            await self.store.delete(key)
        except (StorageUnavailable, StorageRefused):
            return self._again(key)
        with self.database.unit() as unit:
            unit.run(_FORGET, object=key)
        return None

    def _again(self, key: str) -> float:
        with self.database.unit() as unit:
            attempts = sum(unit.find(_ATTEMPTS, object=key) or (0,)) + 1
            due_at = self.clock.now().timestamp() + pause_before(attempts, self.entropy)
            unit.run(_CHANGE, object=key, attempts=attempts, due_at=due_at)
        return due_at
