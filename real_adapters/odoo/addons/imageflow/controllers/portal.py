"""The page `/my/ai-images` in Odoo's portal, and its entry on `/my/home`.

The page asks the flow's own routes for everything that it shows, so it is the same for whoever opens it.
"""

from odoo import http
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.http import request

from ..contracts.timestamps import to_text
from ..services import moments

COUNT = "ai_image_count"
POLICY = "object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'"
"""All that Odoo's own layout, which runs inline scripts, lets a page forbid."""


class Portal(CustomerPortal):
    """Odoo's portal, with the AI images of who is signed in."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if COUNT in counters:
            values[COUNT] = request.env["generated.image"].search_count([("user_id", "=", request.env.uid)])
        return values

    @http.route("/my/ai-images", type="http", auth="user", methods=["GET"], website=True, readonly=True)
    def show_images(self, **_query):
        """Show the page: a form, what runs, and the user's images."""
        values = self._prepare_portal_layout_values()
        values |= {"page_name": "ai_images", "now": to_text(moments.now())}
        answer = request.render("imageflow.portal_images", values)
        answer.headers["Content-Security-Policy"] = POLICY
        answer.headers["Cache-Control"] = "no-store"
        return answer
