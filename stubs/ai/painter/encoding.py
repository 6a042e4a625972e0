"""Bytes of a picture in the formats that image services offer, saying of itself that it is synthetic."""

from io import BytesIO
from typing import Literal

from PIL import Image
from PIL.PngImagePlugin import PngInfo

Format = Literal["png", "jpeg", "webp"]
SMALL = 128 * 128
"""Pixels of a picture whose PNG is left uncompressed."""
_SOFTWARE, _DESCRIPTION = 0x0131, 0x010E


def encode(image: Image.Image, format: Format, *, compression: int | None = None, metadata: dict[str, str]) -> bytes:  # noqa: A002  the field's name for it
    """Encode a picture.

    Args:
        image: as `paint` gives it.
        format: `png`, `jpeg` (transparent parts become white) or `webp`.
        compression: quality 0…100 of jpeg and webp, 90 unless told; png is lossless and takes no notice.
        metadata: what the file says about itself; a PNG has one iTXt chunk for each, the others one EXIF description.
    """
    if format == "png":
        return _png(image, metadata)
    quality = 90 if compression is None else compression
    if format == "webp":
        return _save(image, "WEBP", metadata, quality=quality, method=1)
    return _save(_on_white(image), "JPEG", metadata, quality=max(1, quality))


def _save(image: Image.Image, kind: str, metadata: dict[str, str], **options: int) -> bytes:
    # EXIF's segment is 64 KiB at the most, and its text is ASCII by the standard.
    text = "; ".join(f"{key}={value}" for key, value in metadata.items()).encode("ascii", "backslashreplace").decode()
    exif = Image.Exif()
    exif[_DESCRIPTION] = text.replace("\0", "\\x00")[:32_000]
    exif[_SOFTWARE] = "imageflow-sandbox (synthetic picture)"
    out = BytesIO()
    image.save(out, kind, exif=exif, **options)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _png(image: Image.Image, metadata: dict[str, str]) -> bytes:
    texts = PngInfo()
    for key, value in metadata.items():
        texts.add_itxt(key, value.replace("\0", "\ufffd").encode("utf-8", "replace").decode())
    out = BytesIO()
    # Grain leaves little to match: higher levels take three times as long and save a fifth. A thumbnail takes longer
    # to compress than to paint.
    image.save(out, "PNG", pnginfo=texts, compress_level=0 if image.width * image.height <= SMALL else 1)
    return out.getvalue()
