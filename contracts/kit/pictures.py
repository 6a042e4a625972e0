"""What bytes are: a still PNG, JPEG or WebP that decodes in full, or nothing that is taken (I09, also for base64).

Nothing is re-encoded: bytes are stored as sent, metadata and all. What follows a picture's end is not judged either: a
file that is also something else (a PNG with a ZIP behind it) is taken for what its first bytes make it, because it is
only ever served as that, with `nosniff` and a closed CSP.
"""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PIL import ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from .download import DownloadRefused

MAX_SIDE: Final = 16_384
"""Longest side in pixels: more than any dialect makes, and about what browsers still draw."""

MAX_SCANS: Final = 100
"""Scans of a JPEG. Ten is usual; each costs a pass over all pixels, and a file of a megabyte can hold 100,000."""

_Opener = Callable[[io.BytesIO], ImageFile.ImageFile]
# The plugins themselves, not Image.open, which would try EPS and others unless told, and whose bomb check is a warning
# that only a switch for the whole process makes an error. Opening reads the header; sizes are checked before decoding.
_OPENERS: Final[dict[str, _Opener]] = {
    "image/png": PngImagePlugin.PngImageFile,
    "image/jpeg": JpegImagePlugin.JpegImageFile,
    "image/webp": WebPImagePlugin.WebPImageFile,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """What was found: sides in pixels as stored (no EXIF rotation applied), and SHA-256 of the bytes in hexadecimal."""

    width: int
    height: int
    media_type: str
    sha256: str


def inspect(data: bytes, *, max_pixels: int, declared: str | None = None) -> Picture:
    """Tell what a picture is, once it has been decoded.

    Args:
        data: the whole file.
        max_pixels: width times height; more is refused before decoding.
        declared: the media type that the sender named, if any; parameters and case don't matter.

    Raises:
        DownloadRefused: `not_an_image`, `wrong_type`, `bad_dimensions`, `animated` or `damaged`.
    """
    media_type = _sniff(data)
    if declared is not None and _plain(declared) != media_type:
        raise DownloadRefused("wrong_type", f"The image is declared as {declared[:80]!r} and is {media_type}.")
    try:
        width, height = _decode(_OPENERS[media_type], data, max_pixels)
    except DownloadRefused:
        raise
    except Exception as error:  # noqa: BLE001 - a codec fed with hostile bytes raises about anything, MemoryError included
        raise DownloadRefused("damaged", f"The {media_type} does not decode in full: {error}"[:300]) from None
    return Picture(width, height, media_type, hashlib.sha256(data).hexdigest())


def _decode(opener: _Opener, data: bytes, max_pixels: int) -> tuple[int, int]:
    with opener(io.BytesIO(data)) as header:
        size = header.size
        _check_size(*size, max_pixels)
        _check_work(header, data)
        header.verify()  # the checksums of a PNG, which decoding skips; an image can't be used after it
    with opener(io.BytesIO(data)) as whole:
        whole.load()
    return size


def _check_size(width: int, height: int, max_pixels: int) -> None:
    if max(width, height) > MAX_SIDE or width * height > max_pixels:
        raise DownloadRefused(
            "bad_dimensions",
            f"The image is {width} by {height} pixels: at most {max_pixels} are taken, and {MAX_SIDE} a side.",
        )


def _check_work(header: ImageFile.ImageFile, data: bytes) -> None:
    if getattr(header, "n_frames", 1) > 1:
        raise DownloadRefused("animated", "The image is an animation: send a still picture.")
    if header.format == "JPEG" and data.count(b"\xff\xda") > MAX_SCANS:
        raise DownloadRefused("damaged", f"The JPEG has more than {MAX_SCANS} scans, which no picture needs.")


def _sniff(data: bytes) -> str:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    kind = "markup (a page, an SVG or a storage's error)" if data.lstrip()[:1] == b"<" else "something else"
    raise DownloadRefused(
        "not_an_image", f"The content is {kind if data else 'empty'}: send a PNG, JPEG or WebP picture."
    )


def _plain(declared: str) -> str:
    named = declared.partition(";")[0].strip().lower()
    return "image/jpeg" if named == "image/jpg" else named
