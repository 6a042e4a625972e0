from odoo import api, fields, models
from odoo.exceptions import UserError

from ..contracts.kit import states
from ..contracts.problems import FailureCode
from ..services import shelf, watchdog


class AiImageGenerationRequest(models.Model):
    """I02: a user's wish for images, from its submission to its one outcome.

    Only the flow's own routes and jobs create and change requests: nobody may by RPC, managers included, since each
    change goes with others (quota, outbox, inbox) in one transaction. Managers may delete what has ended.
    """

    _name = "ai.image.generation.request"
    _description = "AI image request"
    _rec_name = "request_id"
    _order = "submitted_at desc, id desc"

    request_id = fields.Char(required=True, readonly=True, index=True, copy=False)
    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True, ondelete="restrict")
    prompt = fields.Text(required=True, readonly=True)
    n = fields.Integer("Images asked for", required=True, readonly=True)
    parameters = fields.Json(readonly=True)
    status = fields.Selection(
        [(each, each.capitalize()) for each in (states.PENDING, states.PROCESSING, states.COMPLETED, states.FAILED)],
        required=True,
        readonly=True,
        default=states.PENDING,
        index=True,
    )
    period = fields.Char("Quota period", required=True, readonly=True, help="The month whose quota it counts in.")
    submitted_at = fields.Datetime(required=True, readonly=True)
    deadline = fields.Datetime(required=True, readonly=True)
    accepted_at = fields.Datetime(
        "Outcome accepted at",
        readonly=True,
        help="From then on the deadline has no say any more; fetching and storing have a bound of their own.",
    )
    ended_at = fields.Datetime(readonly=True)
    failure_code = fields.Selection(
        [(code.value, code.value.replace("_", " ").capitalize()) for code in FailureCode], readonly=True
    )
    failure_message = fields.Char(readonly=True)
    ignored_parameters = fields.Json(readonly=True, help="What the provider could not heed.")
    traceparent = fields.Char(readonly=True, help="The request's trace (W3C Trace Context), on every hop.")
    image_ids = fields.One2many("generated.image", "request_id", "Images", readonly=True)
    outbox_ids = fields.One2many("imageflow.outbox", "request_id", "Dispatch", readonly=True)
    inbox_ids = fields.One2many("imageflow.inbox", "request_id", "Outcomes", readonly=True)

    _unique_request_id = models.Constraint("UNIQUE(request_id)", "A request's id must be unique.")
    _by_deadline = models.Index("(status, deadline)")

    @api.ondelete(at_uninstall=False)
    def _unlink_when_ended(self):
        if any(request.status not in states.ENDED for request in self):
            raise UserError(self.env._("Wait until the request has ended, then delete it."))
        for request in self:
            shelf.doom(self.sudo().env, request.id)  # sudo: managers only read what lies in storage

    @api.model
    def _expire(self):
        """End requests whose deadline has passed (a job)."""
        watchdog.expire(self.env)
