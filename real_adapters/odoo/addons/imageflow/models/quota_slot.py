from odoo import fields, models


class ImageflowQuotaSlot(models.Model):
    """One image of a user's month, by its number: reserved at submit, used on completion, removed on failure.

    Quota is kept in such rows and in no counter: a submission inserts its own, and UNIQUE decides who gets a number, so
    that none ever waits for, or fails by, another's change of a shared row.
    """

    _name = "imageflow.quota.slot"
    _description = "Image of a quota"
    _rec_name = "number"
    _order = "user_id, period, number"

    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    period = fields.Char(required=True, readonly=True)
    number = fields.Integer(required=True, readonly=True, help="From 1 to what is granted.")
    request_id = fields.Many2one("ai.image.generation.request", readonly=True, index=True, ondelete="set null")
    state = fields.Selection([("reserved", "Reserved"), ("used", "Used")], required=True, readonly=True)

    _unique_number = models.Constraint("UNIQUE(user_id, period, number)", "An image of a quota is given out once.")
