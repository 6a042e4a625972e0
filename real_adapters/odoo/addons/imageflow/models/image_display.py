from odoo import api, fields, models


class GeneratedImage(models.Model):
    """What Odoo's own pages show of an image: its bytes, from whichever storage has them (`controllers/backend.py`)."""

    _inherit = "generated.image"

    image_url = fields.Char("Address", compute="_compute_image_url")

    @api.depends("image_id")
    def _compute_image_url(self):
        for image in self:
            image.image_url = f"/imageflow/images/{image.image_id}"
