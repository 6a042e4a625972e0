"""A surface measured in shares of itself, on which layers are laid from far to near."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor

import numpy as np
from PIL import Image, ImageDraw

from stubs.ai.painter.chance import Chance
from stubs.ai.painter.colour import Ink
from stubs.ai.painter.noise import soft_size
from stubs.ai.painter.outlines import CIRCLE, Points

_FALLOFF = 96
_THUMBNAIL = 100


class Canvas:
    """An image being painted: x and y run 0…1 over its width and height, radii count in its shorter side."""

    def __init__(self, width: int, height: int, chance: Chance) -> None:
        self.width, self.height, self.chance = width, height, chance
        self.unit = min(width, height)
        self.wide = width / height
        self.image = Image.new("RGB", (width, height))
        self.soft = soft_size(width, height)
        self.thumbnail = self.unit < _THUMBNAIL

    def lay(self, layer: Image.Image, end: float = 1.0) -> None:
        """Cover the canvas down to an end with a soft field."""
        stretched = layer.resize((self.width, ceil(self.height * end)), Image.Resampling.BICUBIC)
        self.image.paste(stretched, (0, 0))

    def edge(self, heights: Points, top: Ink, bottom: Ink, end: float | None = None) -> None:
        """Lay land below a line whose heights are spread evenly over the width, shaded from top to bottom ink.

        Without an end it reaches as far down as another layer may leave it bare.
        """
        low, high = float(heights.min()), float(heights.max())
        first = min(self.height - 1, max(0, floor(low * self.height)))
        last = min(self.height, max(first + 1, ceil(high * self.height)))
        stop = max(last, min(self.height, round((high + 0.42 if end is None else end) * self.height)))
        shades = strip(top, bottom, self.width, stop - first)
        outline = np.empty((1, len(heights) + 2, 2))
        outline[0, :-2, 0], outline[0, :-2, 1], outline[0, -2:] = evenly(len(heights)), heights, [[1, 2], [0, 2]]
        brink = (0, first, self.width, last)
        self.image.paste(shades.crop((0, 0, self.width, last - first)), brink, self.mask(outline, brink))
        if stop > last:
            self.image.paste(shades.crop((0, last - first, self.width, stop - first)), (0, last))

    def shadow(self, heights: Points, reach: float, strength: float) -> None:
        """Darken what lies just above a line, as a sheet does that floats over it."""
        top, foot = max(0.0, float(heights.min()) - reach), min(1.0, float(heights.max()))
        box = self._box(0, top, 1, foot)
        if box is None:
            return
        tall = box[3] - box[1]
        steps = max(min(tall, 64), tall // 4)
        rows = (((np.arange(steps) + 0.5) / steps * tall + box[1]) / self.height)[:, None]
        near = np.clip(1 - (heights[None, :] - rows) / reach, 0, 1) ** 2
        fall = Image.fromarray(np.round(near * 255 * strength).astype(np.uint8))
        self.image.paste((8, 6, 24), box, fall.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BICUBIC))

    def shape(self, outline: Points, top: Ink, bottom: Ink | None = None, strength: float = 1.0) -> None:
        """Lay an antialiased polygon, shaded from top to bottom."""
        low, high = outline.min(0), outline.max(0)
        box = self._box(low[0], low[1], high[0], high[1])
        if box is not None:
            fill = top if bottom is None else strip(top, bottom, box[2] - box[0], box[3] - box[1])
            self.image.paste(fill, box, self.mask([outline], box, strength))

    def details(self, outlines: Points, ink: Ink, strength: float = 1.0) -> None:
        """Lay many small polygons; in a thumbnail, where each is less than a pixel, every third of them."""
        self.shapes(outlines[:: 3 if self.thumbnail else 1], ink, strength)

    def shapes(self, outlines: Points, ink: Ink, strength: float | list[float] = 1.0) -> None:
        """Lay many polygons of as many corners each, of one ink and of one strength or each of its own."""
        if len(outlines) == 0:
            return
        low, high = outlines.min((0, 1)), outlines.max((0, 1))
        box = self._box(low[0], low[1], high[0], high[1])
        if box is not None:
            self.image.paste(ink, box, self.mask(outlines, box, strength))

    def mask(
        self, outlines: Points | Sequence[Points], box: tuple[int, int, int, int], strength: float | list[float] = 1.0
    ) -> Image.Image:
        """Draw polygons as coverage of the pixels of a box: 0 outside, 255 * strength inside."""
        left, top, right, bottom = box
        finer = 2 if self.unit > 300 else 3
        big = Image.new("L", ((right - left) * finer, (bottom - top) * finer))
        draw = ImageDraw.Draw(big)
        pixels = np.asarray(outlines) * (np.array([self.width, self.height]) * finer) - np.array([left, top]) * finer
        strengths = strength if isinstance(strength, list) else [strength] * len(pixels)
        for corners, share in zip(pixels.reshape(len(pixels), -1).tolist(), strengths, strict=True):
            draw.polygon(corners, fill=round(255 * share))
        return big.reduce(finer)

    def glow(self, at: tuple[float, float], radii: tuple[float, float], ink: Ink, strength: float) -> None:
        """Lay light (or shadow) that fades out from a point; radii count in the shorter side."""
        x, y = at[0] * self.width, at[1] * self.height
        wide, high = (max(0.5, radius * self.unit) for radius in radii)
        box = self._box(
            (x - wide) / self.width, (y - high) / self.height, (x + wide) / self.width, (y + high) / self.height
        )
        if box is None:
            return
        across, down = _FALLOFF / (2 * wide), _FALLOFF / (2 * high)
        part = [
            (box[0] - x + wide) * across,
            (box[1] - y + high) * down,
            (box[2] - x + wide) * across,
            (box[3] - y + high) * down,
        ]
        inside = (max(0.0, part[0]), max(0.0, part[1]), min(_FALLOFF, part[2]), min(_FALLOFF, part[3]))
        fall = falloff(round(strength, 2)).resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR, inside)
        self.image.paste(ink, box, fall)

    def mist(self, y: float, reach: float, ink: Ink, strength: float, turn: float) -> None:
        """Lay a bank of mist over the whole width, thicker here and thinner there."""
        box = self._box(0, y - reach, 1, y + reach)
        if box is None:
            return
        across, down = np.linspace(0, 6 * self.wide, 48), np.linspace(-1, 1, 24)[:, None]
        thick = (
            (1 - down**2) ** 2 * strength * (0.72 + 0.28 * np.sin(across + 6 * turn) * np.sin(0.37 * across + 9 * turn))
        )
        fall = Image.fromarray(np.round(thick * 255).astype(np.uint8))
        self.image.paste(ink, box, fall.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR))

    def disc(
        self, at: tuple[float, float], radius: float, top: Ink, bottom: Ink | None = None, strength: float = 1.0
    ) -> None:
        """Lay a round disc; the radius counts in the shorter side."""
        self.shape(self.oval(at, (radius, radius)), top, bottom, strength)

    def oval(self, at: tuple[float, float], radii: tuple[float, float]) -> Points:
        """Give an ellipse's outline; radii count in the shorter side."""
        outline: Points = np.array(at) + CIRCLE * (np.array(radii) * self.unit / [self.width, self.height])
        return outline

    def dots(self, places: Points, radii: Points, ink: Ink, strengths: Points) -> None:
        """Lay small round dots (stars, flakes), each of its own strength."""
        outlines = places[:, None] + CIRCLE[::6] * (radii[:, None, None] * self.unit / [self.width, self.height])
        self.shapes(outlines, ink, strengths.tolist())

    def put(self, sprite: Image.Image, at: tuple[float, float]) -> None:
        """Lay a picture with transparent parts, its middle at the place."""
        left = round(at[0] * self.width - sprite.width / 2)
        top = round(at[1] * self.height - sprite.height / 2)
        self.image.paste(sprite, (left, top), sprite)

    def _box(self, left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int] | None:
        box = (
            max(0, floor(left * self.width)),
            max(0, floor(top * self.height)),
            min(self.width, ceil(right * self.width)),
            min(self.height, ceil(bottom * self.height)),
        )
        return box if box[0] < box[2] and box[1] < box[3] else None


def strip(top: tuple[int, ...], bottom: tuple[int, ...], width: int, height: int) -> Image.Image:
    """Give a box shaded from top to bottom; with four numbers a colour, of premultiplied alpha."""
    column = Image.frombytes("RGB" if len(top) == 3 else "RGBa", (1, 2), bytes((*top, *bottom)))
    column = column.resize((1, height), Image.Resampling.BILINEAR, (0, 0.5, 1, 1.5))
    return column.resize((width, height), Image.Resampling.NEAREST)


@lru_cache(maxsize=64)
def evenly(count: int) -> Points:
    """Give so many places from 0 to 1."""
    return np.linspace(0, 1, count)


@lru_cache(maxsize=64)
def falloff(strength: float) -> Image.Image:
    """Give a round spot that is as strong in its middle and fades to nothing."""
    axis = np.linspace(-1, 1, _FALLOFF, dtype=np.float32)
    near = np.clip(1 - axis[:, None] ** 2 - axis[None, :] ** 2, 0, 1)
    return Image.fromarray(np.round(near**2 * strength * 255).astype(np.uint8))
