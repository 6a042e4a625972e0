"""Pictures as tests look at them."""

import base64
from io import BytesIO

from PIL import Image


def picture_of(data: str | bytes) -> Image.Image:
    """Decode bytes, or base64."""
    raw = base64.b64decode(data, validate=True) if isinstance(data, str) else data
    image = Image.open(BytesIO(raw))
    image.load()
    return image


def png(colour: str = "navy", size: tuple[int, int] = (64, 64), *, hole: bool = False) -> bytes:
    """Make a PNG of one colour; with a hole its left half is transparent."""
    image = Image.new("RGBA", size, colour)
    if hole:
        image.paste((0, 0, 0, 0), (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
