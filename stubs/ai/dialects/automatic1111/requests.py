"""What `sdapi` takes: the fields that matter, whatever else is sent with them."""

import base64
import binascii
from io import BytesIO
from typing import Annotated, Any, Final

from PIL import Image, ImageOps
from pydantic import ConfigDict, Field, StringConstraints

from contracts.messages.base import Message
from contracts.messages.common import SIDE_LIMITS, Format, NoNul
from stubs.ai.neutral import Job, Kind, Refused
from stubs.ai.retouching import opened

SAMPLERS: Final = ("DPM++ 2M", "DPM++ SDE", "Euler a", "Euler", "LMS", "Heun", "DDIM", "UniPC", "LCM")
SCHEDULERS: Final = {"automatic": "Automatic", "karras": "Karras", "exponential": "Exponential", "uniform": "Uniform"}
CHECKPOINTS: Final = ("imageflow-1.safetensors", "imageflow-xl.safetensors")
MOST_IMAGES: Final = 16
"""Of one request: more would keep every other caller waiting."""
Side = Annotated[int, Field(ge=SIDE_LIMITS[0], le=SIDE_LIMITS[1])]


class Wanted(Message):
    """`POST /sdapi/v1/txt2img`."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    prompt: Annotated[str, StringConstraints(max_length=100_000), NoNul] = ""
    negative_prompt: str = ""
    styles: list[str] | None = None
    seed: int = -1
    sampler_name: str | None = None
    sampler_index: str | None = None
    scheduler: str | None = None
    batch_size: Annotated[int, Field(ge=1, le=MOST_IMAGES)] = 1
    n_iter: Annotated[int, Field(ge=1, le=MOST_IMAGES)] = 1
    steps: Annotated[int, Field(ge=1, le=150)] = 50
    cfg_scale: float = 7.0
    width: Side = 512
    height: Side = 512
    override_settings: dict[str, Any] | None = None
    send_images: bool = True
    save_images: bool = False


class WantedOfImage(Wanted):
    """`POST /sdapi/v1/img2img`."""

    init_images: list[str] | None = None
    mask: str | None = None
    denoising_strength: Annotated[float, Field(ge=0, le=1)] = 0.75


def job_of(wanted: Wanted, model: str, form: Format, seed: int) -> Job:
    """Give the job that is meant; raises `Refused`."""
    n = wanted.batch_size * wanted.n_iter
    if n > MOST_IMAGES:
        text = f"batch_size times n_iter is {n}: ask for {MOST_IMAGES} pictures at most."
        raise Refused(Kind.INVALID, text, param="n_iter")
    sampler = wanted.sampler_name or wanted.sampler_index
    if sampler and sampler.lower() not in {each.lower() for each in SAMPLERS}:
        raise Refused(Kind.NOT_FOUND, "Sampler not found")
    source = mask = None
    if isinstance(wanted, WantedOfImage):
        if not wanted.init_images:
            raise Refused(Kind.NOT_FOUND, "Init image not found")
        source = picture_of(wanted.init_images[0])
        mask = picture_of(wanted.mask) if wanted.mask else None
    return Job(
        model=model,
        prompt=wanted.prompt,
        size=(wanted.width, wanted.height),
        n=n,
        format=form,
        seed=seed,
        source=source,
        mask=_holes(mask) if mask else None,
        strength=wanted.denoising_strength if isinstance(wanted, WantedOfImage) else 0.5,
    )


def picture_of(text: str) -> bytes:
    """Decode a picture, bare or as a `data:` address; raises `Refused`."""
    bare = text.partition(";base64,")[2] if text.startswith("data:") else text
    try:
        data = base64.b64decode(bare, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(Kind.INVALID, "Invalid encoded image", param="init_images") from None
    opened(data, "init_images")
    return data


def _holes(mask: bytes) -> bytes:
    """Turn a mask whose white is painted into one whose transparent pixels are."""
    grey = opened(mask, "mask").convert("L")
    holes = Image.merge("LA", (grey, ImageOps.invert(grey)))
    out = BytesIO()
    holes.save(out, "PNG")
    return out.getvalue()
