"""I07: n8n delivers an outcome, proved by its signature alone."""

from odoo.http import Controller, request, route

from .. import parameters
from ..models.inbox import ACCEPTED
from .access import check_json
from .answering import message, read_body, refusing


class Callback(Controller):
    """The route of outcomes."""

    @route("/imageflow/v1/callback", type="http", auth="public", methods=["POST"], csrf=False, save_session=False)
    @refusing
    def callback(self, **_query):
        """Keep an outcome before it is answered."""
        check_json()
        body = read_body(parameters.read(request.env).callback_cap)
        headers = {name.lower(): value for name, value in request.httprequest.headers.items()}
        # The signature is what lets it in: it comes from no user.
        receipt = request.env["imageflow.inbox"].sudo()._accept(headers, body)
        return message(202 if receipt is ACCEPTED else 200, receipt)
