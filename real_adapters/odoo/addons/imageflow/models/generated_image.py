from odoo import fields, models


class GeneratedImage(models.Model):
    """I10: a picture in file storage, byte for byte as the AI service sent it. Nobody may change one by RPC."""

    _name = "generated.image"
    _description = "AI image"
    _rec_name = "image_id"
    _order = "request_id desc, position"

    image_id = fields.Char(required=True, readonly=True, copy=False)
    request_id = fields.Many2one(
        "ai.image.generation.request", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(related="request_id.user_id", store=True, index=True)
    position = fields.Integer(required=True, readonly=True, help="From 0, in the order of the outcome.")
    key = fields.Char("Key in storage", required=True, readonly=True)
    sha256 = fields.Char("SHA-256", required=True, readonly=True)
    media_type = fields.Char(required=True, readonly=True)
    width = fields.Integer(required=True, readonly=True)
    height = fields.Integer(required=True, readonly=True)
    size = fields.Integer("Bytes", required=True, readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment", readonly=True, ondelete="set null", help="Where Odoo's own filestore keeps the images."
    )

    _unique_image_id = models.Constraint("UNIQUE(image_id)", "An image's id must be unique.")
    _unique_position = models.Constraint("UNIQUE(request_id, position)", "A request has one image at a position.")
