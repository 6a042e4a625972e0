"""What every request meets first: it gets an id, and its path is left as it was sent."""

import re
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contracts.runtime import Entropy

HOST_ID = "imageflow-storage-stub"
REQUEST_ID = "storage.request_id"
SENT_PATH = "storage.sent_path"
BUCKET_PATH = "storage.bucket_path"
ONLY_BUCKET = re.compile("(/[^/]+)/")


def request_id_of(request: Request) -> str:
    """Give the id that the front gave to a request."""
    request_id: str = request.scope[REQUEST_ID]
    return request_id


def sent_path_of(request: Request) -> str:
    """Give the path as its sender wrote it: without the bucket where the host names that."""
    path: str = request.scope[SENT_PATH]
    return path


def bucket_path_of(request: Request) -> str:
    """Give the path with the bucket, wherever that was named."""
    path: str = request.scope[BUCKET_PATH]
    return path


class Front:
    """ASGI middleware: `x-amz-request-id` on every answer, and routing by the path's raw octets.

    Routing by the decoded path would lose what keys are made of: `%2F`, line feeds, octets that are no UTF-8. A bucket
    in the host's name (`bucket.localhost`) comes before the path, and one that a slash ends is that bucket.
    """

    def __init__(self, app: ASGIApp, entropy: Entropy, domains: tuple[str, ...]) -> None:
        """Stand in front of an application; `domains` are host names whose subdomains are buckets."""
        self._app, self._entropy = app, entropy
        self._domains = sorted(domains, key=len, reverse=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = self._entropy.uuid().replace("-", "")[-16:].upper()
        sent = (scope.get("raw_path") or quote(scope["path"]).encode()).decode("latin-1")
        bucket = self._bucket_of(scope)

        # Who waits for "100 Continue" and is refused sends no body, for which the server would wait on this connection.
        waits = any(name == b"expect" for name, _ in scope["headers"])

        async def read() -> Message:
            nonlocal waits
            waits = False
            return await receive()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["x-amz-request-id"], headers["x-amz-id-2"] = request_id, HOST_ID
                if waits:
                    headers["connection"] = "close"
            await send(message)

        path = f"/{bucket}{sent}" if bucket else sent
        told = {SENT_PATH: sent, BUCKET_PATH: path, REQUEST_ID: request_id}
        if only := ONLY_BUCKET.fullmatch(path):
            path = only[1]
        await self._app({**scope, "path": path, **told}, read, answer)

    def _bucket_of(self, scope: Scope) -> str:
        host = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1")
        name = host.partition(":")[0].lower()
        for domain in self._domains:
            if name == domain:
                return ""
            if name.endswith(f".{domain}"):
                return name.removesuffix(f".{domain}")
        return ""
