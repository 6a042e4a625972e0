from odoo import api, fields, models

from ..services import dispatcher
from ..services.work import Queue, work_off


class ImageflowOutbox(models.Model):
    """I03: a request handed over for dispatch, written in the request's own transaction.

    It waits until n8n has accepted it, has refused it for good, or the request has ended (`gone`).
    """

    _name = "imageflow.outbox"
    _description = "Dispatch to n8n"
    _rec_name = "request_id"
    _order = "id desc"

    request_id = fields.Many2one("ai.image.generation.request", required=True, readonly=True, ondelete="cascade")
    body = fields.Text(required=True, readonly=True)
    state = fields.Selection(
        [("waiting", "Waiting"), ("delivered", "Delivered"), ("gone", "Too late"), ("refused", "Refused")],
        required=True,
        readonly=True,
        default="waiting",
    )
    attempts = fields.Integer(readonly=True)
    due_at = fields.Datetime(required=True, readonly=True)
    note = fields.Char(readonly=True)

    _unique_request = models.Constraint("UNIQUE(request_id)", "A request is handed over once.")
    _due = models.Index("(due_at) WHERE state = 'waiting'")

    @api.model
    def _dispatch(self):
        """I04: post what is due to n8n (a job that each submission's commit wakes)."""
        work_off(self.env, Queue(self._name, "waiting", dispatcher.handle, "imageflow.cron_dispatch"))
