"""The routes of the flow: what the portal (I01, I11) and the workflow (I07) call."""

from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from contracts import correlation
from contracts.kit.object_storage import StorageRefused, StorageUnavailable
from contracts.messages.base import Message
from contracts.messages.callback import CallbackReceipt, Completed, Failed
from contracts.messages.submission import Quota, Receipt, RequestList, RequestView, Submission
from contracts.ports import odoo
from contracts.problems import Problem, ProblemCode
from stubs.odoo import responses
from stubs.odoo.access import account_of, check_json, check_write
from stubs.odoo.accounts import Accounts
from stubs.odoo.filestore import S3FileStore
from stubs.odoo.gateway import ACCEPTED, Gateway
from stubs.odoo.submissions import Submissions
from stubs.odoo.views import Views
from stubs.serving.app import answer_error
from stubs.serving.bodies import BodyTooLarge, read_body
from stubs.serving.routes import Answers, Endpoint, add_route

SECURED: dict[str, Any] = {"security": [{"session": []}, {"key": []}]}
UNSIGNED: Answers = {401: "Not signed in, or badly signed"}
UNREADABLE: Answers = {413: "Too large", 415: "Not JSON", 422: "Breaks the contract"}


@dataclass(frozen=True, slots=True)
class Api:
    """The endpoints, each a thin turn from HTTP to the service and back."""

    accounts: Accounts
    submissions: Submissions
    gateway: Gateway
    views: Views
    store: S3FileStore

    async def submit(self, request: Request) -> Response:
        """I01."""
        account = account_of(request, self.accounts)
        check_write(request)
        body = await read_body(request, self.submissions.settings.submission_cap)
        receipt = self.submissions.submit(account, body, request.headers.get("idempotency-key"))
        return responses.message(201, receipt)

    async def callback(self, request: Request) -> Response:
        """I07."""
        check_json(request)
        body = await read_body(request, self.gateway.settings.callback_cap)
        receipt = self.gateway.accept(request.headers, body)
        return responses.message(202 if receipt is ACCEPTED else 200, receipt)

    async def list_requests(self, request: Request) -> Response:
        """Give the user's requests."""
        return responses.tagged(request, self.views.requests(account_of(request, self.accounts)))

    async def show_request(self, request: Request) -> Response:
        """Give one request of the user."""
        account = account_of(request, self.accounts)
        return responses.tagged(request, self.views.request(account, request.path_params["request_id"]))

    async def show_quota(self, request: Request) -> Response:
        """Give the user's quota."""
        return responses.tagged(request, self.views.quota(account_of(request, self.accounts)))

    async def show_image(self, request: Request) -> Response:
        """I11: give a stored image, byte for byte."""
        image = self.views.image(account_of(request, self.accounts), request.path_params["image_id"])
        headers = responses.CLOSED | dict(correlation.headers_of(image.request_id))
        headers |= {
            "etag": f'"{image.sha256}"',
            "cache-control": "private, max-age=31536000, immutable",
        }
        if responses.matches(request, headers["etag"]):
            return Response(status_code=304, headers=headers)
        try:
            data = await self.store.get(image.key)
        except (StorageUnavailable, StorageRefused):
            raise Problem(ProblemCode.UNAVAILABLE, "File storage does not give the image: try again later.") from None
        return Response(data, 200, headers, image.media_type)

    def add_to(self, app: FastAPI) -> None:
        """Serve the endpoints."""
        answer_error(app, Problem, responses.problem)
        answer_error(app, BodyTooLarge, responses.problem)
        add_route(
            app,
            "POST",
            odoo.REQUESTS,
            self.submit,
            summary="Ask for images (I01)",
            takes=Submission,
            answers={
                **UNSIGNED,
                **UNREADABLE,
                201: Receipt,
                403: "A foreign page",
                409: "The key still runs",
                429: "Quota used up",
            },
            **SECURED,
        )
        add_route(
            app,
            "POST",
            odoo.CALLBACK,
            self.callback,
            summary="Take an outcome, signed by Standard Webhooks (I07)",
            takes=(Completed, Failed),
            answers={
                **UNSIGNED,
                **UNREADABLE,
                202: CallbackReceipt,
                200: CallbackReceipt,
                404: "Unknown (yet)",
                409: "Same id, other body",
            },
        )
        self._add_reads(app)

    def _add_reads(self, app: FastAPI) -> None:
        reads: tuple[tuple[str, Endpoint, str, type[Message] | str], ...] = (
            (odoo.REQUESTS, self.list_requests, "List my requests", RequestList),
            (f"{odoo.REQUESTS}/{{request_id}}", self.show_request, "Show a request of mine (I11)", RequestView),
            (odoo.QUOTA, self.show_quota, "Show my quota", Quota),
            (f"{odoo.IMAGES}/{{image_id}}", self.show_image, "Show an image of mine (I11)", "The image's bytes"),
        )
        for path, endpoint, summary, gives in reads:
            answers = {**UNSIGNED, 200: gives, 304: "Unchanged", 404: "Not yours, or none", 503: "Not to be had"}
            add_route(app, "GET", path, endpoint, summary=summary, answers=answers, **SECURED)
