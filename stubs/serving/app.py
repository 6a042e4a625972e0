"""The FastAPI application that every stub starts from."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from stubs.serving.bodies import BodyCutShort
from stubs.serving.openapi import describe

Handler = Callable[[Request, Exception], Response]


def new_app(title: str, description: str, schemes: dict[str, Any] | None = None) -> FastAPI:
    """Make an application with its OpenAPI document at `/openapi.json`, and no other page of FastAPI's.

    Args:
        title: of the document.
        description: of the document.
        schemes: how callers prove themselves, as OpenAPI's `securitySchemes`; routes name them in `security`.
    """
    app = FastAPI(title=title, description=description, docs_url=None, redoc_url=None)
    app.router.redirect_slashes = False
    answer_error(app, BodyCutShort, _gone)
    describe(app, schemes or {})
    return app


def answer_error(app: FastAPI, kind: type[Exception], handler: Handler) -> None:
    """Answer errors of a kind in the loop: Starlette would call a plain function in a thread, and lose the order."""

    async def answer(request: Request, error: Exception) -> Response:
        return handler(request, error)

    app.add_exception_handler(kind, answer)


def _gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=400)
