from odoo.exceptions import UserError, ValidationError
from odoo.tests import TransactionCase, tagged

from ..services import settings
from .common import SECRET, prepare

NEWER = "whsec_" + "QUFB" * 12
BAD = {
    "imageflow_webhook_url": "n8n.example/webhook",
    "imageflow_callback_url": "ftp://odoo.example/",
    "imageflow_own_secret": "whsec_short",
    "imageflow_allowed_hosts": "https://images.example/path",
    "imageflow_deadline_seconds": 0,
    "imageflow_image_bytes": -1,
    "imageflow_quota": -1,
}


@tagged("post_install", "-at_install")
class TestSettings(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        prepare(cls.env)

    def _save(self, **values):
        page = self.env["res.config.settings"].create(values)
        page.execute()
        return settings.read(self.env)

    def test_what_is_entered_holds(self):
        """Each field of the page is one parameter of the flow; a quota of 0 is a quota."""
        kept = self._save(
            imageflow_webhook_url="https://n8n.example/webhook/x",
            imageflow_quota=0,
            imageflow_deadline_seconds=60,
            imageflow_image_bytes=1000,
            imageflow_allowed_hosts="images.example cdn.example:8443",
        )
        self.assertEqual(kept.webhook_url, "https://n8n.example/webhook/x")
        self.assertEqual((kept.quota, kept.deadline_seconds, kept.image_bytes), (0, 60, 1000))
        self.assertEqual(kept.download.allowed_hosts, {"images.example", "cdn.example:8443"})

    def test_an_untouched_page_changes_nothing(self):
        """Saving the settings of another app leaves the flow's as they are."""
        before = settings.read(self.env)
        self.assertEqual(self._save(), before)

    def test_what_could_never_work_is_refused(self):
        """Each wrong entry is refused in one sentence, and nothing is kept."""
        before = settings.read(self.env)
        for name, value in BAD.items():
            with self.subTest(name), self.assertRaises(ValidationError) as refused, self.env.cr.savepoint():
                self._save(**{name: value})
            self.assertNotIn("\n", str(refused.exception))
        self.assertEqual(settings.read(self.env), before)

    def test_secrets_rotate(self):
        """A new secret comes first and the former one goes on holding until it is dropped."""
        self.assertEqual(self._save(imageflow_own_secret=NEWER).webhook_secrets, (NEWER, SECRET))
        page = self.env["res.config.settings"].create({})
        self.assertEqual((page.imageflow_secret_count, page.imageflow_own_secret), (2, False))
        fresh = page.action_imageflow_new_secret()["context"]["default_secret"]
        self.assertEqual(settings.read(self.env).webhook_secrets, (fresh, NEWER, SECRET))
        page.action_imageflow_drop_secrets()
        self.assertEqual(settings.read(self.env).webhook_secrets, (fresh,))

    def test_s3_needs_its_fields(self):
        """S3 without bucket or keys is refused on the page, and tells what is missing when it is tried."""
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self._save(imageflow_storage_backend="s3", imageflow_s3_endpoint="https://s3.example")
        self.env["ir.config_parameter"].set_param("imageflow.storage_backend", "s3")
        with self.assertRaises(UserError) as refused:
            self.env["res.config.settings"].create({}).action_imageflow_test_storage()
        self.assertIn("endpoint", str(refused.exception))
