"""I01 to I03 and I11: a prompt is taken in, all in one transaction, and shown to its owner."""

import hashlib
import uuid
from datetime import timedelta

from odoo import api, models

from contracts.messages.base import InvalidMessage
from contracts.messages.dispatch import Dispatch, DispatchData
from contracts.messages.submission import Receipt, RequestList, RequestView, Submission
from contracts.problems import FailureCode, Problem, ProblemCode
from contracts.timestamps import to_text

from .. import parameters
from ..clock import aware, naive, now
from .quota import period_of

NEWEST = 100
"""How many requests a list shows."""
CALLBACK = "/imageflow/v1/callback"


class ImageRequest(models.Model):
    """What a user does with requests."""

    _inherit = "ai.image.generation.request"

    @api.model
    def _submit(self, body: bytes, idempotency_key: str | None) -> bytes:
        """Accept a submission of the present user and give the receipt's JSON.

        Raises:
            Problem: `invalid` with every fault, `quota_exceeded`, `idempotency_mismatch`, or `in_progress`.
        """
        submission = _read(body)
        # A user may read records and make none: what becomes of a submission is the flow's own doing.
        key = self.env["imageflow.idempotency"].sudo()._begin(idempotency_key, body)
        if isinstance(key, bytes):
            return key
        answer = self.sudo()._accept(submission).wire()
        key.answer = answer.decode()
        return answer

    def _accept(self, submission: Submission) -> Receipt:
        bound, user = parameters.read(self.env), self.env.user
        request = self.create(_record(submission, user, bound))
        quotas = self.env["imageflow.quota"]
        granted = quotas._granted(user, request.period)
        if not self.env["imageflow.quota.slot"]._reserve(request, granted):
            left = quotas._show(user, request.period)
            detail = f"{submission.n} images were asked for and {left.remaining} are left until {left.resets_at}."
            raise Problem(ProblemCode.QUOTA_EXCEEDED, detail, quota=left.model_dump())
        request._hand_over(submission, bound)
        quota = quotas._show(user, request.period)
        return Receipt(id=request.request_id, status="pending", quota=quota, **request._times())

    def _hand_over(self, submission: Submission, bound: parameters.Parameters) -> None:
        message = Dispatch(
            type="image.generation.requested",
            timestamp=to_text(aware(self.submitted_at)),
            data=DispatchData(
                request_id=self.request_id,
                user_ref=self._user_ref(),
                callback_url=bound.callback_url or self.get_base_url() + CALLBACK,
                deadline=to_text(aware(self.deadline)),
                **submission.model_dump(),
            ),
        )
        outbox = self.env["imageflow.outbox"].create({"request_id": self.id, "body": message.wire().decode()})
        outbox._wake()
        outbox._cron()._trigger(at=self.deadline)

    def _user_ref(self) -> str:
        """Name the user to foreign systems without telling who it is."""
        database = self.env["ir.config_parameter"].get_param("database.uuid")
        return "user-" + hashlib.sha256(f"{database} {self.user_id.id}".encode()).hexdigest()[:16]

    @api.model
    def _mine(self) -> RequestList:
        """Give the present user's newest requests, newest first."""
        found = self.search([("user_id", "=", self.env.uid)], limit=NEWEST)
        return RequestList(requests=[request._view() for request in found])

    def _view(self) -> RequestView:
        """Give a request as its owner sees it."""
        return RequestView(
            id=self.request_id,
            status=self.status,
            prompt=self.prompt,
            quota=self.env["imageflow.quota"]._show(self.user_id, self.period),
            images=[image._view() for image in self.image_ids.sorted("position")],
            failure_code=FailureCode(self.failure_code) if self.failure_code else None,
            ignored_parameters=self.ignored_parameters or [],
            **self._times(),
        )


def _read(body: bytes) -> Submission:
    try:
        return Submission.read(body)
    except InvalidMessage as error:
        raise Problem(ProblemCode.INVALID, "Correct the fields named in errors and send again.", error.errors) from None


def _record(submission: Submission, user: models.Model, bound: parameters.Parameters) -> dict:
    moment = now()
    return {
        "request_id": str(uuid.uuid4()),
        "user_id": user.id,
        "prompt": submission.prompt,
        "n": submission.n,
        "parameters": submission.model_dump(exclude={"prompt", "n"}),
        "period": period_of(moment),
        "submitted_at": naive(moment),
        "deadline": naive(moment + timedelta(seconds=bound.deadline_seconds)),
    }
