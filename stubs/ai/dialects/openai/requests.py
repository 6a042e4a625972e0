"""What is asked for: the bodies of generations and edits, and the job that they mean.

The flow's own request (`contracts.messages.generation`) is a part of what the service takes.
"""

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from contracts.messages.base import InvalidMessage
from contracts.messages.common import NoNul, size_of
from contracts.messages.generation import GenerationRequest
from stubs.ai.dialects.openai import models
from stubs.ai.dialects.openai.models import Model
from stubs.ai.neutral import Job, Kind, Refused

AUTO_SIZE = (1024, 1024)
AUTO_QUALITY = "medium"


class ImageRequest(GenerationRequest):
    """`POST /v1/images/generations`."""

    stream: bool | None = None
    partial_images: Annotated[int, Field(ge=0, le=3)] | None = None
    safety_identifier: Annotated[str, StringConstraints(max_length=512), NoNul] | None = None


class FineRequest(ImageRequest):
    """The same of a model that paints finer than `high`."""

    quality: Literal["auto", "low", "medium", "high", "xhigh", "max"] | None = None  # type: ignore[assignment]


class LinkRequest(ImageRequest):
    """The same of a model that has links, and lets one choose."""

    response_format: Literal["url", "b64_json"] | None = None


class EditRequest(FineRequest):
    """The fields of the form of `POST /v1/images/edits`."""

    input_fidelity: Literal["high", "low"] | None = None


SPECIAL: Final[tuple[tuple[type[ImageRequest], str], ...]] = ((FineRequest, "finest"), (LinkRequest, "links"))
"""What only models of an ability take."""


def read_generation(body: bytes) -> ImageRequest:
    """Read a body; what only some models take is refused by the others. Raises `InvalidMessage`."""
    try:
        return ImageRequest.read(body)
    except InvalidMessage:
        for special, ability in SPECIAL:
            try:
                asked = special.read(body)
            except InvalidMessage:
                continue
            if getattr(models.find(asked.model, param="model"), ability):
                return asked
        raise


def job_of(asked: ImageRequest, model: Model, source: bytes | None = None, mask: bytes | None = None) -> Job:
    """Give the job that is meant; raises `Refused` for what the model does not do."""
    _check_format(asked)
    _check_quality(asked, model)
    return Job(
        model=asked.model,
        prompt=asked.prompt,
        size=_checked_size(asked, model),
        n=asked.n or 1,
        format=asked.output_format or "png",
        compression=asked.output_compression,
        transparent=asked.background == "transparent",
        source=source,
        mask=mask,
    )


def quality_of(asked: ImageRequest) -> str:
    """Give the quality that is painted in."""
    return AUTO_QUALITY if asked.quality is None or asked.quality == "auto" else asked.quality


def _checked_size(asked: ImageRequest, model: Model) -> tuple[int, int]:
    if asked.size is None or asked.size == "auto":
        return AUTO_SIZE
    size = size_of(asked.size)
    if not model.sizes.allows(*size):
        text = f"size: {model.name} does not paint {asked.size}: use {model.sizes}."
        raise Refused(Kind.INVALID, text, param="size")
    return size


def _check_format(asked: ImageRequest) -> None:
    kind = asked.output_format or "png"
    if asked.background == "transparent" and kind == "jpeg":
        text = "background: jpeg holds no transparent pixels: use output_format png or webp."
        raise Refused(Kind.INVALID, text, param="background")
    if kind == "png" and asked.output_compression not in {None, 100}:
        text = "output_compression: png is lossless: leave it out, or use output_format jpeg or webp."
        raise Refused(Kind.INVALID, text, param="output_compression")


def _check_quality(asked: ImageRequest, model: Model) -> None:
    if asked.quality in {"xhigh", "max"} and not model.finest:
        text = f"quality: {model.name} has no {asked.quality}: use auto, low, medium or high."
        raise Refused(Kind.INVALID, text, param="quality")
