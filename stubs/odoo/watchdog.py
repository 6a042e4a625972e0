"""The deadline: whatever happened elsewhere, a request without an accepted outcome ends when its time is up."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, exists, select

from contracts.problems import FailureCode
from stubs.odoo.database import Database
from stubs.odoo.queue import Due
from stubs.odoo.requests import UNENDED, fail
from stubs.odoo.tables import ImageRequest, InboxRow

_WITHOUT_OUTCOME = select(ImageRequest.request_id, ImageRequest.deadline).where(
    UNENDED, ~exists().where(InboxRow.request_id == ImageRequest.request_id)
)
_ALL = _WITHOUT_OUTCOME.order_by(ImageRequest.deadline, ImageRequest.request_id)
_ONE = _WITHOUT_OUTCOME.where(ImageRequest.request_id == bindparam("request"))


@dataclass(frozen=True, slots=True)
class Watchdog:
    """Times requests out (`timed_out`) and gives their quota back."""

    database: Database

    def unfinished(self) -> Sequence[Due]:
        """List requests whose outcome is still to come, by deadline."""
        with self.database.unit() as unit:
            return [(key, due_at) for key, due_at in unit.all(_ALL)]

    async def handle(self, request_id: str) -> None:
        """End a request, whose deadline has passed, unless its outcome was accepted meanwhile."""
        with self.database.unit() as unit:
            if unit.find(_ONE, request=request_id):
                fail(unit, request_id, FailureCode.TIMED_OUT, "No outcome came before the deadline.")
