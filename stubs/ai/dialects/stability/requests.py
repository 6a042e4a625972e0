"""What Stability's form asks for (`facts/ai_and_storage.md` A3)."""

import json
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field, StringConstraints

from contracts.messages.base import Message
from contracts.messages.common import Format, NoNul
from stubs.ai.forms import Form
from stubs.ai.neutral import Job, Kind, Refused

SIZES: Final = {
    "16:9": (1344, 768),
    "1:1": (1024, 1024),
    "21:9": (1536, 640),
    "2:3": (832, 1216),
    "3:2": (1216, 832),
    "4:5": (896, 1088),
    "5:4": (1088, 896),
    "9:16": (768, 1344),
    "9:21": (640, 1536),
}
"""Width and height of an aspect ratio."""
MOST_SEED: Final = 4_294_967_294
Style = Literal[
    "3d-model",
    "analog-film",
    "anime",
    "cinematic",
    "comic-book",
    "digital-art",
    "enhance",
    "fantasy-art",
    "isometric",
    "line-art",
    "low-poly",
    "modeling-compound",
    "neon-punk",
    "origami",
    "photographic",
    "pixel-art",
    "tile-texture",
]
Ratio = Literal["16:9", "1:1", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21"]


class Wanted(Message):
    """The form's fields; those that it does not know are passed over."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    prompt: Annotated[str, StringConstraints(min_length=1, max_length=10_000), NoNul]
    negative_prompt: Annotated[str, StringConstraints(max_length=10_000), NoNul] = ""
    aspect_ratio: Ratio = "1:1"
    seed: Annotated[int, Field(ge=0, le=MOST_SEED)] = 0
    output_format: Format = "png"
    style_preset: Style | None = None
    strength: Annotated[float, Field(ge=0, le=1)] | None = None


class WantedOfSd3(Wanted):
    """Of the sd3 models."""

    model: Literal["sd3.5-large", "sd3.5-large-turbo", "sd3.5-medium"] = "sd3.5-large"
    mode: Literal["text-to-image", "image-to-image"] = "text-to-image"
    cfg_scale: Annotated[float, Field(ge=1, le=10)] | None = None
    output_format: Literal["png", "jpeg"] = "png"


def read(form: Form, model: str) -> Wanted:
    """Read the form of a model; raises `InvalidMessage`, and `Refused` when picture and mode do not go together."""
    values = form.values(numbers=("seed",), decimals=("strength", "cfg_scale"))
    text = json.dumps({name: value for name, value in values.items() if value != ""})
    if model != "sd3":
        return Wanted.read(text)
    wanted = WantedOfSd3.read(text)
    if wanted.mode == "image-to-image" and (not form.files("image") or wanted.strength is None):
        raise Refused(Kind.INVALID, "image, strength: both are required for image-to-image", param="image")
    return wanted


def job_of(wanted: Wanted, form: Form, model: str, seed: int) -> Job:
    """Give the job that is meant."""
    images = form.files("image")
    return Job(
        model=wanted.model if isinstance(wanted, WantedOfSd3) else model,
        prompt=wanted.prompt,
        size=SIZES[wanted.aspect_ratio],
        format=wanted.output_format,
        seed=seed,
        source=images[0] if images else None,
        strength=0.5 if wanted.strength is None else wanted.strength,
    )
