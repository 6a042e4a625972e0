"""`generated.image` (I10): a picture in file storage, byte for byte as the AI service sent it."""

from odoo import fields, models

from contracts.messages.submission import ImageView

ROUTE = "/imageflow/v1/images"


class GeneratedImage(models.Model):
    """An image that was made. Its owner and managers may read it; nobody changes it."""

    _name = "generated.image"
    _description = "Generated Image"
    _rec_name = "image_id"
    _order = "request_id desc, position"

    image_id = fields.Char("Image", required=True, readonly=True, copy=False)
    request_id = fields.Many2one(
        "ai.image.generation.request", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(related="request_id.user_id", store=True, index=True)
    prompt = fields.Text(related="request_id.prompt")
    position = fields.Integer(required=True, readonly=True)
    key = fields.Char(required=True, readonly=True)
    sha256 = fields.Char("SHA-256", required=True, readonly=True)
    media_type = fields.Char(required=True, readonly=True)
    width = fields.Integer(required=True, readonly=True)
    height = fields.Integer(required=True, readonly=True)
    size = fields.Integer("Bytes", required=True, readonly=True)
    url = fields.Char(compute="_compute_url")

    _image_id_unique = models.Constraint("UNIQUE(image_id)", "There is an image with this id already.")
    _position_unique = models.Constraint("UNIQUE(request_id, position)", "This place in the request is taken.")

    def _compute_url(self) -> None:
        for image in self:
            image.url = f"{ROUTE}/{image.image_id}"

    def _view(self) -> ImageView:
        """Give an image as its owner sees it."""
        return ImageView(
            id=self.image_id,
            url=self.url,
            width=self.width,
            height=self.height,
            media_type=self.media_type,
            sha256=self.sha256,
        )
