"""Bytes of a picture in the formats that image services offer, saying of itself that it is synthetic."""

import struct
from io import BytesIO
from typing import Literal
from zlib import adler32, crc32

from PIL import Image
from PIL.PngImagePlugin import PngInfo

Format = Literal["png", "jpeg", "webp"]
_STORED = 0xFFFF  # bytes of rows that one block of deflate's holds
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
    said = {key: value.replace("\0", "\ufffd").encode("utf-8", "replace") for key, value in metadata.items()}
    pixels = image.tobytes()
    if len(pixels) + image.height <= _STORED:
        return _stored(image, pixels, said)
    texts = PngInfo()
    for key, value in said.items():
        texts.add_itxt(key, value.decode())
    out = BytesIO()
    # Grain leaves little to match: higher levels take three times as long and save a fifth.
    image.save(out, "PNG", pnginfo=texts, compress_level=1)
    return out.getvalue()


def _stored(image: Image.Image, pixels: bytes, said: dict[str, bytes]) -> bytes:
    """Write a PNG that isn't compressed: for a small picture that takes longer than painting it, and saves little."""
    header = struct.pack(">IIBBBBB", *image.size, 8, {"RGB": 2, "RGBA": 6}[image.mode], 0, 0, 0)
    row = len(pixels) // image.height
    rows = b"\0" + b"\0".join(pixels[start : start + row] for start in range(0, len(pixels), row))
    # One last block of deflate's "stored" kind, its length and the length's complement, between zlib's two ends.
    data = b"\x78\x01\x01" + struct.pack("<HH", len(rows), len(rows) ^ 0xFFFF) + rows + struct.pack(">I", adler32(rows))
    texts = [_chunk(b"iTXt", key.encode("latin-1") + b"\0\0\0\0\0" + value) for key, value in said.items()]
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + b"".join(texts) + _chunk(b"IDAT", data) + _chunk(b"IEND")


def _chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(data, crc32(kind)))
