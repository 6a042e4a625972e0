"""I01 to I03: a prompt is validated, its quota reserved, its record and outbox row written, all in one transaction."""

import hashlib
import hmac
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from contracts.kit import states
from contracts.messages.base import InvalidMessage
from contracts.messages.dispatch import Dispatch, DispatchData
from contracts.messages.submission import Receipt, Submission
from contracts.problems import Problem, ProblemCode
from contracts.runtime import Clock, Entropy
from contracts.timestamps import epoch_text, to_text
from stubs.odoo import quota
from stubs.odoo.accounts import Account
from stubs.odoo.database import Database, Unit
from stubs.odoo.settings import OdooSettings
from stubs.odoo.tables import IdempotencyKey, ImageRequest, OutboxRow


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
        row = unit.session.get(IdempotencyKey, (account.id, key)) if key else None
        if row is None:
            return None
        if not hmac.compare_digest(row.body_digest, hashlib.sha256(body).digest()):
            raise Problem(ProblemCode.IDEMPOTENCY_MISMATCH, "Use a new Idempotency-Key for another body.")
        return row.answer

    def _create(self, unit: Unit, account: Account, submission: Submission, key: str | None, body: bytes) -> bytes:
        request = self._record(account, submission)
        limit = self.settings.quota_limit
        if not quota.reserve(unit.session, account.id, request.period, request.n, limit):
            left = quota.show(unit.session, account.id, request.period, limit)
            detail = f"{request.n} images were asked for and {left.remaining} are left until {left.resets_at}."
            raise Problem(ProblemCode.QUOTA_EXCEEDED, detail, quota=left.model_dump())
        unit.session.add(request)
        unit.session.flush()
        self._hand_over(unit, request, submission)
        receipt = self._receipt(unit, request)
        answer = receipt.wire()
        if key:
            digest = hashlib.sha256(body).digest()
            unit.session.add(IdempotencyKey(user_id=account.id, key=key, body_digest=digest, answer=answer))
        self._tell(unit, request, receipt)
        return answer

    def _record(self, account: Account, submission: Submission) -> ImageRequest:
        now = self.clock.now()
        return ImageRequest(
            id=self.entropy.uuid(),
            user_id=account.id,
            period=quota.period_of(now),
            prompt=submission.prompt,
            n=submission.n,
            parameters=submission.model_dump(exclude={"prompt", "n"}),
            status=states.PENDING,
            created_at=now.timestamp(),
            deadline=now.timestamp() + self.settings.deadline_seconds,
            ignored_parameters=[],
        )

    def _hand_over(self, unit: Unit, request: ImageRequest, submission: Submission) -> None:
        now = self.clock.now()
        message = Dispatch(
            type="image.generation.requested",
            timestamp=to_text(now),
            data=DispatchData(
                request_id=request.id,
                user_ref=user_ref(request.user_id),
                callback_url=self.settings.callback_url,
                deadline=epoch_text(request.deadline),
                **submission.model_dump(),
            ),
        )
        unit.session.add(
            OutboxRow(request_id=request.id, body=message.wire(), state="waiting", due_at=now.timestamp(), attempts=0)
        )

    def _receipt(self, unit: Unit, request: ImageRequest) -> Receipt:
        return Receipt(
            id=request.id,
            status="pending",
            created_at=epoch_text(request.created_at),
            deadline=epoch_text(request.deadline),
            quota=quota.show(unit.session, request.user_id, request.period, self.settings.quota_limit),
        )

    def _tell(self, unit: Unit, request: ImageRequest, receipt: Receipt) -> None:
        unit.note(
            "I02",
            request.id,
            user=request.user_id,
            n=request.n,
            status=request.status,
            deadline=receipt.deadline,
            quota=receipt.quota.model_dump(),
        )
        unit.note("I03", request.id, webhook_id=request.id)


def read_submission(body: bytes) -> Submission:
    """Read a submission; raises `Problem` (`invalid`) with every fault."""
    try:
        return Submission.read(body)
    except InvalidMessage as error:
        raise Problem(ProblemCode.INVALID, "Correct the fields named in errors and send again.", error.errors) from None


def user_ref(user_id: int) -> str:
    """Name a user to foreign systems without telling who it is."""
    return "user-" + hashlib.sha256(f"imageflow user {user_id}".encode()).hexdigest()[:16]


def _check_key(key: str | None) -> str | None:
    if key is not None and not (1 <= len(key) <= 255 and key.isprintable()):
        raise Problem(ProblemCode.INVALID, "An Idempotency-Key is 1 to 255 printable characters.")
    return key
