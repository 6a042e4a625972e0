"""The form of an edit: pictures, a mask, and the fields of a generation."""

import json
from typing import Any, Final

from starlette.requests import Request

from stubs.ai.dialects.openai.requests import EditRequest
from stubs.ai.forms import Form, read_form
from stubs.ai.neutral import Kind, Refused
from stubs.ai.retouching import opened

MOST_IMAGES: Final = 16
NUMBERS: Final = ("n", "output_compression", "partial_images")
FORM: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["image", "prompt"],
    "properties": {
        "image": {"type": "string", "format": "binary"},
        "mask": {"type": "string", "format": "binary"},
        "prompt": {"type": "string"},
        "model": {"type": "string"},
        "size": {"type": "string"},
    },
}


async def read_edit(request: Request, cap: int) -> tuple[EditRequest, list[bytes], bytes | None]:
    """Give the fields, the pictures and the mask of a form.

    Raises:
        Refused: it is no form, a picture is missing or can't be read, or the mask does not fit.
        InvalidMessage: a field breaks the contract.
    """
    form = await read_form(request, cap)
    asked = EditRequest.read(json.dumps(form.values(numbers=NUMBERS, flags=("stream",))))
    images = form.files("image", "image[]")
    if not images:
        raise Refused(
            Kind.INVALID, "image: Send at least one picture.", code="missing_required_parameter", param="image"
        )
    if len(images) > MOST_IMAGES:
        raise Refused(Kind.INVALID, f"image: Send at most {MOST_IMAGES} pictures.", param="image")
    sizes = [opened(each, "image").size for each in images]
    return asked, images, _mask(form, sizes[0])


def _mask(form: Form, size: tuple[int, int]) -> bytes | None:
    masks = form.files("mask")
    if not masks:
        return None
    mask = opened(masks[0], "mask")
    if mask.size != size:
        raise Refused(Kind.INVALID, f"mask: Its size must be the picture's, {size[0]}x{size[1]}.", param="mask")
    if mask.mode not in {"RGBA", "LA", "PA"} and "transparency" not in mask.info:
        raise Refused(Kind.INVALID, "mask: It has no transparent pixels: send a PNG with alpha.", param="mask")
    return masks[0]
