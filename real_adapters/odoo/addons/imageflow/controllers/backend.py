"""Images in Odoo's own pages: for whoever may read the record, managers too."""

from odoo import http
from odoo.http import request
from werkzeug.exceptions import ServiceUnavailable

from ..storage import StorageError, open_storage
from . import responses

HEADERS = responses.CLOSED | {"Cache-Control": "private, max-age=31536000, immutable"}


class Backend(http.Controller):
    """Beside the flow's own route, which gives each user what is theirs alone."""

    @http.route("/imageflow/images/<string:image_id>", type="http", auth="user", methods=["GET"], readonly=True)
    def show_image(self, image_id):
        """Give an image's bytes from storage."""
        image = request.env["generated.image"].search([("image_id", "=", image_id)])  # by the record rules
        if not image:
            raise request.not_found()
        try:
            data = open_storage(request.env).get(image.key)
        except StorageError as error:
            raise ServiceUnavailable(str(error)) from None
        return responses.image(data, HEADERS, image.media_type)
