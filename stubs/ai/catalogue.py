"""`/v1/models` and `/health`: what costs nothing and tells that the service is there."""

from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts.messages.generation import ProviderErrorAnswer
from contracts.ports.ai import MODELS
from stubs.ai import models
from stubs.ai.access import SECURED, check_key
from stubs.serving.routes import Answers, add_route


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The endpoints that clients probe."""

    api_key: str

    async def list_models(self, request: Request) -> Response:
        """Give all models."""
        check_key(request, self.api_key)
        return JSONResponse({"object": "list", "data": [model.as_json() for model in models.MODELS.values()]})

    async def show_model(self, request: Request) -> Response:
        """Give one model."""
        check_key(request, self.api_key)
        return JSONResponse(models.find(request.path_params["model"]).as_json())

    async def health(self, _request: Request) -> Response:
        """Tell that the stub answers; needs no key."""
        return JSONResponse({"status": "pass"})

    def add_to(self, app: FastAPI) -> None:
        """Serve the endpoints."""
        answers: Answers = {200: "Models", 401: ProviderErrorAnswer}
        one: Answers = {200: "The model", 401: ProviderErrorAnswer, 404: ProviderErrorAnswer}
        add_route(app, "GET", MODELS, self.list_models, summary="List the models", answers=answers, **SECURED)
        add_route(
            app,
            "GET",
            f"{MODELS}/{{model}}",
            self.show_model,
            summary="Show a model",
            answers=one,
            parameters=[{"name": "model", "in": "path", "required": True, "schema": {"type": "string"}}],
            **SECURED,
        )
        add_route(app, "GET", "/health", self.health, summary="Ready")
