"""Objects in file storage, each noted in a record before it is put and until it is gone: none is ever orphaned."""

from datetime import timedelta

from odoo import api, fields, models

from .. import parameters
from ..clock import naive, now
from ..storage import store_of
from ..storage.errors import StorageRefused, StorageUnavailable
from .worker import pause_before

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


class StoredObject(models.Model):
    """What may lie in file storage; `doomed` when its request failed."""

    _name = "imageflow.object"
    _description = "Stored Object"
    _rec_name = "key"

    key = fields.Char(required=True, readonly=True)
    request_id = fields.Many2one("ai.image.generation.request", readonly=True, index=True, ondelete="set null")
    state = fields.Selection(
        [("planned", "Planned"), ("kept", "Kept"), ("doomed", "Doomed")],
        required=True,
        readonly=True,
        default="planned",
    )
    attempts = fields.Integer(readonly=True)
    due_at = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)

    _key_unique = models.Constraint("UNIQUE(key)", "There is an object of this name already.")

    @api.model
    def _put_all(self, request: models.Model, pictures: list) -> list[str]:
        """Store images under keys made of the request and their hash, so that a second try puts the same again.

        Raises:
            StorageUnavailable: later may go better.
            StorageRefused: it never will.
        """
        keys = [_key(request, position, picture) for position, picture in enumerate(pictures)]
        noted = set(self.search([("key", "in", keys)]).mapped("key"))
        self.create([{"key": key, "request_id": request.id} for key in keys if key not in noted])
        self.env.cr.commit()  # the note is there before the object
        store = store_of(self.env)
        for key, picture in zip(keys, pictures, strict=True):
            facts = picture.facts
            store.put(key, picture.data, facts.media_type, sha256=facts.sha256, request_id=request.request_id)
        return keys

    @api.model
    def _keep(self, keys: list[str]) -> None:
        """Note that objects are there to stay."""
        self.search([("key", "in", keys)]).state = "kept"

    @api.model
    def _doom(self, request: models.Model) -> None:
        """Have removed whatever a failed request has put."""
        self.search([("request_id", "=", request.id)]).state = "doomed"

    @api.model
    def _remove_doomed(self) -> None:
        """Remove doomed objects, and then their records."""
        store = store_of(self.env)
        for row in self.search([("state", "=", "doomed"), ("due_at", "<=", fields.Datetime.now())]):
            try:
                store.delete(row.key)
            except (StorageUnavailable, StorageRefused):
                row.attempts += 1
                row.due_at = naive(now() + timedelta(seconds=pause_before(row.attempts)))
            else:
                row.unlink()
            self.env.cr.commit()

    @api.model
    def _bytes(self, key: str) -> bytes:
        """Give an object's bytes; raises as `_put_all` does."""
        return store_of(self.env).get(key)


def _key(request: models.Model, position: int, picture) -> str:
    facts = picture.facts
    month = request.period.replace("-", "/")
    return f"{month}/{request.request_id}/{position + 1}-{facts.sha256[:16]}.{ENDINGS[facts.media_type]}"
