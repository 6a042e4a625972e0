"""The deadline: whatever happened elsewhere, a request without an accepted outcome ends when its time is up."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select

from contracts.kit import states
from contracts.problems import FailureCode
from contracts.runtime import Clock
from stubs.odoo.database import Database
from stubs.odoo.queue import Due
from stubs.odoo.requests import fail
from stubs.odoo.tables import ImageRequest, InboxRow


@dataclass(frozen=True, slots=True)
class Watchdog:
    """Times requests out (`timed_out`) and gives their quota back."""

    database: Database
    clock: Clock

    def unfinished(self, limit: int) -> Sequence[Due]:
        """List requests whose outcome is still to come, by deadline."""
        accepted = exists().where(InboxRow.request_id == ImageRequest.id)
        query = (
            select(ImageRequest.id, ImageRequest.deadline)
            .where(ImageRequest.status.in_([states.PENDING, states.PROCESSING]), ~accepted)
            .order_by(ImageRequest.deadline)
            .limit(limit)
        )
        with self.database.unit() as unit:
            return [(row[0], row[1]) for row in unit.session.execute(query)]

    async def handle(self, request_id: str) -> None:
        """End a request unless an outcome was accepted meanwhile."""
        with self.database.unit() as unit:
            accepted = select(InboxRow.webhook_id).where(InboxRow.request_id == request_id)
            if unit.session.scalar(accepted) is None:
                request = unit.session.get_one(ImageRequest, request_id)
                fail(unit, request, FailureCode.TIMED_OUT, "No outcome came before the deadline.")
