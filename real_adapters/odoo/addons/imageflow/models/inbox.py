from odoo import api, fields, models

from ..services import inbox
from ..services.work import Queue, work_off


class ImageflowInbox(models.Model):
    """I08: an accepted outcome, one at most a request; its id stays for good, its body until it was handled."""

    _name = "imageflow.inbox"
    _description = "Outcome from n8n"
    _rec_name = "webhook_id"
    _order = "id desc"

    webhook_id = fields.Char(required=True, readonly=True)
    request_id = fields.Many2one("ai.image.generation.request", required=True, readonly=True, ondelete="cascade")
    body_digest = fields.Char(required=True, readonly=True)
    body = fields.Text(readonly=True, prefetch=False)
    state = fields.Selection(
        [("waiting", "Waiting"), ("done", "Done")], required=True, readonly=True, default="waiting"
    )
    attempts = fields.Integer(readonly=True)
    accepted_at = fields.Datetime(required=True, readonly=True)
    due_at = fields.Datetime(required=True, readonly=True)
    note = fields.Char(readonly=True)

    _unique_webhook_id = models.Constraint("UNIQUE(webhook_id)", "An outcome is accepted once.")
    _unique_request = models.Constraint("UNIQUE(request_id)", "A request has one outcome.")
    _due = models.Index("(due_at) WHERE state = 'waiting'")

    @api.model
    def _store(self):
        """I09 and I10: work accepted outcomes off (a job that each callback's commit wakes)."""
        work_off(self.env, Queue(self._name, "waiting", inbox.handle, "imageflow.cron_store"))
