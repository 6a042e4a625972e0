"""I05 and I06 in OpenAI's format: image generation as the AI service takes and gives it.

Source: `facts/ai_and_storage.md` A2 (gpt-image models; `response_format`, `style` and links are not theirs).
"""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from contracts.messages.base import Message
from contracts.messages.common import Format, NoNul, WebAddress


class GenerationRequest(Message):
    """I05: `POST /v1/images/generations`."""

    prompt: Annotated[str, StringConstraints(min_length=1, max_length=32000), NoNul]
    model: Annotated[str, StringConstraints(min_length=1, max_length=200), NoNul] = "gpt-image-1.5"
    n: Annotated[int, Field(ge=1, le=10)] | None = None
    size: Annotated[str, Field(pattern=r"^(auto|[1-9][0-9]{1,3}x[1-9][0-9]{1,3})$")] | None = None
    quality: Literal["auto", "low", "medium", "high"] | None = None
    output_format: Format | None = None
    output_compression: Annotated[int, Field(ge=0, le=100)] | None = None
    background: Literal["auto", "opaque", "transparent"] | None = None
    moderation: Literal["auto", "low"] | None = None
    user: Annotated[str, StringConstraints(max_length=512), NoNul] | None = None


class GeneratedImage(Message):
    """One image of the answer: data from gpt-image models, a link from models that have them."""

    b64_json: str | None = None
    url: WebAddress | None = None


class GenerationAnswer(Message):
    """I06: the images (200). Providers add fields of their own; those named here are read."""

    created: int
    data: Annotated[list[GeneratedImage], Field(min_length=1)]
    usage: dict[str, Any] | None = None
    size: str | None = None
    quality: str | None = None
    background: str | None = None
    output_format: str | None = None

    model_config = ConfigDict(extra="ignore")


class ProviderError(Message):
    """The error of an OpenAI-like answer; key on `code`, never on `type` or `message`."""

    message: str
    type: str | None = None
    param: str | None = None
    code: str | None = None

    model_config = ConfigDict(extra="ignore")


class ProviderErrorAnswer(Message):
    """I06 as a refusal: `{"error": …}`."""

    error: ProviderError

    model_config = ConfigDict(extra="ignore")
