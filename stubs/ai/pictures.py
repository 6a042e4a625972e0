"""A picture as its parameters, and its bytes: always the same ones for the same parameters."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Self

from PIL import Image

from contracts.messages.common import Format
from stubs.ai.painter import encode, paint

STEEPEST = 3
"""Times that the painter's longer side may be the shorter one."""


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a picture's bytes depend on."""

    prompt: str
    seed: int
    width: int
    height: int
    format: Format
    compression: int | None
    transparent: bool
    model: str

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `as_json` wrote."""
        return cls(*json.loads(text))

    def as_json(self) -> str:
        """Write the values in the order of the fields: the same text for the same picture."""
        return json.dumps([getattr(self, name) for name in self.__slots__])

    @property
    def media_type(self) -> str:
        """Give the media type of its bytes."""
        return f"image/{self.format}"


Render = Callable[[Picture], Awaitable[bytes]]
"""Makes a picture's bytes."""


async def render(picture: Picture) -> bytes:
    """Paint and encode at once, in the loop: a run on virtual time stays the same run, at some 100 ms a megapixel."""
    about = {"prompt": picture.prompt, "seed": str(picture.seed), "model": picture.model, "synthetic": "true"}
    return encode(_painted(picture), picture.format, compression=picture.compression, metadata=about)


def _painted(picture: Picture) -> Image.Image:
    """Paint, and cut what is longer than the painter paints out of the middle of a picture as steep as it does."""
    width, height = picture.width, picture.height
    wide, high = max(width, -(-height // STEEPEST)), max(height, -(-width // STEEPEST))
    image = paint(picture.prompt, seed=picture.seed, width=wide, height=high, transparent=picture.transparent)
    left, top = (wide - width) // 2, (high - height) // 2
    return image.crop((left, top, left + width, top + height))


def seed_of(seed: int, prompt: str, position: int) -> int:
    """Derive the seed of a prompt's picture at a position from the stub's seed; seeds in a row look the least alike."""
    return int.from_bytes(hashlib.sha256(f"{seed}|{prompt}".encode()).digest()[:4]) + position
