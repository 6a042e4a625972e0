from odoo import api, fields, models

from ..services import shelf
from ..services.work import Queue, work_off


class ImageflowObject(models.Model):
    """What may lie in file storage: noted before it is put, and until it is gone, so that none is without a record."""

    _name = "imageflow.object"
    _description = "Object in file storage"
    _rec_name = "key"
    _order = "id desc"

    key = fields.Char(required=True, readonly=True)
    request_id = fields.Many2one("ai.image.generation.request", readonly=True, index=True, ondelete="set null")
    state = fields.Selection(
        [("planned", "To be put"), ("kept", "Kept"), ("doomed", "To be removed")],
        required=True,
        readonly=True,
        default="planned",
    )
    attempts = fields.Integer(readonly=True)
    due_at = fields.Datetime(required=True, readonly=True)

    _unique_key = models.Constraint("UNIQUE(key)", "A key in storage is used once.")
    _due = models.Index("(due_at) WHERE state = 'doomed'")

    @api.model
    def _remove(self):
        """Remove from storage what is doomed (a job)."""
        work_off(self.env, Queue(self._name, "doomed", shelf.remove, "imageflow.cron_remove", at_once=1))
