"""I07 to I10: outcomes are verified, deduplicated and kept; then worked off: images fetched, checked and stored."""

import base64
import hashlib
import hmac
import uuid
from dataclasses import dataclass
from datetime import timedelta

from odoo import api, fields, models

from contracts import correlation
from contracts.kit import signing, states
from contracts.kit.download import DownloadRefused
from contracts.kit.pictures import Picture, inspect
from contracts.messages.base import InvalidMessage
from contracts.messages.callback import Callback, CallbackReceipt, Completed, ImageData, read_callback
from contracts.problems import FAILURE_OF, FailureCode, FieldError, Problem, ProblemCode

from .. import parameters
from ..clock import now
from ..download import download
from ..storage.errors import StorageRefused, StorageUnavailable
from .image_request import UNENDED
from .inserting import insert
from .worker import pause_before

ACCEPTED = CallbackReceipt(result="accepted")
DUPLICATE = CallbackReceipt(result="duplicate")
ENDED = CallbackReceipt(result="already_ended")


@dataclass(frozen=True, slots=True)
class Fetched:
    """An image's bytes as the AI service sent them, and what they were found to be."""

    data: bytes
    facts: Picture


class Inbox(models.Model):
    """An accepted outcome, one at most a request; its id is kept for good, its body until it was worked off."""

    _name = "imageflow.inbox"
    _inherit = "imageflow.worker"
    _description = "Outcome from n8n"
    _rec_name = "webhook_id"
    _order = "due_at, id"

    webhook_id = fields.Char(required=True, readonly=True)
    request_id = fields.Many2one("ai.image.generation.request", required=True, readonly=True, ondelete="cascade")
    message_type = fields.Char("Type", required=True, readonly=True)
    body_digest = fields.Char(required=True, readonly=True)
    body = fields.Text(readonly=True)
    state = fields.Selection(
        [("waiting", "Waiting"), ("done", "Done")], required=True, readonly=True, default="waiting", index=True
    )
    accepted_at = fields.Datetime("Accepted", required=True, readonly=True, default=fields.Datetime.now)

    _webhook_unique = models.Constraint("UNIQUE(webhook_id)", "This outcome was accepted before.")
    _request_unique = models.Constraint("UNIQUE(request_id)", "This request has an outcome.")

    @api.model
    def _accept(self, headers: dict[str, str], body: bytes) -> CallbackReceipt:
        """Keep an outcome, or tell why it changes nothing.

        Args:
            headers: names in lower case.
            body: the raw bytes that the signature covers.

        Raises:
            Problem: `bad_signature`, `invalid`, `not_found`, or `conflict`.
        """
        webhook_id = self._verified(headers, body)
        callback = _read(body)
        request = self.env["ai.image.generation.request"].search([("request_id", "=", callback.data.request_id)])
        digest = hashlib.sha256(body).hexdigest()
        known = self._known(webhook_id, request)
        if known is None and not request:
            raise Problem(ProblemCode.NOT_FOUND, "No request has this id (yet): try again later.")
        if known is None and (request.status in states.ENDED or self._is_late(request)):
            return ENDED
        if known is not None:
            return _judged(known, webhook_id, digest)
        _check_count(callback, request.n)
        row = insert(
            self,
            {
                "webhook_id": webhook_id,
                "request_id": request.id,
                "message_type": callback.type,
                "body_digest": digest,
                "body": body.decode(),
                "state": self._unfinished,
                "accepted_at": fields.Datetime.now(),
                "due_at": fields.Datetime.now(),
                "attempts": 0,
            },
        )
        if row is None:
            return _judged(self._committed(webhook_id, request), webhook_id, digest)
        row._wake()
        return ACCEPTED

    def _verified(self, headers: dict[str, str], body: bytes) -> str:
        try:
            return signing.verify(parameters.read(self.env).secrets, headers, body, now())
        except (signing.BadSignature, signing.BadSecret) as error:
            raise Problem(ProblemCode.BAD_SIGNATURE, str(error)) from None

    def _known(self, webhook_id: str, request: models.Model) -> tuple[str, str] | None:
        """Give id and digest of the accepted outcome of this id, else of this request."""
        same = self.search([("webhook_id", "=", webhook_id)]) or self.search([("request_id", "in", request.ids)])
        return (same.webhook_id, same.body_digest) if same else None

    def _committed(self, webhook_id: str, request: models.Model) -> tuple[str, str]:
        with self.pool.cursor() as fresh:
            fresh.execute(
                "SELECT webhook_id, body_digest FROM imageflow_inbox WHERE webhook_id = %s OR request_id = %s"
                " ORDER BY webhook_id = %s DESC LIMIT 1",
                [webhook_id, request.id, webhook_id],
            )
            return fresh.fetchone()

    def _is_late(self, request: models.Model) -> bool:
        if fields.Datetime.now() < request.deadline:
            return False
        request._fail(FailureCode.TIMED_OUT, "No outcome came before the deadline.")
        return True

    def _cron(self) -> models.Model:
        return self.env.ref("imageflow.cron_storing").sudo()

    def _handle(self) -> float | None:
        if self.request_id.status not in UNENDED:
            self._finish()
            return None
        callback = read_callback(self.body)
        if isinstance(callback, Completed):
            return self._store(callback)
        error = callback.data.error
        self._end(FAILURE_OF[error.kind], error.message)
        return None

    def _store(self, callback: Completed) -> float | None:
        bound = parameters.read(self.env)
        try:
            pictures = [self._fetched(image, bound) for image in callback.data.images]
            keys = self.env["imageflow.object"]._put_all(self.request_id, pictures)
        except DownloadRefused as refusal:
            return self._again_or_fail(_failure_of(refusal), str(refusal), bound, retryable=refusal.retryable)
        except ValueError as error:
            return self._again_or_fail(FailureCode.STORAGE_FAILED, str(error), bound, retryable=False)
        except StorageUnavailable as error:
            return self._again_or_fail(FailureCode.STORAGE_FAILED, str(error), bound, retryable=True)
        except StorageRefused as error:
            return self._again_or_fail(FailureCode.STORAGE_FAILED, str(error), bound, retryable=False)
        images = [_record(*each) for each in zip(range(len(keys)), pictures, keys, strict=True)]
        self.request_id._complete(images, callback.data.ignored_parameters)
        self.env["imageflow.object"]._keep(keys)
        self._finish()
        return None

    def _fetched(self, image, bound: parameters.Parameters) -> Fetched:
        policy = bound.download
        if isinstance(image, ImageData):
            data, declared = base64.b64decode(image.b64_json), None
        else:
            headers = correlation.headers_of(self.request_id.request_id)
            data, declared = download(image.url, policy, image.sha256, headers), image.media_type
        return Fetched(data, inspect(data, max_pixels=policy.max_pixels, declared=declared))

    def _again_or_fail(
        self, code: FailureCode, why: str, bound: parameters.Parameters, *, retryable: bool
    ) -> float | None:
        self.attempts += 1
        pause = pause_before(self.attempts)
        bound_at = self.accepted_at + timedelta(seconds=bound.storing_seconds)
        if not retryable or fields.Datetime.now() + timedelta(seconds=pause) > bound_at:
            self._end(code, why)
            return None
        self.note = why
        return pause

    def _end(self, code: FailureCode, why: str) -> None:
        self.request_id._fail(code, why)
        self.env["imageflow.object"]._doom(self.request_id)
        self._finish(why)

    def _finish(self, note: str | None = None) -> None:
        self.write({"state": "done", "body": False, "note": note})

    def _run(self) -> None:
        """Work off what is due, and remove what failed requests have stored."""
        super()._run()
        self.env["imageflow.object"]._remove_doomed()


