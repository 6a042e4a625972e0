from odoo.tests import HttpCase, tagged

from ..services import inbox
from .common import SECRET, ask, new_user, outcome, prepare, signed

URL = "/imageflow/v1/callback"


@tagged("post_install", "-at_install")
class TestCallback(HttpCase):
    def setUp(self):
        super().setUp()
        prepare(self.env)
        self.request = ask(new_user(self.env, "imageflow-callback"))

    def _send(self, body, headers):
        answer = self.url_open(URL, data=body, headers=headers)
        self.env.invalidate_all()
        return answer.status_code

    def test_a_signed_outcome_is_kept_once(self):
        """The first delivery is accepted, the same again changes nothing, another body under its id is a conflict."""
        body = outcome(self.request)
        self.assertEqual(self._send(body, signed(body)), 202)
        self.assertEqual(self._send(body, signed(body)), 200)
        other = body + b" "
        self.assertEqual(self._send(other, signed(other)), 409)
        self.assertEqual(len(self.request.inbox_ids), 1)
        self.assertTrue(self.request.accepted_at)

    def test_what_is_not_proved_is_refused(self):
        """A foreign secret, a changed body or a missing header is answered with 401, and nothing is kept."""
        body = outcome(self.request)
        foreign = signed(body, secret="whsec_" + "QUFB" * 12)
        missing = {name: value for name, value in signed(body).items() if name.lower() != "webhook-id"}
        for sent, headers in ((body, foreign), (body + b" ", signed(body)), (body, missing)):
            self.assertEqual(self._send(sent, headers), 401)
        self.assertFalse(self.request.inbox_ids)

    def test_any_present_secret_proves(self):
        """While secrets rotate, what is signed with the former one is accepted."""
        self.env["ir.config_parameter"].set_param("imageflow.webhook_secrets", "whsec_" + "QUFB" * 12 + " " + SECRET)
        body = outcome(self.request)
        self.assertEqual(self._send(body, signed(body)), 202)

    def test_an_accepted_outcome_becomes_an_image(self):
        """The job stores the picture's very bytes and completes the request."""
        body = outcome(self.request)
        self._send(body, signed(body))
        inbox.handle(self.request.inbox_ids)
        self.env.invalidate_all()
        image = self.request.image_ids
        self.assertEqual(
            (self.request.status, image.media_type, image.width, image.height), ("completed", "image/png", 1, 1)
        )
