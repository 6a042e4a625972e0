"""I09 and I10: an accepted outcome is worked off: images fetched, checked and stored, the request ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update

from contracts.kit.backoff import pause_before
from contracts.kit.download import DownloadRefused
from contracts.kit.object_storage import StorageRefused, StorageUnavailable
from contracts.messages.callback import Completed, read_callback
from contracts.problems import FAILURE_OF, FailureCode, failure_of_image
from contracts.runtime import Clock, Entropy
from stubs.odoo.database import Database, Unit
from stubs.odoo.pictures import Fetched, Fetcher
from stubs.odoo.queue import Due
from stubs.odoo.requests import UNENDED, complete, fail
from stubs.odoo.settings import OdooSettings
from stubs.odoo.shelf import Shelf
from stubs.odoo.tables import ImageRequest, InboxRow

_UNFINISHED = (
    select(InboxRow.webhook_id, InboxRow.due_at)
    .where(InboxRow.state == "waiting")
    .order_by(InboxRow.due_at, InboxRow.webhook_id)
)
_WAITING = (
    select(ImageRequest.request_id, ImageRequest.period, InboxRow.body, InboxRow.attempts, InboxRow.accepted_at)
    .join(ImageRequest, ImageRequest.request_id == InboxRow.request_id)
    .where(InboxRow.webhook_id == bindparam("webhook"), InboxRow.state == "waiting", UNENDED)
)
_CHANGE = update(InboxRow).where(InboxRow.webhook_id == bindparam("webhook"))


class Waiting(NamedTuple):
    """An accepted outcome that has still to be worked off."""

    webhook_id: str
    request_id: str
    period: str
    body: bytes
    attempts: int
    accepted_at: float


@dataclass(frozen=True, slots=True)
class Inbox:
    """Works off what the gateway accepted."""

    settings: OdooSettings
    database: Database
    clock: Clock
    entropy: Entropy
    fetcher: Fetcher
    shelf: Shelf

    def unfinished(self) -> Sequence[Due]:
        """List outcomes still to be worked off, soonest first."""
        with self.database.unit() as unit:
            return [(key, due_at) for key, due_at in unit.all(_UNFINISHED)]

    async def handle(self, webhook_id: str) -> float | None:
        """Work one outcome off, or note why it has to wait; give the time of the next try, if there is to be one."""
        with self.database.unit() as unit:
            found = unit.find(_WAITING, webhook=webhook_id)
            if found is None:
                _finish(unit, webhook_id)
                return None
        row = Waiting(webhook_id, *found)  # type: ignore[arg-type]  # a row that waits has its body
        callback = read_callback(row.body)
        if isinstance(callback, Completed):
            return await self._store(row, callback)
        error = callback.data.error
        self._fail(row, FAILURE_OF[error.kind], error.message)
        return None

    async def _store(self, row: Waiting, callback: Completed) -> float | None:
        try:
            pictures = [await self.fetcher.get(image, row.request_id) for image in callback.data.images]
            keys = await self.shelf.put_all(row.request_id, row.period, pictures)
        except DownloadRefused as refusal:
            return self._again_or_fail(
                row,
                failure_of_image(refusal.code, about_content=refusal.about_content),
                str(refusal),
                retryable=refusal.retryable,
            )
        except StorageUnavailable as error:
            return self._again_or_fail(row, FailureCode.STORAGE_FAILED, str(error), retryable=True)
        except StorageRefused as error:
            return self._again_or_fail(row, FailureCode.STORAGE_FAILED, str(error), retryable=False)
        self._complete(row, pictures, keys, callback.data.ignored_parameters)
        return None

    def _complete(self, row: Waiting, pictures: list[Fetched], keys: list[str], ignored: list[str]) -> None:
        images = [
            self._record(row.request_id, position, picture, key)
            for position, (picture, key) in enumerate(zip(pictures, keys, strict=True))
        ]
        with self.database.unit() as unit:
            complete(unit, row.request_id, images, ignored)
            self.shelf.keep(unit, keys)
            _finish(unit, row.webhook_id)

    def _record(self, request_id: str, position: int, picture: Fetched, key: str) -> dict[str, Any]:
        return {
            "image_id": self.entropy.uuid(),
            "request_id": request_id,
            "position": position,
            "key": key,
            "sha256": picture.facts.sha256,
            "media_type": picture.facts.media_type,
            "width": picture.facts.width,
            "height": picture.facts.height,
            "size": len(picture.data),
        }

    def _again_or_fail(self, row: Waiting, code: FailureCode, why: str, *, retryable: bool) -> float | None:
        attempts = row.attempts + 1
        due_at = self.clock.now().timestamp() + pause_before(attempts, self.entropy)
        if not retryable or due_at > row.accepted_at + self.settings.storing_seconds:
            self._fail(row, code, why)
            return None
        with self.database.unit() as unit:
            unit.run(_CHANGE, webhook=row.webhook_id, attempts=attempts, due_at=due_at, note=why)
        return due_at

    def _fail(self, row: Waiting, code: FailureCode, why: str) -> None:
        with self.database.unit() as unit:
            fail(unit, row.request_id, code, why)
            self.shelf.doom(unit, row.request_id)
            _finish(unit, row.webhook_id, why)


def _finish(unit: Unit, webhook_id: str, note: str | None = None) -> None:
    """Finish a row: its id stays for good, its body need not."""
    unit.run(_CHANGE, webhook=webhook_id, state="done", body=None, note=note)
