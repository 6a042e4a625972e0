"""I05 received and I06 answered: `POST /v1/images/generations` and `/v1/images/edits`."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contracts.messages.generation import GenerationAnswer, ProviderErrorAnswer
from contracts.ports.ai import EDITS, GENERATIONS
from stubs.ai.access import SECURED, check_bearer, check_json
from stubs.ai.dialects.openai import models
from stubs.ai.dialects.openai.dialect import OpenAiDialect
from stubs.ai.dialects.openai.edits import FORM, read_edit
from stubs.ai.dialects.openai.requests import ImageRequest, LinkRequest, job_of, quality_of, read_generation
from stubs.ai.dialects.openai.streaming import Stream
from stubs.ai.dialects.openai.usage import usage_of
from stubs.ai.neutral import Job, Made
from stubs.ai.speaking import Speaker
from stubs.ai.studio import Studio
from stubs.serving.bodies import read_body
from stubs.serving.routes import Answers, Or


@dataclass(frozen=True, slots=True)
class Generations:
    """The endpoints: check as the service does, charge, paint."""

    studio: Studio
    dialect: OpenAiDialect

    async def generate_images(self, request: Request) -> Response:
        """Answer 200 with the pictures; raises `Refused`."""
        check_bearer(request, self.studio.settings.api_key)
        check_json(request)
        asked = read_generation(await read_body(request, self.studio.settings.body_cap))
        model = models.find(asked.model, param="model")
        return await self._answer(request, asked, job_of(asked, model), "image_generation")

    async def edit_images(self, request: Request) -> Response:
        """Answer 200 with pictures made of those in the form; raises `Refused`."""
        check_bearer(request, self.studio.settings.api_key)
        asked, images, mask = await read_edit(request, self.studio.settings.upload_cap)
        model = models.find(asked.model, param="model")
        return await self._answer(request, asked, job_of(asked, model, images[0], mask), "image_edit")

    async def _answer(self, request: Request, asked: ImageRequest, job: Job, event: str) -> Response:
        made = await self.studio.take(request, self.dialect.name, job)
        about = self._about(asked, made)
        if asked.stream:
            return Stream(self.studio, made, about, event, asked.partial_images or 0).response()
        links = models.find(asked.model).links and not _wants_data(asked)
        data = [] if made.filtered else [await self._give(request, made, place, links=links) for place in _all(made)]
        return JSONResponse(about | {"data": data})

    async def _give(self, request: Request, made: Made, place: int, *, links: bool) -> dict[str, str]:
        picture = made.pictures[place]
        if links:
            return {"url": self.studio.link(request, made, picture)}
        return {"b64_json": await self.studio.paint_text(made, picture)}

    def _about(self, asked: ImageRequest, made: Made) -> dict[str, Any]:
        job, quality = made.job, quality_of(asked)
        return {
            "created": int(self.studio.runtime.clock.now().timestamp()),
            "background": "transparent" if job.transparent else "opaque",
            "output_format": job.format,
            "quality": quality,
            "size": f"{job.size[0]}x{job.size[1]}",
            "usage": usage_of(job, quality, len(made.pictures)),
        }

    def add_to(self, speaker: Speaker) -> None:
        """Serve the endpoints."""
        refusals = dict.fromkeys((400, 401, 404, 413, 415, 429), ProviderErrorAnswer)
        answers: Answers = {200: Or(GenerationAnswer, "text/event-stream"), **refusals}
        speaker.add(
            self.dialect,
            "POST",
            GENERATIONS,
            self.generate_images,
            summary="Paint (I05)",
            takes=ImageRequest,
            answers=answers,
            **SECURED,
        )
        form: dict[str, Any] = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}}
        speaker.add(
            self.dialect,
            "POST",
            EDITS,
            self.edit_images,
            summary="Paint over a picture",
            answers=answers,
            **form,
            **SECURED,
        )


def _all(made: Made) -> range:
    return range(len(made.pictures))


def _wants_data(asked: ImageRequest) -> bool:
    return isinstance(asked, LinkRequest) and asked.response_format == "b64_json"
