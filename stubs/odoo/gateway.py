"""I07 and I08: a callback is verified, deduplicated and made durable before it is answered."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, or_, select
from sqlalchemy.exc import IntegrityError

from contracts.kit import signing, states
from contracts.messages.base import InvalidMessage
from contracts.messages.callback import Callback, CallbackReceipt, Completed, read_callback
from contracts.problems import FailureCode, FieldError, Problem, ProblemCode
from contracts.runtime import Clock
from stubs.odoo.database import Database, Unit
from stubs.odoo.requests import fail
from stubs.odoo.settings import OdooSettings
from stubs.odoo.tables import ImageRequest, InboxRow

ACCEPTED = CallbackReceipt(result="accepted")
DUPLICATE = CallbackReceipt(result="duplicate")
ENDED = CallbackReceipt(result="already_ended")

_ACCEPTED = select(InboxRow.webhook_id, InboxRow.body_digest).where(
    or_(InboxRow.webhook_id == bindparam("webhook"), InboxRow.request_id == bindparam("request"))
)
_REQUEST = select(ImageRequest.status, ImageRequest.deadline, ImageRequest.n).where(
    ImageRequest.request_id == bindparam("request")
)
_ACCEPT = insert(InboxRow).values(state="waiting", attempts=0)


@dataclass(frozen=True, slots=True)
class Gateway:
    """Takes outcomes in."""

    settings: OdooSettings
    database: Database
    clock: Clock

    def accept(self, headers: Mapping[str, str], body: bytes) -> CallbackReceipt:
        """Commit an outcome to the inbox, or tell why it changes nothing.

        Args:
            headers: names in lower case.
            body: the raw bytes that the signature covers.

        Raises:
            Problem: `bad_signature`, `invalid`, `not_found`, or `conflict`.
        """
        webhook_id = self._verify(headers, body)
        callback = _read(body)
        try:
            with self.database.unit() as unit:
                return self._place(unit, webhook_id, callback, body)
        except IntegrityError:
            # Another callback of this request was committed meanwhile: judge this one against it.
            with self.database.unit() as unit:
                return self._place(unit, webhook_id, callback, body)

    def _verify(self, headers: Mapping[str, str], body: bytes) -> str:
        try:
            return signing.verify(self.settings.webhook_secrets, headers, body, self.clock.now())
        except signing.BadSignature as error:
            raise Problem(ProblemCode.BAD_SIGNATURE, str(error)) from None

    def _place(self, unit: Unit, webhook_id: str, callback: Callback, body: bytes) -> CallbackReceipt:
        request_id = callback.data.request_id
        digest = hashlib.sha256(body).digest()
        accepted = {
            row.webhook_id: row.body_digest for row in unit.all(_ACCEPTED, webhook=webhook_id, request=request_id)
        }
        if webhook_id in accepted:
            return _repeated(accepted[webhook_id], digest)
        request = unit.find(_REQUEST, request=request_id)
        if request is None:
            raise Problem(ProblemCode.NOT_FOUND, "No request has this id (yet): try again later.")
        status, deadline, n = request
        if accepted or status in states.ENDED or self._is_late(unit, request_id, deadline):
            return ENDED
        _check_count(callback, n)
        self._commit(unit, webhook_id, callback, body, digest)
        return ACCEPTED

    def _is_late(self, unit: Unit, request_id: str, deadline: float) -> bool:
        if self.clock.now().timestamp() < deadline:
            return False
        fail(unit, request_id, FailureCode.TIMED_OUT, "No outcome came before the deadline.")
        return True

    def _commit(self, unit: Unit, webhook_id: str, callback: Callback, body: bytes, digest: bytes) -> None:
        now, request_id = self.clock.now().timestamp(), callback.data.request_id
        row = {"webhook_id": webhook_id, "request_id": request_id, "body_digest": digest, "body": body}
        unit.run(_ACCEPT, **row, accepted_at=now, due_at=now)
        unit.leave("inbox", webhook_id, now)
        unit.note("I08", request_id, webhook_id=webhook_id, type=callback.type)


def _read(body: bytes) -> Callback:
    try:
        return read_callback(body)
    except InvalidMessage as error:
        raise Problem(ProblemCode.INVALID, "Correct the fields named in errors.", error.errors) from None


def _repeated(known: bytes, digest: bytes) -> CallbackReceipt:
    if not hmac.compare_digest(known, digest):
        raise Problem(ProblemCode.CONFLICT, "This webhook-id was accepted with another body: use a new id.")
    return DUPLICATE


def _check_count(callback: Callback, n: int) -> None:
    if isinstance(callback, Completed) and len(callback.data.images) != n:
        fault = FieldError("data.images", f"Send exactly {n} images: so many were asked for.", "image_count")
        raise Problem(ProblemCode.INVALID, fault.message, (fault,))
