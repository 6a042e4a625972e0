from odoo import api, fields, models


class ImageflowQuota(models.Model):
    """A user's images in a calendar month. What is granted comes from the settings until a manager changes it here."""

    _name = "imageflow.quota"
    _description = "AI image quota"
    _order = "period desc, user_id"

    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    period = fields.Char("Month", required=True, readonly=True)
    granted = fields.Integer(required=True)
    used = fields.Integer(compute="_compute_numbers")
    reserved = fields.Integer(compute="_compute_numbers")
    remaining = fields.Integer(compute="_compute_numbers")

    _unique_period = models.Constraint("UNIQUE(user_id, period)", "A user has one quota a month.")
    _not_negative = models.Constraint("CHECK(granted >= 0)", "Grant no fewer than 0 images.")

    @api.depends("granted", "user_id", "period")
    def _compute_numbers(self):
        # sudo: a user sees the sums of their own month, whose single rows only managers may read
        counts = {
            (user.id, period, state): count
            for user, period, state, count in self.env["imageflow.quota.slot"]
            .sudo()
            ._read_group(
                [("user_id", "in", self.user_id.ids), ("period", "in", self.mapped("period"))],
                ["user_id", "period", "state"],
                ["__count"],
            )
        }
        for quota in self:
            quota.used = counts.get((quota.user_id.id, quota.period, "used"), 0)
            quota.reserved = counts.get((quota.user_id.id, quota.period, "reserved"), 0)
            quota.remaining = max(0, quota.granted - quota.used - quota.reserved)

    @api.depends("user_id", "period")
    def _compute_display_name(self):
        for quota in self:
            quota.display_name = f"{quota.user_id.name} {quota.period}"
