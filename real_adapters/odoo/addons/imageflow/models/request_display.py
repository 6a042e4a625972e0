from odoo import api, fields, models


class AiImageGenerationRequest(models.Model):
    """What Odoo's own pages show of a request."""

    _inherit = "ai.image.generation.request"

    parameters_text = fields.Char("Options", compute="_compute_texts")
    ignored_text = fields.Char("Not used by the provider", compute="_compute_texts")
    seconds = fields.Float("Took (s)", compute="_compute_seconds", digits=(12, 1))
    cover_url = fields.Char("Picture", compute="_compute_cover_url")

    @api.depends("parameters", "ignored_parameters")
    def _compute_texts(self):
        for request in self:
            given = {name: value for name, value in (request.parameters or {}).items() if value is not None}
            request.parameters_text = ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in given.items())
            request.ignored_text = ", ".join(name.replace("_", " ") for name in request.ignored_parameters or ())

    @api.depends("submitted_at", "ended_at")
    def _compute_seconds(self):
        for request in self:
            took = request.ended_at and request.ended_at - request.submitted_at
            request.seconds = took.total_seconds() if took else 0.0

    @api.depends("image_ids", "image_ids.position")
    def _compute_cover_url(self):
        for request in self:
            request.cover_url = request.image_ids[:1].image_url
