from odoo import fields, models


class ImageflowIdempotency(models.Model):
    """The first answer to a submission, replayed for the same key and body."""

    _name = "imageflow.idempotency"
    _description = "Idempotency key"
    _rec_name = "key"

    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    key = fields.Char(required=True, readonly=True)
    body_digest = fields.Char(required=True, readonly=True)
    answer = fields.Text(readonly=True)

    _unique_key = models.Constraint("UNIQUE(user_id, key)", "An idempotency key belongs to one submission.")
