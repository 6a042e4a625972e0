"""What `generateContent` asks for: the parts that matter to pictures; all else is taken and passed over."""

import base64
import binascii
from typing import Annotated, Any, Final, Literal

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from contracts.messages.base import Message
from stubs.ai.neutral import Job, Kind, Refused
from stubs.ai.retouching import opened

SIZES: Final = {
    "1:1": (1024, 1024),
    "2:3": (832, 1248),
    "3:2": (1248, 832),
    "3:4": (864, 1184),
    "4:3": (1184, 864),
    "4:5": (896, 1152),
    "5:4": (1152, 896),
    "9:16": (768, 1344),
    "16:9": (1344, 768),
    "21:9": (1536, 672),
}
TIMES: Final = {"1K": 1, "2K": 2, "4K": 4}
LONGEST: Final = 4096
"""What the painter can do; the service's own 4K pictures are longer still in wide ratios."""
Ratio = Literal["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"]


class _Part(Message):
    # Google's JSON takes both spellings of a field's name.
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True, alias_generator=to_camel, populate_by_name=True)


class Blob(_Part):
    """A picture in the request."""

    mime_type: str = ""
    data: str = ""


class Part(_Part):
    """Text or a picture."""

    text: str | None = None
    inline_data: Blob | None = None


class Content(_Part):
    """A turn."""

    role: str | None = None
    parts: list[Part] = Field(default_factory=list)


class ImageConfig(_Part):
    """The picture's shape."""

    aspect_ratio: Ratio | None = None
    image_size: Literal["1K", "2K", "4K"] | None = None


class GenerationConfig(_Part):
    """How it is made."""

    response_modalities: list[str] | None = None
    image_config: ImageConfig | None = None
    candidate_count: int | None = None
    seed: int | None = None


class ContentRequest(_Part):
    """`POST /v1beta/models/{model}:generateContent`."""

    contents: Annotated[list[Content], Field(min_length=1)]
    generation_config: GenerationConfig = Field(default_factory=GenerationConfig)
    system_instruction: dict[str, Any] | None = None
    safety_settings: list[dict[str, Any]] | None = None


def job_of(asked: ContentRequest, model: str) -> Job:
    """Give the job that is meant; raises `Refused`."""
    config = asked.generation_config
    _check(config)
    parts = [part for content in asked.contents for part in content.parts]
    prompt = "\n".join(part.text for part in parts if part.text).strip()
    if not prompt:
        raise Refused(Kind.INVALID, "contents: Send a text that says what to paint.", param="contents")
    pictures = [_picture(part.inline_data) for part in parts if part.inline_data]
    shape = config.image_config or ImageConfig()
    return Job(
        model=model,
        prompt=prompt.replace("\x00", " "),
        size=_size(shape),
        seed=config.seed if config.seed is None else abs(config.seed) % 2**63,
        source=pictures[-1] if pictures else None,
    )


def _check(config: GenerationConfig) -> None:
    if config.candidate_count not in {None, 1}:
        text = "generation_config.candidate_count: Multiple candidates is not enabled for this model"
        raise Refused(Kind.INVALID, text, param="generation_config.candidate_count")
    wanted = {each.upper() for each in config.response_modalities or ["IMAGE"]}
    if not wanted <= {"TEXT", "IMAGE"} or "IMAGE" not in wanted:
        text = "The requested combination of response modalities is not supported by the model: ask for IMAGE."
        raise Refused(Kind.INVALID, text, param="generation_config.response_modalities")


def _size(shape: ImageConfig) -> tuple[int, int]:
    width, height = SIZES[shape.aspect_ratio or "1:1"]
    times = min(TIMES[shape.image_size or "1K"], LONGEST / max(width, height))
    return int(width * times), int(height * times)


def _picture(blob: Blob) -> bytes:
    try:
        data = base64.b64decode(blob.data + "=" * (-len(blob.data) % 4), altchars=b"-_" if "-" in blob.data else None)
    except (binascii.Error, ValueError):
        raise Refused(Kind.INVALID, "contents: inline_data is not base64.", param="contents") from None
    opened(data, "inline_data")
    return data
