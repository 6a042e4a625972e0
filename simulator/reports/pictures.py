"""The run's images as the page shows them: embedded, so that the page stays whole wherever it is taken."""

import base64
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

_SHOWN = ("PNG", "JPEG", "WEBP")


@dataclass(frozen=True, slots=True)
class NamedImage:
    """An image's bytes, and the name of the file that they are saved to."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on the page; `uri` is empty when it can't be shown, and `note` then says why."""

    name: str
    uri: str
    width: int
    height: int
    note: str


def pictures_of(images: Iterable[Path | NamedImage]) -> list[Picture]:
    """Embed each image; what is no PNG, JPEG or WebP is named and left out."""
    return [_embed(image) for image in images]


def _embed(image: Path | NamedImage) -> Picture:
    if isinstance(image, NamedImage):
        return _picture(image.name, image.data)
    try:
        return _picture(image.name, image.read_bytes())
    except OSError as error:
        return Picture(image.name, "", 0, 0, f"It could not be read: {error.strerror}.")


def _picture(name: str, data: bytes) -> Picture:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # only the header is read here
            with Image.open(BytesIO(data), formats=_SHOWN) as image:
                width, height, media_type = image.width, image.height, image.get_format_mimetype()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return Picture(name, "", 0, 0, "It is no PNG, JPEG or WebP image, so it is not shown here.")
    uri = f"data:{media_type};base64,{base64.b64encode(data).decode()}"
    return Picture(name, uri, width, height, f"{width} × {height}, {media_type}, {len(data):,} bytes")
