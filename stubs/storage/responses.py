"""How results and refusals become HTTP answers."""

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from stubs.serving.app import answer_error
from stubs.storage import documents
from stubs.storage.documents import Elements
from stubs.storage.errors import S3Error
from stubs.storage.front import HOST_ID, request_id_of

XML = "application/xml"


def document(root: str, children: "str | Elements") -> Response:
    """Answer 200 with a document."""
    return Response(documents.write(root, children), media_type=XML)


def refusal(request: Request, error: Exception) -> Response:
    """Answer with S3's error document; to HEAD with the status alone, as HTTP wants it."""
    if not isinstance(error, S3Error):
        error = _translated(error)
    if request.method == "HEAD":
        return Response(status_code=error.status)
    children: Elements = [("Code", error.code), ("Message", error.message)]
    children += list(error.details.items())
    children += [("Resource", request.scope["path"]), ("RequestId", request_id_of(request)), ("HostId", HOST_ID)]
    return Response(documents.write("Error", children, None), error.status, media_type=XML)


def _translated(error: Exception) -> S3Error:
    """Read a framework's or the file system's error: no route means that S3 has more than this stub."""
    if isinstance(error, HTTPException):
        return S3Error("NotImplemented")
    return S3Error("ServiceUnavailable")


def add_refusals(app: FastAPI) -> None:
    """Have everything that is refused answered in S3's way."""
    for kind in (S3Error, HTTPException, OSError):
        answer_error(app, kind, refusal)
