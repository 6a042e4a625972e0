"""How the public API says no."""

from starlette.responses import Response

from stubs.n8n.engine.express import answer
from stubs.n8n.engine.node_type import WebhookAnswer


class Refused(Exception):
    """A call of the public API is refused, in n8n's words."""

    def __init__(self, status: int, message: str) -> None:
        """Keep what is answered."""
        super().__init__(message)
        self.status, self.message = status, message


def invalid(message: str) -> Refused:
    """Give the refusal of a request that n8n's schema does not take."""
    return Refused(400, message)


NOT_FOUND = "Not Found"


def respond(value: object, status: int = 200) -> Response:
    """Answer a call of the public API."""
    return as_response(answer(value, status, sandbox=False))


def as_response(given: WebhookAnswer) -> Response:
    """Give an answer to the server."""
    response = Response(given.body, given.status)
    response.raw_headers = [
        (name.encode("latin-1"), value.encode("latin-1"))
        for name, value in (*given.headers, ("content-length", str(len(given.body))))
        if given.status not in {204, 304} or name != "content-length"
    ]
    return response
