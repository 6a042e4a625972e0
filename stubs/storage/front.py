"""What every request meets first: it gets an id, and its path is left as it was sent."""

from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contracts.runtime import Entropy

HOST_ID = "imageflow-storage-stub"
REQUEST_ID = "storage.request_id"


def request_id_of(request: Request) -> str:
    """Give the id that the front gave to a request."""
    request_id: str = request.scope[REQUEST_ID]
    return request_id


class Front:
    """ASGI middleware: `x-amz-request-id` on every answer, and routing by the path's raw octets.

    Routing by the decoded path would lose what keys are made of: `%2F`, line feeds, octets that are no UTF-8.
    """

    def __init__(self, app: ASGIApp, entropy: Entropy) -> None:
        """Stand in front of an application."""
        self._app, self._entropy = app, entropy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = self._entropy.uuid().replace("-", "")[-16:].upper()
        raw: bytes = scope.get("raw_path") or quote(scope["path"]).encode()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["x-amz-request-id"], headers["x-amz-id-2"] = request_id, HOST_ID
            await send(message)

        await self._app({**scope, "path": raw.decode("latin-1"), REQUEST_ID: request_id}, receive, answer)
