"""The routes of the flow: what the portal (I01, I11) and the workflow (I07) call."""

from functools import wraps

from odoo import http
from odoo.http import request

from ..contracts import correlation
from ..contracts.problems import Problem, ProblemCode
from ..services import gateway, settings, submissions, views
from ..storage import StorageError, open_storage
from . import responses
from .access import check_json, check_write, read_body, sign_in

ROOT = "/imageflow/v1"


def _route(path, method):
    """Serve a path to anybody: who calls, each endpoint finds out itself, and refuses with problem+json."""

    def decorate(endpoint):
        @http.route(ROOT + path, type="http", auth="public", methods=[method], csrf=False)
        @wraps(endpoint)
        def answer(*arguments, **values):
            try:
                return endpoint(*arguments, **values)
            except Problem as error:
                return responses.problem(error)

        return answer

    return decorate


class Flow(http.Controller):
    """The endpoints, each a thin turn from HTTP to the service and back."""

    @_route("/requests", "POST")
    def submit(self, **_query):
        """I01."""
        env = sign_in()
        check_write()
        body = read_body(settings.SUBMISSION_CAP)
        key = request.httprequest.headers.get("Idempotency-Key")
        # sudo: users may create no records themselves, only submit
        return responses.message(201, submissions.submit(env(su=True), env.uid, body, key))

    @_route("/callback", "POST")
    def callback(self, **_query):
        """I07."""
        check_json()
        env = request.env(su=True)  # sudo: the sender is n8n, whom the signature proves
        body = read_body(settings.read(env).callback_cap)
        receipt = gateway.accept(env, request.httprequest.headers, body)
        return responses.message(202 if receipt is gateway.ACCEPTED else 200, receipt.wire())

    @_route("/requests", "GET")
    def list_requests(self, **_query):
        """Give the user's requests."""
        return responses.tagged(views.list_requests(sign_in()))

    @_route("/requests/<string:request_id>", "GET")
    def show_request(self, request_id, **_query):
        """Give one request of the user."""
        return responses.tagged(views.show_request(sign_in(), request_id))

    @_route("/quota", "GET")
    def show_quota(self, **_query):
        """Give the user's quota."""
        return responses.tagged(views.show_quota(sign_in()))

    @_route("/images/<string:image_id>", "GET")
    def show_image(self, image_id, **_query):
        """I11: give a stored image, byte for byte."""
        env = sign_in()
        image = views.find_image(env, image_id)
        headers = responses.CLOSED | dict(correlation.headers_of(image.request_id.request_id))
        headers |= {"ETag": f'"{image.sha256}"', "Cache-Control": "private, max-age=31536000, immutable"}
        return responses.unchanged(headers) or self._give(env, image, headers)

    def _give(self, env, image, headers):
        try:
            data = open_storage(env).get(image.key)
        except StorageError:
            detail = "File storage does not give the image: try again later."
            raise Problem(ProblemCode.UNAVAILABLE, detail) from None
        return responses.image(data, headers, image.media_type)
