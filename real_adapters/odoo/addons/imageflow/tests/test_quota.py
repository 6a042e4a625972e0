from odoo.tests import TransactionCase, tagged

from ..contracts.problems import FailureCode, Problem
from ..services import quota, requests
from .common import ask, new_user, prepare


@tagged("post_install", "-at_install")
class TestQuota(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        prepare(cls.env)
        cls.user = new_user(cls.env, "imageflow-quota")

    def _numbers(self):
        left = quota.show(self.env, self.user.id)
        return left.limit, left.used, left.reserved, left.remaining

    def test_images_are_reserved_at_submission(self):
        """What was asked for is set aside, and one image too many is refused whole."""
        ask(self.user, n=2)
        self.assertEqual(self._numbers(), (3, 0, 2, 1))
        with self.assertRaises(Problem), self.env.cr.savepoint():
            ask(self.user, n=2)
        self.assertEqual(self._numbers(), (3, 0, 2, 1))

    def test_completed_uses_and_failed_gives_back(self):
        """A completed request's images count as used, a failed one's are free again."""
        completed, failed = ask(self.user), ask(self.user)
        requests.complete(self.env, completed.id, [], [])
        requests.fail(self.env, failed.id, FailureCode.TIMED_OUT, "late")
        self.assertEqual(self._numbers(), (3, 1, 0, 2))

    def test_the_record_shows_the_same(self):
        """The quota that Odoo's pages list adds up as the flow's own does."""
        ask(self.user, n=2)
        record = self.env["imageflow.quota"].search([("user_id", "=", self.user.id)])
        self.assertEqual((record.granted, record.used, record.reserved, record.remaining), self._numbers())

    def test_a_manager_grants_more(self):
        """What is granted to one user for one month holds at once."""
        ask(self.user)
        self.env["imageflow.quota"].search([("user_id", "=", self.user.id)]).granted = 5
        self.assertEqual(self._numbers(), (5, 0, 1, 4))

    def test_a_new_quota_holds_for_the_month_that_has_begun(self):
        """Set in the settings, it holds for those who have asked for images already."""
        ask(self.user)
        self.env["ir.config_parameter"].set_param("imageflow.quota", "10")
        self.assertEqual(self._numbers(), (10, 0, 1, 9))
