"""`ai.image.generation.request` (I02): moved forward, and ended once, with its quota."""

from odoo import fields, models

from contracts.kit import states
from contracts.problems import FailureCode
from contracts.timestamps import to_text

from ..clock import aware

UNENDED = [states.PENDING, states.PROCESSING]
LONGEST_MESSAGE = 1000


class ImageRequest(models.Model):
    """A user's request. Its owner and managers may read it; only the flow itself changes it."""

    _name = "ai.image.generation.request"
    _description = "AI Image Request"
    _rec_name = "request_id"
    _order = "id desc"

    request_id = fields.Char("Request", required=True, readonly=True, copy=False)
    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True, ondelete="restrict")
    prompt = fields.Text(required=True, readonly=True)
    n = fields.Integer("Images", required=True, readonly=True, default=1)
    parameters = fields.Json(readonly=True)
    status = fields.Selection(
        [("pending", "Pending"), ("processing", "Processing"), ("completed", "Completed"), ("failed", "Failed")],
        required=True,
        readonly=True,
        default=states.PENDING,
        index=True,
    )
    period = fields.Char("Month", required=True, readonly=True)
    submitted_at = fields.Datetime("Submitted", required=True, readonly=True)
    deadline = fields.Datetime(required=True, readonly=True)
    ended_at = fields.Datetime("Ended", readonly=True)
    failure_code = fields.Selection(
        [(code.value, code.value.replace("_", " ").capitalize()) for code in FailureCode], readonly=True
    )
    failure_message = fields.Char(readonly=True)
    ignored_parameters = fields.Json(readonly=True)
    image_ids = fields.One2many("generated.image", "request_id", "Images made", readonly=True)
    outbox_ids = fields.One2many("imageflow.outbox", "request_id", "Hand-over", readonly=True)
    inbox_ids = fields.One2many("imageflow.inbox", "request_id", "Outcome", readonly=True)

    _request_id_unique = models.Constraint("UNIQUE(request_id)", "There is a request with this id already.")

    def _begin(self) -> None:
        """Note that n8n accepted a request, unless its outcome overtook that."""
        self._move(states.PROCESSING)

    def _complete(self, images: list[dict], ignored: list[str]) -> bool:
        """End a request with the records of its images and use up its quota (I10); False when it has ended before."""
        if not self._move(states.COMPLETED, ignored_parameters=ignored):
            return False
        self.env["generated.image"].create([{**image, "request_id": self.id} for image in images])
        self.env["imageflow.quota.slot"]._use(self)
        return True

    def _fail(self, code: FailureCode, message: str) -> bool:
        """End a request without images and give its quota back (I10); False when it has ended before."""
        why = {"failure_code": code.value, "failure_message": message[:LONGEST_MESSAGE]}
        if not self._move(states.FAILED, **why):
            return False
        self.env["imageflow.quota.slot"]._give_back(self)
        return True

    def _move(self, status: str, **values: object) -> bool:
        """Move a request forward where that is a move; who is second to do so sees what the first one did."""
        self.ensure_one()
        # In a transaction that began before another changed the row this fails, and is run again by whoever runs it.
        self.env.cr.execute("SELECT status FROM ai_image_generation_request WHERE id = %s FOR UPDATE", [self.id])
        (before,) = self.env.cr.fetchone()
        if not states.may_move(before, status):
            return False
        ended = {"ended_at": fields.Datetime.now()} if status in states.ENDED else {}
        self.write({"status": status, **ended, **values})
        return True

    def _times(self) -> dict[str, str]:
        """Give the moments that are shown of a request, as the contract writes them."""
        return {"created_at": to_text(aware(self.submitted_at)), "deadline": to_text(aware(self.deadline))}
