"""The settings page: the addon's parameters, checked before they are kept."""

import hashlib
import secrets
import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..contracts.kit.download import DownloadPolicy
from ..contracts.kit.signing import BadSecret, check_secret, make_secret
from ..services import settings
from ..storage import StorageError, open_storage

SECRETS = "imageflow.webhook_secrets"
ADDRESSES = ("imageflow_webhook_url", "imageflow_callback_url", "imageflow_s3_endpoint")
NUMBERS = ("quota", "deadline_seconds", "storing_seconds", "dispatch_timeout", "callback_cap", "image_bytes")
S3 = ("imageflow_s3_endpoint", "imageflow_s3_bucket", "imageflow_s3_access_key", "imageflow_s3_secret_key")


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    imageflow_webhook_url = fields.Char("n8n webhook", config_parameter="imageflow.webhook_url")
    imageflow_callback_url = fields.Char("Callback", config_parameter="imageflow.callback_url")
    imageflow_secret_count = fields.Integer("Secrets", readonly=True)
    imageflow_own_secret = fields.Char("A secret of your own", help="Put before the present ones; never shown again.")
    imageflow_quota = fields.Integer("Images a user may have in a month")
    imageflow_deadline_seconds = fields.Float("Until the outcome (s)")
    imageflow_storing_seconds = fields.Float("To fetch and store (s)")
    imageflow_dispatch_timeout = fields.Float("Until n8n answers (s)")
    imageflow_callback_cap = fields.Integer("Largest callback (bytes)")
    imageflow_image_bytes = fields.Integer("Largest image (bytes)")
    imageflow_allowed_hosts = fields.Char("Hosts of links", config_parameter="imageflow.allowed_hosts")
    imageflow_storage_backend = fields.Selection(
        [("filestore", "Odoo's filestore"), ("s3", "S3")],
        "Image storage",
        config_parameter="imageflow.storage_backend",
        default="filestore",
    )
    imageflow_s3_endpoint = fields.Char("Endpoint", config_parameter="imageflow.s3_endpoint")
    imageflow_s3_region = fields.Char("Region", config_parameter="imageflow.s3_region")
    imageflow_s3_bucket = fields.Char("Bucket", config_parameter="imageflow.s3_bucket")
    imageflow_s3_access_key = fields.Char("Access key", config_parameter="imageflow.s3_access_key")
    imageflow_s3_secret_key = fields.Char("Secret key", config_parameter="imageflow.s3_secret_key")

    @api.model
    def get_values(self):
        """Show what holds; of the secrets only how many there are."""
        present = settings.read(self.env)
        numbers = {f"imageflow_{name}": getattr(present, name) for name in NUMBERS}
        return super().get_values() | numbers | {"imageflow_secret_count": len(present.webhook_secrets)}

    def set_values(self):
        """Keep what is entered; raises `ValidationError` for what could never work."""
        self._check_imageflow()
        self._keep_numbers()
        if self.imageflow_own_secret:
            self._put_first(self.imageflow_own_secret.strip())
            self.imageflow_own_secret = False
        return super().set_values()

    def _keep_numbers(self):
        """Write numbers as text, those that were changed: by itself Odoo takes 0 for "not set"."""
        present, parameters = settings.read(self.env), self.env["ir.config_parameter"].sudo()
        for name in NUMBERS:
            wanted = self[f"imageflow_{name}"]
            if wanted != getattr(present, name):
                parameters.set_param(settings.PREFIX + name, str(wanted))

    def action_imageflow_new_secret(self):
        """Put a fresh secret before the present ones, and show it this once."""
        secret = make_secret(secrets.token_urlsafe(36))
        self._put_first(secret)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New webhook secret"),
            "res_model": "imageflow.secret",
            "view_mode": "form",
            "target": "new",
            "context": {"default_secret": secret},
        }

    def action_imageflow_drop_secrets(self):
        """Forget all secrets but the newest."""
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(SECRETS, " ".join(settings.read(self.env).webhook_secrets[:1]))
        return {"type": "ir.actions.client", "tag": "reload"}

    def action_imageflow_test_storage(self):
        """Put, read and delete a small object, and tell how it went."""
        key, data = f"connection-test/{uuid.uuid4()}", b"imageflow"
        try:
            storage = open_storage(self.env)
            storage.put(key, data, "image/png", sha256=hashlib.sha256(data).hexdigest(), request_id=str(uuid.uuid4()))
            found = storage.get(key)
            storage.delete(key)
        except StorageError as error:
            raise UserError(str(error)) from None
        if found != data:
            raise UserError(self.env._("Storage gave other bytes than it was given: use another one."))
        message = self.env._("An object was stored, read and deleted.")
        told = {"type": "success", "title": self.env._("Storage works"), "message": message}
        return {"type": "ir.actions.client", "tag": "display_notification", "params": told}

    def _put_first(self, secret):
        present = settings.read(self.env).webhook_secrets
        self.env["ir.config_parameter"].sudo().set_param(SECRETS, " ".join(dict.fromkeys((secret, *present))))

    def _check_imageflow(self):
        for name in ADDRESSES:
            if self[name] and not settings.is_address(self[name].strip()):
                self._refuse(name, self.env._("write an address that begins with http:// or https://."))
        for name in (f"imageflow_{each}" for each in NUMBERS):
            if self[name] < 0 or (self[name] == 0 and name != "imageflow_quota"):
                self._refuse(name, self.env._("enter a number above 0."))
        for name in S3 if self.imageflow_storage_backend == "s3" else ():
            if not self[name]:
                self._refuse(name, self.env._("S3 needs it: fill it in, or choose Odoo's filestore."))
        try:
            DownloadPolicy(frozenset((self.imageflow_allowed_hosts or "").replace(",", " ").split()))
            if self.imageflow_own_secret:
                check_secret(self.imageflow_own_secret.strip())
        except (BadSecret, ValueError) as error:
            raise ValidationError(str(error)) from None

    def _refuse(self, name, advice):
        label = self._fields[name].get_description(self.env, ["string"])["string"]
        raise ValidationError(self.env._("%(field)s: %(advice)s", field=label, advice=advice))
