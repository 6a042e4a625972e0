from odoo.tests import HttpCase, tagged

from .common import ask, new_user, prepare

PAGE = "/my/ai-images"
IDS = ("main", "form", "controls", "prompt", "generate", "quota", "cards", "gallery", "failures", "viewer", "announcer")


@tagged("post_install", "-at_install")
class TestPortal(HttpCase):
    def setUp(self):
        super().setUp()
        prepare(self.env)
        self.user = new_user(self.env, "imageflow-page")

    def _get(self, path, login="imageflow-page"):
        self.authenticate(login, login)
        return self.url_open(path, allow_redirects=False)

    def test_the_page_is_for_who_is_signed_in(self):
        """Anybody else is led to the sign-in."""
        self.authenticate(None, None)
        answer = self.url_open(PAGE, allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self.assertIn("/web/login", answer.headers["Location"])

    def test_the_page_has_what_its_script_works_on(self):
        """The page stands in Odoo's portal, names its script, and has the elements that the script fills."""
        answer = self._get(PAGE)
        self.assertEqual(answer.status_code, 200)
        for name in IDS:
            self.assertIn(f'id="{name}"', answer.text)
        self.assertIn('type="module" src="/imageflow/static/portal/portal.js"', answer.text)
        self.assertIn("frame-ancestors 'self'", answer.headers["Content-Security-Policy"])

    def test_the_portals_home_leads_there(self):
        """The entry is on the portal's home."""
        self.assertIn(f'href="{PAGE}"', self._get("/my/home").text)

    def test_backend_images_follow_the_record(self):
        """Another's image, or none, is answered with 404."""
        ask(self.user)
        self.assertEqual(self._get("/imageflow/images/none").status_code, 404)
