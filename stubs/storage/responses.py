"""How results and refusals become HTTP answers."""

from collections.abc import Iterable
from datetime import datetime

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from stubs.serving.app import answer_error
from stubs.storage import documents
from stubs.storage.documents import Elements
from stubs.storage.errors import S3Error
from stubs.storage.front import HOST_ID, request_id_of
from stubs.storage.store.medium import Octets

XML = "application/xml"


class Pieced(Response):
    """An answer whose body goes out piece by piece; its headers tell its length."""

    def __init__(self, pieces: Iterable[Octets], status: int, headers: dict[str, str]) -> None:
        """Take the pieces, each of which is read when the one before has gone."""
        super().__init__(None, status, headers)
        self._pieces = pieces

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send all."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        for piece in self._pieces:
            await send({"type": "http.response.body", "body": bytes(piece), "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def document(root: str, children: "str | Elements", headers: dict[str, str] | None = None) -> Response:
    """Answer 200 with a document."""
    return Response(documents.write(root, children), headers=headers, media_type=XML)


def moment_text(moment: datetime) -> str:
    """Write a moment as S3's documents do."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def refusal(request: Request, error: Exception) -> Response:
    """Answer with S3's error document; to HEAD with the status alone, as HTTP wants it."""
    if not isinstance(error, S3Error):
        error = _translated(error, request)
    if request.method == "HEAD":
        return Response(status_code=error.status)
    return error_document(error, request.scope["path"], request_id_of(request))


def error_document(error: S3Error, resource: str, request_id: str) -> Response:
    """Write an error as S3 does."""
    children: Elements = [("Code", error.code), ("Message", error.message)]
    children += list(error.details.items())
    children += [("Resource", resource), ("RequestId", request_id), ("HostId", HOST_ID)]
    return Response(documents.write("Error", children, None), error.status, media_type=XML)


def _translated(error: Exception, request: Request) -> S3Error:
    """Read a framework's or the file system's error: no route means that nothing is done so there."""
    if isinstance(error, HTTPException):
        resource = ("SERVICE", "BUCKET", "OBJECT")[min(request.scope["path"].strip("/").count("/"), 1) + 1]
        return S3Error("MethodNotAllowed", Method=request.method, ResourceType=resource)
    return S3Error("ServiceUnavailable")


def add_refusals(app: FastAPI) -> None:
    """Have everything that is refused answered in S3's way."""
    for kind in (S3Error, HTTPException, OSError):
        answer_error(app, kind, refusal)
