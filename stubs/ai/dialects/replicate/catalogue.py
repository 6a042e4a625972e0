"""What Replicate shows beside predictions: models, versions, the account, the webhooks' secret."""

from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from stubs.ai.dialects.replicate import models
from stubs.ai.dialects.replicate.models import Model
from stubs.ai.neutral import Kind, Refused


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The endpoints; `check` lets a request with the key pass."""

    check: Callable[[Request], None]
    secret: str = field(repr=False)

    async def show_replicate_model(self, request: Request) -> Response:
        """Give a model."""
        self.check(request)
        return JSONResponse(_model(request).as_json())

    async def list_versions(self, request: Request) -> Response:
        """Give a model's one version."""
        self.check(request)
        versions = [_model(request).version_as_json()]
        return JSONResponse({"previous": None, "next": None, "results": versions})

    async def show_version(self, request: Request) -> Response:
        """Give a version."""
        self.check(request)
        model = _model(request)
        if request.path_params["version"] != model.version:
            raise Refused(Kind.NOT_FOUND, "The requested resource could not be found.")
        return JSONResponse(model.version_as_json())

    async def show_secret(self, request: Request) -> Response:
        """Give the secret that webhooks are signed with."""
        self.check(request)
        return JSONResponse({"key": self.secret})

    async def show_account(self, request: Request) -> Response:
        """Give the account."""
        self.check(request)
        return JSONResponse({"type": "organization", "username": "imageflow", "name": "imageflow", "github_url": None})


def _model(request: Request) -> Model:
    return models.find(f"{request.path_params['owner']}/{request.path_params['name']}")
