"""Images in Odoo's own filestore, as attachments of their request: who may see the request may see them."""

from odoo.exceptions import UserError

from ..contracts.kit.object_storage import StorageRefused
from ..services.transactions import apart

MODEL = "ai.image.generation.request"


class Filestore:
    """Keeps each image as an attachment whose name is its key."""

    def __init__(self, env):
        """Keep attachments as superuser: users own none of them."""
        self.env = env(su=True)

    def put(self, key, data, media_type, *, sha256, request_id):  # noqa: ARG002 - Odoo has a digest of its own
        """Store bytes untouched: Odoo would shrink large images otherwise."""
        apart(self.env, lambda env: self._put(env, key, data, media_type, request_id))

    def get(self, key):
        """Give an image's bytes."""
        found = self._find(self.env, key)
        if not found:
            raise StorageRefused("Odoo's filestore has no such image.")
        return found.raw

    def delete(self, key):
        """Remove an image, which need not be there."""
        self._find(self.env, key).unlink()

    def _put(self, env, key, data, media_type, request_id):
        request = env[MODEL].search([("request_id", "=", request_id)])
        values = {"name": key, "raw": data, "mimetype": media_type, "res_model": MODEL, "res_id": request.id}
        self._find(env, key).unlink()
        try:
            env["ir.attachment"].with_context(image_no_postprocess=True).create(values)
        except UserError as error:
            raise StorageRefused(f"Odoo's filestore took no image: {error}") from None

    def _find(self, env, key):
        owner = env["imageflow.object"].search([("key", "=", key)]).request_id  # which has an index on its keys
        return attachments_of(env, owner.id).filtered(lambda attachment: attachment.name == key)


def attachments_of(env, request_id):
    """Give the images of a request that lie in the filestore."""
    return env["ir.attachment"].search([("res_model", "=", MODEL), ("res_id", "=", request_id)])
