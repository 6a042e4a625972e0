import hashlib
import io

from odoo.tests import HttpCase, new_test_user, tagged
from PIL import Image

from ..services import moments
from ..storage import StorageRefused, open_storage
from .common import ask, prepare


@tagged("post_install", "-at_install")
class TestFilestore(HttpCase):
    def setUp(self):
        super().setUp()
        prepare(self.env)
        self.user = new_test_user(self.env, "imageflow-storage", "base.group_user")
        self.request = ask(self.user)

    def _put(self, key, data):
        """Store as `services.shelf` does: what is put is noted before."""
        noted = self.env["imageflow.object"]
        if not noted.search([("key", "=", key)]):
            noted.create({"key": key, "request_id": self.request.id, "due_at": moments.stored(moments.now())})
        digest = hashlib.sha256(data).hexdigest()
        open_storage(self.env).put(key, data, "image/png", sha256=digest, request_id=self.request.request_id)
        self.env.invalidate_all()

    def test_bytes_are_kept_as_they_are(self):
        """Even a picture larger than what Odoo shrinks by itself comes back byte for byte."""
        picture = io.BytesIO()
        Image.new("RGB", (2100, 2000), "navy").save(picture, "PNG")
        self._put("large.png", picture.getvalue())
        self.assertEqual(open_storage(self.env).get("large.png"), picture.getvalue())

    def test_a_second_put_replaces(self):
        """A key holds one object, the last one that was put."""
        self._put("a.png", b"first")
        self._put("a.png", b"second")
        self.assertEqual(open_storage(self.env).get("a.png"), b"second")

    def test_what_is_gone_is_refused(self):
        """A deleted object can't be got, and may be deleted again."""
        self._put("a.png", b"first")
        for _ in range(2):
            open_storage(self.env).delete("a.png")
        with self.assertRaises(StorageRefused):
            open_storage(self.env).get("a.png")

    def test_attachments_follow_their_request(self):
        """Whose request it is may read the attachment; another may not."""
        self._put("a.png", b"first")
        attachment = self.env["ir.attachment"].search([("name", "=", "a.png")])
        other = new_test_user(self.env, "imageflow-other", "base.group_user")
        self.assertFalse(attachment.public)
        self.assertTrue(attachment.with_user(self.user).has_access("read"))
        self.assertFalse(attachment.with_user(other).has_access("read"))
