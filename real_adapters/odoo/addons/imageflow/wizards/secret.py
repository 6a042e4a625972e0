from odoo import fields, models


class ImageflowSecret(models.TransientModel):
    """Shows a new secret this once: it stands in an unsaved form, so no record ever holds it."""

    _name = "imageflow.secret"
    _description = "New webhook secret"

    secret = fields.Char(readonly=True, store=False)
