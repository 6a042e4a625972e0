"""Changes to a picture that was sent: what the mask leaves open is painted anew, in the size that was asked for."""

from io import BytesIO

from PIL import Image

from stubs.ai.neutral import Job, Kind, Refused
from stubs.ai.painter import encode
from stubs.ai.pictures import Picture

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 40_000_000


def opened(data: bytes, param: str) -> Image.Image:
    """Decode a picture that was sent; raises `Refused` `invalid` when it is none, or larger than is taken."""
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            text = f"{param}: The picture has more than {MOST_PIXELS} pixels: send a smaller one."
            raise Refused(Kind.INVALID, text, code="invalid_image_file", param=param)
        image.load()
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, Image.DecompressionBombError):
        text = f"{param}: This is no picture that can be read: send a PNG, JPEG or WebP."
        raise Refused(Kind.INVALID, text, code="invalid_image_file", param=param) from None
    return image


def retouched(painted: bytes, job: Job, picture: Picture) -> bytes:
    """Lay what was painted over what was sent: where the mask is transparent, or all over as strongly as was asked."""
    size = (picture.width, picture.height)
    new = Image.open(BytesIO(painted)).convert("RGBA")
    old = opened(job.source or b"", "image").convert("RGBA").resize(size)
    if job.mask is None:
        shown = Image.blend(old, new, job.strength)
    else:
        mask = opened(job.mask, "mask").convert("RGBA").getchannel("A").resize(size)
        shown = Image.composite(old, new, mask)
    about = {"prompt": picture.prompt, "seed": str(picture.seed), "model": picture.model, "synthetic": "true"}
    kept = shown if job.transparent else shown.convert("RGB")
    return encode(kept, picture.format, compression=picture.compression, metadata=about)
