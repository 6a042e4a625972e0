"""Types that several messages share."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, AnyUrl, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from ..timestamps import from_text

Quality = Literal["auto", "low", "medium", "high"]
Format = Literal["png", "jpeg", "webp"]
MediaType = Literal["image/png", "image/jpeg", "image/webp"]
_BLANK = re.compile(r"[\x00-\x20\x7f]")
SIDE_LIMITS = (16, 4096)
"""Shortest and longest side of an image in pixels, both allowed."""


def _no_nul(text: str) -> str:
    if "\x00" in text:
        raise PydanticCustomError("nul_character", "Remove the NUL character: text can't hold it")
    return text


def _is_moment(text: str) -> str:
    try:
        from_text(text)
    except ValueError:
        raise PydanticCustomError("moment", "Write a moment as 2026-11-22T10:00:00.000Z") from None
    return text


def _is_size(text: str) -> str:
    low, high = SIDE_LIMITS
    width, height = (int(side) for side in text.split("x"))
    if not (low <= width <= high and low <= height <= high):
        raise PydanticCustomError("size_range", f"Both sides must be {low} to {high} pixels")
    return text


def _is_web_address(text: str) -> str:
    try:
        url = AnyUrl(text)
    except ValueError:
        url = None
    # The parser takes blanks and control characters too, by dropping or encoding them; a request line can't.
    if url is None or url.scheme not in {"http", "https"} or not url.host or _BLANK.search(text):
        raise PydanticCustomError("web_address", "Give an absolute http or https address")
    return text


def size_of(text: str) -> tuple[int, int]:
    """Give width and height of a checked `WxH`."""
    width, height = text.split("x")
    return int(width), int(height)


NoNul = AfterValidator(_no_nul)
"""Stands after the length, so that a text too long is told so in characters."""
Prompt = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000),
    AfterValidator(_no_nul),
    WithJsonSchema(
        {"type": "string", "minLength": 1, "maxLength": 4000, "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$"}
    ),
]
Size = Annotated[
    str,
    StringConstraints(pattern=r"^[1-9][0-9]{1,3}x[1-9][0-9]{1,3}$"),
    AfterValidator(_is_size),
]
Moment = Annotated[
    str,
    AfterValidator(_is_moment),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": "Z$"}),
]
WebAddress = Annotated[
    str,
    StringConstraints(max_length=8192),
    AfterValidator(_is_web_address),
    WithJsonSchema(
        {"type": "string", "format": "uri", "maxLength": 8192, "pattern": r"^https?://[^\u0000-\u0020\u007f]+$"}
    ),
]
Uuid = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
