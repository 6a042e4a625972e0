"""I09 and I10: an accepted outcome is worked off: images fetched, checked and stored, the request ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from contracts.kit import states
from contracts.kit.download import DownloadRefused
from contracts.messages.callback import Completed, Failed, read_callback
from contracts.problems import FAILURE_OF, FailureCode
from contracts.runtime import Clock, Entropy
from stubs.odoo.database import Database
from stubs.odoo.filestore import StorageRefused, StorageUnavailable
from stubs.odoo.pictures import Fetched, Fetcher
from stubs.odoo.queue import Due
from stubs.odoo.requests import complete, fail
from stubs.odoo.settings import OdooSettings
from stubs.odoo.shelf import Shelf
from stubs.odoo.tables import GeneratedImage, ImageRequest, InboxRow
from stubs.serving.backoff import pause_before


@dataclass(frozen=True, slots=True)
class Inbox:
    """Works off what the gateway accepted."""

    settings: OdooSettings
    database: Database
    clock: Clock
    entropy: Entropy
    fetcher: Fetcher
    shelf: Shelf

    def unfinished(self, limit: int) -> Sequence[Due]:
        """List outcomes still to be worked off, soonest first."""
        query = select(InboxRow.webhook_id, InboxRow.due_at).where(InboxRow.state == "waiting")
        with self.database.unit() as unit:
            return [(row[0], row[1]) for row in unit.session.execute(query.order_by(InboxRow.due_at).limit(limit))]

    async def handle(self, webhook_id: str) -> None:
        """Work one outcome off, or note why it has to wait."""
        with self.database.unit() as unit:
            row = unit.session.get_one(InboxRow, webhook_id)
            row.attempts += 1
            request = unit.session.get_one(ImageRequest, row.request_id)
        if row.state != "waiting" or row.body is None or request.status in states.ENDED:
            self._close(webhook_id)
            return
        callback = read_callback(row.body)
        if isinstance(callback, Failed):
            error = callback.data.error
            self._fail(webhook_id, FAILURE_OF[error.kind], error.message)
        else:
            await self._store(row, request, callback)

    async def _store(self, row: InboxRow, request: ImageRequest, callback: Completed) -> None:
        try:
            pictures = [await self.fetcher.get(image, request.id) for image in callback.data.images]
            keys = await self.shelf.put_all(request, pictures)
        except DownloadRefused as refusal:
            self._again_or_fail(row, _failure_of(refusal), str(refusal), retryable=refusal.retryable)
        except StorageUnavailable as error:
            self._again_or_fail(row, FailureCode.STORAGE_FAILED, str(error), retryable=True)
        except StorageRefused as error:
            self._again_or_fail(row, FailureCode.STORAGE_FAILED, str(error), retryable=False)
        else:
            self._complete(row, request, pictures, keys, callback.data.ignored_parameters)

    def _complete(
        self, row: InboxRow, request: ImageRequest, pictures: list[Fetched], keys: list[str], ignored: list[str]
    ) -> None:
        images = [
            self._record(request, position, picture, key)
            for position, (picture, key) in enumerate(zip(pictures, keys, strict=True))
        ]
        with self.database.unit() as unit:
            complete(unit, unit.session.get_one(ImageRequest, request.id), images, ignored)
            self.shelf.keep(unit, keys)
            _done(unit.session.get_one(InboxRow, row.webhook_id))

    def _record(self, request: ImageRequest, position: int, picture: Fetched, key: str) -> GeneratedImage:
        facts = picture.facts
        return GeneratedImage(
            id=self.entropy.uuid(),
            request_id=request.id,
            position=position,
            key=key,
            sha256=facts.sha256,
            media_type=facts.media_type,
            width=facts.width,
            height=facts.height,
            size=len(picture.data),
        )

    def _again_or_fail(self, row: InboxRow, code: FailureCode, why: str, *, retryable: bool) -> None:
        now = self.clock.now().timestamp()
        due_at = now + pause_before(row.attempts, self.entropy)
        if not retryable or due_at > row.accepted_at + self.settings.storing_seconds:
            self._fail(row.webhook_id, code, why)
            return
        with self.database.unit() as unit:
            waiting = unit.session.get_one(InboxRow, row.webhook_id)
            waiting.due_at, waiting.note = due_at, why

    def _fail(self, webhook_id: str, code: FailureCode, why: str) -> None:
        with self.database.unit() as unit:
            row = unit.session.get_one(InboxRow, webhook_id)
            fail(unit, unit.session.get_one(ImageRequest, row.request_id), code, why)
            self.shelf.doom(unit, row.request_id)
            _done(row, why)
        self.shelf.tidy()

    def _close(self, webhook_id: str) -> None:
        with self.database.unit() as unit:
            _done(unit.session.get_one(InboxRow, webhook_id))


def _done(row: InboxRow, note: str | None = None) -> None:
    """Finish a row: its id stays for good, its body need not."""
    row.state, row.body, row.note = "done", None, note


def _failure_of(refusal: DownloadRefused) -> FailureCode:
    """Tell the user what a refusal means: too large, no image, or (host, address, redirect, expiry) not fetchable."""
    if refusal.code == "too_large":
        return FailureCode.TOO_LARGE
    return FailureCode.INVALID_IMAGE if refusal.about_content else FailureCode.STORAGE_FAILED
