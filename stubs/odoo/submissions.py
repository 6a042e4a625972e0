"""I01 to I03: a prompt is validated, its quota reserved, its record and outbox row written, all in one transaction."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from contracts.kit import states
from contracts.kit.naming import user_ref
from contracts.kit.periods import period_of
from contracts.messages.base import InvalidMessage
from contracts.messages.dispatch import Dispatch, DispatchData
from contracts.messages.submission import Quota, Receipt, Submission
from contracts.problems import Problem, ProblemCode
from contracts.runtime import Clock, Entropy
from contracts.timestamps import epoch_text
from stubs.odoo import quota
from stubs.odoo.accounts import Account
from stubs.odoo.database import Database, Unit
from stubs.odoo.settings import OdooSettings
from stubs.odoo.tables import IdempotencyKey, ImageRequest, OutboxRow

_FIRST_ANSWER = select(IdempotencyKey.body_digest, IdempotencyKey.answer).where(
    IdempotencyKey.user_id == bindparam("user"), IdempotencyKey.key == bindparam("given")
)
_KEEP_ANSWER = insert(IdempotencyKey)
_ADD_REQUEST = insert(ImageRequest).values(status=states.PENDING, ignored_parameters=[])
_ADD_TO_OUTBOX = insert(OutboxRow).values(state="waiting", attempts=0)


@dataclass(frozen=True, slots=True)
class Submissions:
    """Takes prompts in."""

    settings: OdooSettings
    database: Database
    clock: Clock
    entropy: Entropy

    def submit(self, account: Account, body: bytes, idempotency_key: str | None) -> bytes:
        """Accept a submission and give the receipt's JSON (201).

        Raises:
            Problem: `invalid` with every fault, `quota_exceeded`, `idempotency_mismatch`, or `in_progress`.
        """
        submission = read_submission(body)
        key = _check_key(idempotency_key)
        try:
            with self.database.unit() as unit:
                return self._first_answer(unit, account, key, body) or self._create(
                    unit, account, submission, key, body
                )
        except IntegrityError:
            # The key's row is written by another transaction that has not ended yet.
            raise Problem(ProblemCode.IN_PROGRESS, "The first request with this key still runs: ask again.") from None

    def _first_answer(self, unit: Unit, account: Account, key: str | None, body: bytes) -> bytes | None:
        row = unit.find(_FIRST_ANSWER, user=account.id, given=key) if key else None
        if row is None:
            return None
        known, answer = row
        if not hmac.compare_digest(known, hashlib.sha256(body).digest()):
            raise Problem(ProblemCode.IDEMPOTENCY_MISMATCH, "Use a new Idempotency-Key for another body.")
        return answer

    def _create(self, unit: Unit, account: Account, submission: Submission, key: str | None, body: bytes) -> bytes:
        request = self._record(account, submission)
        left = self._reserve(unit, account, request["period"], submission.n)
        unit.run(_ADD_REQUEST, **request)
        receipt = Receipt(
            id=request["request_id"],
            status="pending",
            created_at=epoch_text(request["created_at"]),
            deadline=epoch_text(request["deadline"]),
            quota=left,
        )
        self._hand_over(unit, request, submission)
        answer = receipt.wire()
        if key:
            digest = hashlib.sha256(body).digest()
            unit.run(_KEEP_ANSWER, user_id=account.id, key=key, body_digest=digest, answer=answer)
        _tell(unit, account, submission, receipt)
        return answer

    def _reserve(self, unit: Unit, account: Account, period: str, n: int) -> Quota:
        limit = self.settings.quota_limit
        reserved = quota.reserve(unit, account.id, period, n, limit)
        if reserved is None:
            left = quota.show(unit, account.id, period, limit)
            detail = f"{n} images were asked for and {left.remaining} are left until {left.resets_at}."
            raise Problem(ProblemCode.QUOTA_EXCEEDED, detail, quota=left.model_dump())
        return reserved

    def _record(self, account: Account, submission: Submission) -> dict[str, Any]:
        now = self.clock.now()
        return {
            "request_id": self.entropy.uuid(),
            "user_id": account.id,
            "period": period_of(now),
            "prompt": submission.prompt,
            "n": submission.n,
            "parameters": submission.model_dump(exclude={"prompt", "n"}),
            "created_at": now.timestamp(),
            "deadline": now.timestamp() + self.settings.deadline_seconds,
        }

    def _hand_over(self, unit: Unit, request: dict[str, Any], submission: Submission) -> None:
        request_id, now = request["request_id"], request["created_at"]
        message = Dispatch(
            type="image.generation.requested",
            timestamp=epoch_text(now),
            data=DispatchData(
                request_id=request_id,
                user_ref=user_ref(request["user_id"]),
                callback_url=self.settings.callback_url,
                deadline=epoch_text(request["deadline"]),
                **submission.model_dump(),
            ),
        )
        unit.run(_ADD_TO_OUTBOX, request_id=request_id, body=message.wire(), due_at=now)
        unit.leave("outbox", request_id, now)
        unit.leave("watchdog", request_id, request["deadline"])


def _tell(unit: Unit, account: Account, submission: Submission, receipt: Receipt) -> None:
    unit.note(
        "I02",
        receipt.id,
        user=account.id,
        n=submission.n,
        status=receipt.status,
        deadline=receipt.deadline,
        quota=receipt.quota.model_dump(),
    )
    unit.note("I03", receipt.id, webhook_id=receipt.id)


def read_submission(body: bytes) -> Submission:
    """Read a submission; raises `Problem` (`invalid`) with every fault."""
    try:
        return Submission.read(body)
    except InvalidMessage as error:
        raise Problem(ProblemCode.INVALID, "Correct the fields named in errors and send again.", error.errors) from None


def _check_key(key: str | None) -> str | None:
    if key is not None and not (1 <= len(key) <= 255 and key.isprintable()):
        raise Problem(ProblemCode.INVALID, "An Idempotency-Key is 1 to 255 printable characters.")
    return key
