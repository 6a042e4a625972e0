"""I11: users are given their images, byte for byte."""

from odoo.http import Controller, request, route

from contracts import correlation
from contracts.problems import Problem, ProblemCode

from ..models.generated_image import ROUTE
from ..storage.errors import StorageRefused, StorageUnavailable
from .access import identify
from .answering import NOT_YOURS, matches, refusing

CLOSED = {
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}
"""Nothing in an image may run or be taken for something else."""


class Images(Controller):
    """The route of images."""

    @route(f"{ROUTE}/<image_id>", type="http", auth="public", methods=["GET"], csrf=False, save_session=False)
    @refusing
    def image(self, image_id, **_query):
        """Give an image to those who may read its record."""
        identify()
        image = request.env["generated.image"].search([("image_id", "=", image_id)])
        if not image:
            raise Problem(ProblemCode.NOT_FOUND, NOT_YOURS)
        headers = CLOSED | dict(correlation.headers_of(image.request_id.request_id))
        headers |= {"etag": f'"{image.sha256}"', "cache-control": "private, max-age=31536000, immutable"}
        if matches(headers["etag"]):
            return request.make_response("", list(headers.items()), status=304)
        try:
            data = request.env["imageflow.object"].sudo()._bytes(image.key)  # who may see it was decided above
        except (StorageUnavailable, StorageRefused):
            sentence = "File storage does not give the image: try again later."
            raise Problem(ProblemCode.UNAVAILABLE, sentence) from None
        return request.make_response(data, [*headers.items(), ("content-type", image.media_type)])
