"""I01 and I11: users submit requests, and see their own."""

from odoo.http import Controller, request, route

from contracts.problems import Problem, ProblemCode

from ..clock import now
from ..models.quota import period_of
from .access import check_write, identify
from .answering import NOT_YOURS, message, read_body, refusing, tagged

ROOT = "/imageflow/v1"
SUBMISSION_CAP = 1024 * 1024


class Requests(Controller):
    """The routes of requests and quota. They authenticate themselves: by session, or by API key."""

    @route(f"{ROOT}/requests", type="http", auth="public", methods=["GET", "POST"], csrf=False, save_session=False)
    @refusing
    def requests(self, **_query):
        """Submit (POST), or list the user's newest requests (GET)."""
        identify()
        requests = request.env["ai.image.generation.request"]
        if request.httprequest.method != "POST":
            return tagged(requests._mine())
        check_write()
        body = read_body(SUBMISSION_CAP)
        return message(201, requests._submit(body, request.httprequest.headers.get("idempotency-key")))

    @route(f"{ROOT}/requests/<request_id>", type="http", auth="public", methods=["GET"], csrf=False, save_session=False)
    @refusing
    def one_request(self, request_id, **_query):
        """Show one request."""
        identify()
        mine = [("request_id", "=", request_id), ("user_id", "=", request.env.uid)]
        found = request.env["ai.image.generation.request"].search(mine)
        if not found:
            raise Problem(ProblemCode.NOT_FOUND, NOT_YOURS)
        return tagged(found._view())

    @route(f"{ROOT}/quota", type="http", auth="public", methods=["GET"], csrf=False, save_session=False)
    @refusing
    def quota(self, **_query):
        """Show the user's quota of this month."""
        identify()
        return tagged(request.env["imageflow.quota"]._show(request.env.user, period_of(now())))
