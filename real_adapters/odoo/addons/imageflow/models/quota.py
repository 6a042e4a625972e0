"""A user's images in a calendar month: reserved at submit, used when completed, given back when failed.

There is no row that all submits of a user would write: each image takes a numbered slot of the month, and a slot can be
taken once. Whoever finds one taken by a transaction that has not ended waits for that, so exactly as many submits
succeed as there are slots, and none fails for having been there at the same time.
"""

from datetime import UTC, datetime

from odoo import api, fields, models

from contracts.messages.submission import Quota as QuotaView
from contracts.timestamps import to_text

from .. import parameters
from .inserting import insert


def period_of(moment: datetime) -> str:
    """Give the month that a moment belongs to, such as `2026-11`."""
    return moment.astimezone(UTC).strftime("%Y-%m")


def end_of(period: str) -> datetime:
    """Give the moment at which a month's quota ends and the next one begins."""
    year, month = (int(part) for part in period.split("-"))
    return datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)


class Quota(models.Model):
    """What a user may have in a month, where that is not what everybody may have."""

    _name = "imageflow.quota"
    _description = "Image Quota"
    _rec_name = "user_id"
    _order = "period desc, user_id"

    user_id = fields.Many2one("res.users", required=True, index=True, ondelete="cascade")
    period = fields.Char("Month", required=True, help="Such as 2026-11.")
    granted = fields.Integer("Images", required=True)
    used = fields.Integer(compute="_compute_taken")
    reserved = fields.Integer(compute="_compute_taken")

    _month_unique = models.Constraint("UNIQUE(user_id, period)", "This user has a quota for this month already.")

    @api.depends("user_id", "period")
    def _compute_taken(self) -> None:
        for quota in self:
            quota.used, quota.reserved = self.env["imageflow.quota.slot"]._taken(quota.user_id, quota.period)

    @api.model
    def _granted(self, user: models.Model, period: str) -> int:
        own = self.sudo().search([("user_id", "=", user.id), ("period", "=", period)])
        return own.granted if own else parameters.read(self.env).quota

    @api.model
    def _show(self, user: models.Model, period: str) -> QuotaView:
        """Give a user's quota of a month."""
        granted = self._granted(user, period)
        used, reserved = self.env["imageflow.quota.slot"]._taken(user, period)
        return QuotaView(
            limit=granted,
            used=used,
            reserved=reserved,
            remaining=max(0, granted - used - reserved),
            resets_at=to_text(end_of(period)),
        )


class QuotaSlot(models.Model):
    """One image of a user's month, taken by a request."""

    _name = "imageflow.quota.slot"
    _description = "Image of a Quota"
    _rec_name = "number"

    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    period = fields.Char(required=True, readonly=True)
    number = fields.Integer(required=True, readonly=True)
    used = fields.Boolean(readonly=True)
    request_id = fields.Many2one(
        "ai.image.generation.request", required=True, readonly=True, index=True, ondelete="cascade"
    )

    _slot_unique = models.Constraint("UNIQUE(user_id, period, number)", "This image of the quota is taken.")

    @api.model
    def _taken(self, user: models.Model, period: str) -> tuple[int, int]:
        """Count a user's images of a month, used and reserved ones."""
        mine = [("user_id", "=", user.id), ("period", "=", period)]
        counts = dict(self.sudo()._read_group(mine, ["used"], ["__count"]))
        return counts.get(True, 0), counts.get(False, 0)

    @api.model
    def _reserve(self, request: models.Model, granted: int) -> bool:
        """Take a slot for each image of a request; False, and nothing to be kept, when there are too few."""
        mine = [("user_id", "=", request.user_id.id), ("period", "=", request.period)]
        taken = set(self.search(mine).mapped("number"))
        free = (number for number in range(1, granted + 1) if number not in taken)
        # From the lowest up, as everybody does: so none can wait for one that waits for it.
        return all(any(self._take(request, number) for number in free) for _ in range(request.n))

    def _take(self, request: models.Model, number: int) -> bool:
        slot = {"user_id": request.user_id.id, "period": request.period, "number": number, "request_id": request.id}
        return insert(self, {**slot, "used": False}) is not None

    @api.model
    def _use(self, request: models.Model) -> None:
        """Turn the reserved images of a request into used ones."""
        self.search([("request_id", "=", request.id)]).used = True

    @api.model
    def _give_back(self, request: models.Model) -> None:
        """Free the reserved images of a request."""
        self.search([("request_id", "=", request.id)]).unlink()
