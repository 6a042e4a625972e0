"""Who sends a request, whether a browser session may write with it, and its raw body."""

from odoo.http import request
from werkzeug.exceptions import RequestEntityTooLarge

from ..contracts.kit.origin import is_same_origin
from ..contracts.problems import Problem, ProblemCode

DRAINED = 64 * 1024 * 1024
"""Bytes read and dropped so that the sender, who reads no answer while it sends, gets to hear of the cap."""


def sign_in():
    """Go on as the user behind an API key (`Authorization: Bearer`) or else a session; give their environment.

    Raises:
        Problem: `unauthenticated` when there is neither, or it does not hold.
    """
    headers = request.httprequest.headers
    uid = _by_key(headers["Authorization"]) if "Authorization" in headers else request.session.uid
    if not uid:
        raise Problem(ProblemCode.UNAUTHENTICATED, "Sign in, or send a valid API key as Authorization: Bearer.")
    request.update_env(user=uid)
    return request.env


def _by_key(authorization):
    scheme, _, key = authorization.partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        return None
    return request.env["res.users.apikeys"]._check_credentials(scope="rpc", key=key.strip())


def check_json():
    """Let only JSON in; raises `Problem` (`unsupported_media_type`)."""
    if request.httprequest.mimetype != "application/json":
        raise Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body with Content-Type: application/json.")


def check_write():
    """Let a write in only as JSON, and from a browser only from the portal's own origin.

    A cross-site form can't send JSON, and a cross-site fetch with JSON bears a foreign `Origin`.

    Raises:
        Problem: `unsupported_media_type` or `forbidden`.
    """
    check_json()
    if not is_same_origin(request.httprequest.headers):
        raise Problem(ProblemCode.FORBIDDEN, "A page of another origin can't write here: use the portal's own page.")


def read_body(limit):
    """Give the raw body; raises `Problem` (`too_large`) for more bytes than the limit, announced or sent."""
    received = request.httprequest
    received.max_content_length = max(limit, DRAINED)
    try:
        body = received.get_data()  # kept, since Odoo may run the whole request again
    except RequestEntityTooLarge:
        body = None
    if body is None or len(body) > limit:
        raise Problem(ProblemCode.TOO_LARGE, f"The body is larger than {limit} bytes: send less.")
    return body
