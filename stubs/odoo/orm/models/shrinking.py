"""Large pictures are made smaller when they are attached, as Odoo does unless it is told not to."""

import io

from PIL import Image, UnidentifiedImageError

LARGEST = 1920
"""Pixels of width and height (`base.image_autoresize_max_px`)."""
QUALITY = 80
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/bmp": "BMP", "image/tiff": "TIFF"}


def shrink(data: bytes, kind: str) -> bytes:
    """Give a picture that fits; what fits already, or is no picture, stays as it is to the byte."""
    if kind not in FORMATS:
        return data
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width <= LARGEST and picture.height <= LARGEST:
                return data
            picture.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
            target = io.BytesIO()
            picture.save(target, FORMATS[kind], quality=QUALITY, optimize=True)
            return target.getvalue()
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return data
