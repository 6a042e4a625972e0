"""I04: the gateway posts each outbox row to the n8n webhook, signed, until it is accepted or pointless."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select, update

from contracts import correlation
from contracts.kit import signing
from contracts.kit.backoff import pause_before
from contracts.kit.delivery import Delivery, judge
from contracts.problems import FailureCode
from contracts.runtime import Clock, Entropy
from contracts.wire import HttpAnswer, HttpRequest, TimedOut, Transport, WireError
from stubs.odoo.database import Database
from stubs.odoo.queue import Due
from stubs.odoo.requests import UNENDED, begin, fail
from stubs.odoo.settings import OdooSettings
from stubs.odoo.tables import ImageRequest, OutboxRow

ANSWER_LIMIT = 64 * 1024

_UNFINISHED = (
    select(OutboxRow.request_id, OutboxRow.due_at)
    .where(OutboxRow.state == "waiting")
    .order_by(OutboxRow.due_at, OutboxRow.request_id)
)
_TO_SEND = (
    select(OutboxRow.body, OutboxRow.attempts)
    .join(ImageRequest, ImageRequest.request_id == OutboxRow.request_id)
    .where(OutboxRow.request_id == bindparam("request"), OutboxRow.state == "waiting")
    .where(UNENDED, ImageRequest.deadline > bindparam("now"))
)
_CHANGE = update(OutboxRow).where(OutboxRow.request_id == bindparam("request"))


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Sends what the outbox holds."""

    settings: OdooSettings
    database: Database
    clock: Clock
    entropy: Entropy
    to_n8n: Transport

    def unfinished(self) -> Sequence[Due]:
        """List rows still to be sent, soonest first."""
        with self.database.unit() as unit:
            return [(key, due_at) for key, due_at in unit.all(_UNFINISHED)]

    async def handle(self, request_id: str) -> float | None:
        """Send one row once and note what came of it; give the time of the next try, if there is to be one."""
        with self.database.unit() as unit:
            row = unit.find(_TO_SEND, request=request_id, now=self.clock.now().timestamp())
            if row is None:
                unit.run(_CHANGE, request=request_id, state="gone")  # too late: the watch-dog tells the user
                return None
        body, attempts = row
        try:
            answer = await self._post(request_id, body)
        except WireError as error:
            return self._again(request_id, attempts + 1, str(error))
        return self._judge(request_id, attempts + 1, answer)

    async def _post(self, request_id: str, body: bytes) -> HttpAnswer:
        headers = signing.sign(self.settings.webhook_secrets, request_id, self.clock.now(), body)
        request = HttpRequest(
            "POST",
            self.settings.webhook_url,
            (("content-type", "application/json"), *headers.items(), *correlation.headers_of(request_id)),
            body,
            body_limit=ANSWER_LIMIT,
        )
        seconds = self.settings.dispatch_timeout
        try:
            return await self.clock.within(seconds, self.to_n8n.send(request))
        except TimeoutError:
            raise TimedOut(f"n8n gave no answer within {seconds:g} s") from None

    def _judge(self, request_id: str, attempts: int, answer: HttpAnswer) -> float | None:
        match judge(answer.status, answer.body, request_id):
            case Delivery.DELIVERED:
                self._delivered(request_id)
            case Delivery.AGAIN:
                why = f"n8n answered {answer.status}"
                return self._again(request_id, attempts, why, answer.header("retry-after"))
            case Delivery.REFUSED:
                self._refused(request_id, f"n8n refused the request with status {answer.status}")
        return None

    def _delivered(self, request_id: str) -> None:
        with self.database.unit() as unit:
            unit.run(_CHANGE, request=request_id, state="delivered")
            begin(unit, request_id)

    def _again(self, request_id: str, attempts: int, why: str, retry_after: str | None = None) -> float:
        due_at = self.clock.now().timestamp() + pause_before(attempts, self.entropy, retry_after)
        with self.database.unit() as unit:
            unit.run(_CHANGE, request=request_id, attempts=attempts, due_at=due_at, note=why)
        return due_at

    def _refused(self, request_id: str, why: str) -> None:
        with self.database.unit() as unit:
            unit.run(_CHANGE, request=request_id, state="gone", note=why)
            fail(unit, request_id, FailureCode.DISPATCH_FAILED, why)
