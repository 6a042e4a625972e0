"""I04: the gateway posts each outbox row to the n8n webhook, signed, until it is accepted or pointless."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from contracts import correlation
from contracts.kit import signing, states
from contracts.problems import FailureCode
from contracts.runtime import Clock, Entropy
from contracts.wire import HttpAnswer, HttpRequest, TimedOut, Transport, WireError
from stubs.odoo.database import Database
from stubs.odoo.queue import Due
from stubs.odoo.requests import fail, move
from stubs.odoo.settings import OdooSettings
from stubs.odoo.tables import ImageRequest, OutboxRow
from stubs.serving.backoff import pause_before

ANSWER_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Sends what the outbox holds."""

    settings: OdooSettings
    database: Database
    clock: Clock
    entropy: Entropy
    to_n8n: Transport

    def unfinished(self, limit: int) -> Sequence[Due]:
        """List rows still to be sent, soonest first."""
        query = select(OutboxRow.request_id, OutboxRow.due_at).where(OutboxRow.state == "waiting")
        with self.database.unit() as unit:
            return [(row[0], row[1]) for row in unit.session.execute(query.order_by(OutboxRow.due_at).limit(limit))]

    async def handle(self, request_id: str) -> None:
        """Send one row once and note what came of it."""
        with self.database.unit() as unit:
            row = unit.session.get_one(OutboxRow, request_id)
            if (
                row.state != "waiting"
                or self.clock.now().timestamp() >= unit.session.get_one(ImageRequest, request_id).deadline
            ):
                row.state = "gone"  # the watch-dog tells the user
                return
            row.attempts += 1
            body = row.body
        try:
            answer = await self._post(request_id, body)
        except WireError as error:
            self._again(request_id, str(error))
            return
        self._judge(request_id, answer)

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

    def _judge(self, request_id: str, answer: HttpAnswer) -> None:
        if answer.status == 202 and _echoes(answer.body, request_id):
            self._delivered(request_id)
        elif answer.status in {404, 408, 425, 429} or answer.status >= 500 or 200 <= answer.status < 300:
            # A 2xx without the echo proves nothing: the workflow drops an id that it has seen before.
            self._again(request_id, f"n8n answered {answer.status}", answer.header("retry-after"))
        else:
            self._refused(request_id, f"n8n refused the request with status {answer.status}")

    def _delivered(self, request_id: str) -> None:
        with self.database.unit() as unit:
            unit.session.get_one(OutboxRow, request_id).state = "delivered"
            request = unit.session.get_one(ImageRequest, request_id)
            if request.status == states.PENDING and move(unit, request, states.PROCESSING):
                unit.note("support", request_id, status=states.PROCESSING)

    def _again(self, request_id: str, why: str, retry_after: str | None = None) -> None:
        with self.database.unit() as unit:
            row = unit.session.get_one(OutboxRow, request_id)
            row.note = why
            row.due_at = self.clock.now().timestamp() + pause_before(row.attempts, self.entropy, retry_after)

    def _refused(self, request_id: str, why: str) -> None:
        with self.database.unit() as unit:
            row = unit.session.get_one(OutboxRow, request_id)
            row.state, row.note = "gone", why
            fail(unit, unit.session.get_one(ImageRequest, request_id), FailureCode.DISPATCH_FAILED, why)


def _echoes(body: bytes, request_id: str) -> bool:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(answer, dict) and answer.get("request_id") == request_id
