from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged

from ..services import requests
from .common import ask, new_user, prepare

REQUEST = "ai.image.generation.request"


@tagged("post_install", "-at_install")
class TestAccess(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        prepare(cls.env)
        cls.portal = new_user(cls.env, "imageflow-portal")
        cls.internal = new_user(cls.env, "imageflow-internal", "base.group_user")
        cls.manager = new_user(cls.env, "imageflow-manager", "base.group_user,imageflow.group_manager")
        cls.request = ask(cls.portal)
        cls.image = cls.env["generated.image"].create(
            {
                "image_id": "an-image",
                "request_id": cls.request.id,
                "position": 0,
                "key": "a/key.png",
                "sha256": "0" * 64,
                "media_type": "image/png",
                "width": 1,
                "height": 1,
                "size": 1,
            }
        )

    def _seen(self, user, model):
        return self.env[model].with_user(user).search_count([])

    def test_users_see_only_their_own(self):
        """Whose requests, images and quota they are sees them; another user sees none."""
        for model in (REQUEST, "generated.image", "imageflow.quota"):
            self.assertEqual(self._seen(self.portal, model), 1, model)
            self.assertEqual(self._seen(self.internal, model), 0, model)

    def test_managers_see_all(self):
        """A manager sees everybody's, and what lies behind them."""
        for model in (REQUEST, "generated.image", "imageflow.quota", "imageflow.outbox", "imageflow.quota.slot"):
            self.assertGreaterEqual(self._seen(self.manager, model), 1, model)

    def test_what_lies_behind_is_for_managers(self):
        """Outbox, inbox and objects in storage are nothing for users."""
        for model in ("imageflow.outbox", "imageflow.inbox", "imageflow.object", "imageflow.idempotency"):
            for user in (self.portal, self.internal):
                with self.assertRaises(AccessError):
                    self._seen(user, model)

    def test_the_public_sees_nothing(self):
        """Who has not signed in may read no record."""
        public = self.env.ref("base.public_user")
        for model in (REQUEST, "generated.image", "imageflow.quota"):
            with self.assertRaises(AccessError):
                self._seen(public, model)

    def test_nobody_writes_by_rpc(self):
        """Only the flow's own routes and jobs change requests and images, not even a manager does."""
        for user in (self.portal, self.internal, self.manager):
            for record in (self.request, self.image):
                with self.assertRaises(AccessError):
                    record.with_user(user).write({"user_id": user.id})
                with self.assertRaises(AccessError):
                    record.with_user(user).copy()

    def test_managers_delete_what_has_ended(self):
        """A request that runs stays; one that has ended goes, and only by a manager."""
        with self.assertRaises(UserError):
            self.request.with_user(self.manager).unlink()
        requests.begin(self.env, self.request.id)
        requests.complete(self.env, self.request.id, [], [])
        with self.assertRaises(AccessError):
            self.request.with_user(self.portal).unlink()
        self.request.with_user(self.manager).unlink()
        self.assertFalse(self.image.exists())
