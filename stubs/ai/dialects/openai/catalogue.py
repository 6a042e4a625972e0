"""`/v1/models` and `/health`: what costs nothing and tells that the service is there."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts.messages.generation import ProviderErrorAnswer
from contracts.ports.ai import MODELS
from stubs.ai.access import SECURED, check_bearer
from stubs.ai.dialects.gemini.dialect import KEY, Gemini
from stubs.ai.dialects.openai import models
from stubs.ai.dialects.openai.dialect import OpenAiDialect
from stubs.ai.speaking import Other, Speaker
from stubs.serving.routes import Answers


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The endpoints that clients probe."""

    api_key: str
    dialect: OpenAiDialect
    gemini: Gemini

    async def list_models(self, request: Request) -> Response:
        """Give all models."""
        check_bearer(request, self.api_key)
        return JSONResponse({"object": "list", "data": [model.as_json() for model in models.MODELS.values()]})

    async def show_model(self, request: Request) -> Response:
        """Give one model."""
        check_bearer(request, self.api_key)
        return JSONResponse(models.find(request.path_params["model"]).as_json())

    async def health(self, _request: Request) -> Response:
        """Tell that the stub answers; needs no key."""
        return JSONResponse({"status": "pass"})

    def add_to(self, speaker: Speaker) -> None:
        """Serve the endpoints."""
        answers: Answers = {200: "Models", 400: "Gemini refuses the key", 401: ProviderErrorAnswer}
        one: Answers = {**answers, 200: "The model", 404: ProviderErrorAnswer}
        theirs = Other(KEY, self.gemini, self.gemini.list_gemini_models)
        their_one = Other(KEY, self.gemini, self.gemini.show_gemini_model)
        for path, endpoint, summary, known, other in (
            (MODELS, self.list_models, "List the models", answers, theirs),
            (f"{MODELS}/{{model}}", self.show_model, "Show a model", one, their_one),
        ):
            speaker.add(self.dialect, "GET", path, endpoint, other=other, summary=summary, answers=known, **SECURED)
        speaker.add(self.dialect, "GET", "/health", self.health, summary="Ready")
