"""The FastAPI application that every stub starts from."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from stubs.serving.bodies import BodyCutShort
from stubs.serving.openapi import describe

Handler = Callable[[Request, Exception], Awaitable[Response] | Response]


def new_app(title: str, description: str, version: str = "1") -> FastAPI:
    """Make an application with its OpenAPI document at `/openapi.json`, and no other page of FastAPI's."""
    app = FastAPI(title=title, description=description, version=version, docs_url=None, redoc_url=None)
    app.router.redirect_slashes = False
    app.add_exception_handler(BodyCutShort, _gone)
    describe(app)
    return app


def _gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=400)
