"""The whole flow once: a prompt goes in at the portal, and the images come out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contracts.messages.base import InvalidMessage
from contracts.messages.submission import Receipt, RequestView
from contracts.wire import WireError
from simulator.portal import PortalClient, PortalError
from simulator.sandbox import Sandbox


@dataclass(frozen=True, slots=True)
class Image:
    """An image as the portal was given it."""

    name: str
    data: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a flow ended.

    Attributes:
        request_id: None when Odoo did not accept the request.
        status: `completed`, `failed`, or `could not check` when Odoo never told.
        failure_code: of a failed request.
        detail: one sentence for the user, empty on success.
        images: in order.
        seconds: from the submit to the last image, by the run's clock.
    """

    request_id: str | None
    status: str
    failure_code: str | None
    detail: str
    images: tuple[Image, ...]
    seconds: float


ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


async def run_flow(sandbox: Sandbox, fields: dict[str, Any], accepted: Callable[[str], None] | None = None) -> Outcome:
    """Submit a prompt, wait for its end and get its images.

    Args:
        sandbox: where it runs.
        fields: of the submission (`contracts.messages.submission.Submission`).
        accepted: told the request's id as soon as there is one.
    """
    portal = sandbox.portal(sandbox.settings.odoo_api_key)
    began = sandbox.clock.now()
    request_id: str | None = None

    def outcome(status: str, detail: str, code: str | None = None, images: tuple[Image, ...] = ()) -> Outcome:
        seconds = (sandbox.clock.now() - began).total_seconds()
        return Outcome(request_id, status, code, detail, images, seconds)

    try:
        answer = await portal.submit(fields)
        if answer.status != 201:
            return outcome("failed", f"Odoo refused the request with status {answer.status}: {_words(answer.body)}")
        request_id = Receipt.read(answer.body).id
        if accepted:
            accepted(request_id)
        view = await portal.wait(request_id)
        if view.status == "failed":
            code = view.failure_code.value if view.failure_code else None
            return outcome("failed", f"The request failed: {code}.", code)
        images = tuple([await _image(portal, view, place) for place in range(len(view.images))])
    except (PortalError, WireError, InvalidMessage) as error:
        return outcome("could not check", f"Odoo did not tell how it went: {error}")
    return outcome("completed", "", images=images)


async def _image(portal: PortalClient, view: RequestView, place: int) -> Image:
    shown = view.images[place]
    answer = await portal.image(shown.url)
    if answer.status != 200:
        raise PortalError(f"Odoo answered {answer.status} when image {place + 1} was asked for.")
    name = f"image-{place + 1}.{ENDINGS[shown.media_type]}"
    return Image(name, answer.body, shown.media_type, shown.width, shown.height)


def _words(body: bytes) -> str:
    text = body.decode("utf-8", "replace")
    return text[:500]