def _read(body: bytes) -> Callback:
    try:
        return read_callback(body)
    except InvalidMessage as error:
        raise Problem(ProblemCode.INVALID, "Correct the fields named in errors.", error.errors) from None


def _judged(known: tuple[str, str], webhook_id: str, digest: str) -> CallbackReceipt:
    """Judge a message by the one that was accepted before it."""
    accepted_id, accepted_digest = known
    if accepted_id != webhook_id:
        return ENDED
    if not hmac.compare_digest(accepted_digest, digest):
        raise Problem(ProblemCode.CONFLICT, "This webhook-id was accepted with another body: use a new id.")
    return DUPLICATE


def _check_count(callback: Callback, n: int) -> None:
    if isinstance(callback, Completed) and len(callback.data.images) != n:
        fault = FieldError("data.images", f"Send exactly {n} images: so many were asked for.", "image_count")
        raise Problem(ProblemCode.INVALID, fault.message, (fault,))


def _record(position: int, picture: Fetched, key: str) -> dict:
    facts = picture.facts
    return {
        "image_id": str(uuid.uuid4()),
        "position": position,
        "key": key,
        "sha256": facts.sha256,
        "media_type": facts.media_type,
        "width": facts.width,
        "height": facts.height,
        "size": len(picture.data),
    }


def _failure_of(refusal: DownloadRefused) -> FailureCode:
    """Tell the user what a refusal means: too large, no image, or (host, address, redirect, expiry) not fetchable."""
    if refusal.code == "too_large":
        return FailureCode.TOO_LARGE
    return FailureCode.INVALID_IMAGE if refusal.about_content else FailureCode.STORAGE_FAILED
