"""I05 received and I06 answered: `POST /v1/images/generations`."""

import base64
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts import correlation
from contracts.messages.common import size_of
from contracts.messages.generation import GenerationAnswer, GenerationRequest, ProviderErrorAnswer
from contracts.ports.ai import GENERATIONS
from contracts.runtime import Clock
from stubs.ai import models, moderation
from stubs.ai.access import SECURED, check_json, check_key
from stubs.ai.errors import ApiError
from stubs.ai.links import Links
from stubs.ai.models import Model
from stubs.ai.pictures import Picture, Render, seed_of
from stubs.ai.settings import AiSettings
from stubs.ai.usage import usage_of
from stubs.serving.bodies import read_body
from stubs.serving.routes import Answers, add_route

AUTO_SIZE = (1024, 1024)
AUTO_QUALITY = "medium"


@dataclass(frozen=True, slots=True)
class Charge:
    """One generation that was charged: the request's id as its headers told it, how many pictures, of which model."""

    request_id: str | None
    n: int
    model: str


@dataclass(frozen=True, slots=True)
class Generations:
    """The endpoint: checks as the service does, charges, paints."""

    settings: AiSettings
    clock: Clock
    render: Render
    links: Links
    charges: list[Charge]

    async def generate_images(self, request: Request) -> Response:
        """Answer 200 with the pictures; raises the refusals of `stubs.ai.errors`."""
        check_key(request, self.settings.api_key)
        check_json(request)
        asked = GenerationRequest.read(await read_body(request, self.settings.body_cap))
        model = models.find(asked.model, param="model")
        size = _checked_size(asked, model)
        _check_format(asked)
        moderation.check(asked.prompt, self.settings.blocked_words)
        pictures = self._pictures(asked, size)
        # Whatever happens from here on, the service has begun to paint and wants its money.
        self.charges.append(Charge(_request_id(request), len(pictures), model.name))
        data = [await self._give(picture, model, request) for picture in pictures]
        return JSONResponse(self._answer(asked, size, data))

    def _pictures(self, asked: GenerationRequest, size: tuple[int, int]) -> list[Picture]:
        return [
            Picture(
                prompt=asked.prompt,
                seed=seed_of(self.settings.seed, asked.prompt, position),
                width=size[0],
                height=size[1],
                format=asked.output_format or "png",
                compression=asked.output_compression,
                transparent=asked.background == "transparent",
                model=asked.model,
            )
            for position in range(asked.n or 1)
        ]

    async def _give(self, picture: Picture, model: Model, request: Request) -> dict[str, str]:
        if model.links:
            return {"url": (self.settings.public_url or _origin(request)).rstrip("/") + self.links.path_to(picture)}
        await self.clock.sleep(0)  # between two pictures the other stubs have their turn
        return {"b64_json": base64.b64encode(await self.render(picture)).decode()}

    def _answer(self, asked: GenerationRequest, size: tuple[int, int], data: list[dict[str, str]]) -> dict[str, Any]:
        quality = AUTO_QUALITY if asked.quality is None or asked.quality == "auto" else asked.quality
        return {
            "created": int(self.clock.now().timestamp()),
            "background": "transparent" if asked.background == "transparent" else "opaque",
            "output_format": asked.output_format or "png",
            "quality": quality,
            "size": f"{size[0]}x{size[1]}",
            "usage": usage_of(asked.prompt, quality, size, len(data)),
            "data": data,
        }

    def add_to(self, app: FastAPI) -> None:
        """Serve the endpoint."""
        refusals = dict.fromkeys((400, 401, 404, 413, 415), ProviderErrorAnswer)
        answers: Answers = {200: GenerationAnswer, **refusals}
        add_route(
            app,
            "POST",
            GENERATIONS,
            self.generate_images,
            summary="Paint (I05)",
            takes=GenerationRequest,
            answers=answers,
            **SECURED,
        )


def _checked_size(asked: GenerationRequest, model: Model) -> tuple[int, int]:
    if asked.size is None or asked.size == "auto":
        return AUTO_SIZE
    size = size_of(asked.size)
    if not model.sizes.allows(*size):
        text = f"size: {model.name} does not paint {asked.size}: use {model.sizes}."
        raise ApiError(400, text, code="invalid_value", param="size")
    return size


def _check_format(asked: GenerationRequest) -> None:
    kind = asked.output_format or "png"
    if asked.background == "transparent" and kind == "jpeg":
        text = "background: jpeg holds no transparent pixels: use output_format png or webp."
        raise ApiError(400, text, code="invalid_value", param="background")
    if kind == "png" and asked.output_compression not in {None, 100}:
        text = "output_compression: png is lossless: leave it out, or use output_format jpeg or webp."
        raise ApiError(400, text, code="invalid_value", param="output_compression")


def _request_id(request: Request) -> str | None:
    return correlation.from_headers(request.headers.get(correlation.HEADER), request.headers.get("traceparent"))


def _origin(request: Request) -> str:
    """Give the address of the socket; the Host header is the caller's word, and may be no address at all."""
    host, port = request.scope["server"]
    name = f"[{host}]" if ":" in host else host
    return f"{request.scope['scheme']}://{name}:{port}"
