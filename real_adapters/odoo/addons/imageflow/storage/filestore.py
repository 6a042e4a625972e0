"""Images in Odoo's own filestore, as attachments of the records that note them: byte for byte, for nobody else."""

from .errors import StorageRefused

MODEL = "imageflow.object"


class Filestore:
    """Objects as attachments."""

    def __init__(self, env) -> None:
        """Keep attachments whoever asks: who may see an image is decided by its own record."""
        self._objects = env[MODEL].sudo()
        # Without this Odoo makes pictures of more than 1920 pixels smaller.
        self._attachments = env["ir.attachment"].sudo().with_context(image_no_postprocess=True)

    def put(self, key: str, data: bytes, media_type: str, *, sha256: str, request_id: str) -> None:  # noqa: ARG002
        """Keep an object."""
        if self._found(key):
            return
        owner = self._objects.search([("key", "=", key)])
        self._attachments.create(
            {"name": key, "raw": data, "mimetype": media_type, "res_model": MODEL, "res_id": owner.id, "public": False}
        )

    def get(self, key: str) -> bytes:
        """Give an object's bytes."""
        found = self._found(key)
        if not found:
            raise StorageRefused(f"There is no attachment {key}.")
        return found.raw

    def delete(self, key: str) -> None:
        """Remove an object."""
        self._found(key).unlink()

    def _found(self, key: str):
        return self._attachments.search([("res_model", "=", MODEL), ("name", "=", key)], limit=1)
