"""Objects in file storage, each noted in a record before it is put and until it is gone: none is ever orphaned."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from contracts.runtime import Clock, Entropy
from stubs.odoo.database import Database, Unit
from stubs.odoo.filestore import S3FileStore, StorageRefused, StorageUnavailable
from stubs.odoo.pictures import Fetched
from stubs.odoo.queue import Due, DurableQueue
from stubs.odoo.tables import ImageRequest, StoredObject
from stubs.serving.backoff import pause_before

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


@dataclass(slots=True)
class Shelf:
    """Puts images on the shelf and takes back those whose request failed."""

    database: Database
    clock: Clock
    entropy: Entropy
    store: S3FileStore
    janitor: DurableQueue | None = None

    async def put_all(self, request: ImageRequest, pictures: list[Fetched]) -> list[str]:
        """Store images under keys made of the request and their hash, so that a second try puts the same again.

        Raises:
            StorageUnavailable: later may go better.
            StorageRefused: it never will.
        """
        keys = [_key(request, position, picture) for position, picture in enumerate(pictures)]
        self._plan(request.id, keys)
        for key, picture in zip(keys, pictures, strict=True):
            facts = picture.facts
            await self.store.put(key, picture.data, facts.media_type, sha256=facts.sha256, request_id=request.id)
        return keys

    def _plan(self, request_id: str, keys: list[str]) -> None:
        now = self.clock.now().timestamp()
        with self.database.unit() as unit:
            for key in keys:
                if unit.session.get(StoredObject, key) is None:
                    unit.session.add(
                        StoredObject(key=key, request_id=request_id, state="planned", due_at=now, attempts=0)
                    )

    def keep(self, unit: Unit, keys: list[str]) -> None:
        """Note that images are there to stay."""
        unit.session.execute(update(StoredObject).where(StoredObject.key.in_(keys)).values(state="kept"))

    def doom(self, unit: Unit, request_id: str) -> None:
        """Note that whatever a failed request has put must go."""
        unit.session.execute(update(StoredObject).where(StoredObject.request_id == request_id).values(state="doomed"))

    def tidy(self) -> None:
        """Have doomed objects removed now."""
        if self.janitor is not None:
            self.janitor.wake()

    def unfinished(self, limit: int) -> Sequence[Due]:
        """List objects still to be removed, soonest first."""
        query = select(StoredObject.key, StoredObject.due_at).where(StoredObject.state == "doomed")
        with self.database.unit() as unit:
            return [(row[0], row[1]) for row in unit.session.execute(query.order_by(StoredObject.due_at).limit(limit))]

    async def handle(self, key: str) -> None:
        """Remove one doomed object and then its record."""
        with self.database.unit() as unit:
            row = unit.session.get_one(StoredObject, key)
            row.attempts += 1
        try:
            await self.store.delete(key)
        except (StorageUnavailable, StorageRefused):
            with self.database.unit() as unit:
                waiting = unit.session.get_one(StoredObject, key)
                waiting.due_at = self.clock.now().timestamp() + pause_before(row.attempts, self.entropy)
            return
        with self.database.unit() as unit:
            unit.session.delete(unit.session.get_one(StoredObject, key))


def _key(request: ImageRequest, position: int, picture: Fetched) -> str:
    facts = picture.facts
    month = request.period.replace("-", "/")
    return f"{month}/{request.id}/{position + 1}-{facts.sha256[:16]}.{ENDINGS[facts.media_type]}"
