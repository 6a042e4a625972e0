"""Paints what a prompt's words say, and abstract art when they say nothing it knows.

Limitations: it knows some three hundred English words of scenery and subjects, and their signs (🦊); it draws in one
style; whatever a prompt says beyond places, hours, weather, seasons, subjects, their number and their colours only
rolls other dice. It draws nobody in particular, and no lettering.
"""

from functools import lru_cache

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from stubs.ai.painter.abstract import paint_abstract
from stubs.ai.painter.canvas import Canvas
from stubs.ai.painter.chance import Chance
from stubs.ai.painter.encoding import Format, encode
from stubs.ai.painter.scene import Scene, cut_out
from stubs.ai.painter.words import Wish, read

__all__ = ["Format", "encode", "paint"]

_TILE = 256
_GRAINED = 300  # shorter side in pixels below which no gradient is long enough to show steps


def paint(prompt: str, *, seed: int, width: int, height: int, transparent: bool = False) -> Image.Image:
    """Paint a picture; the same arguments give the same pixels, and the same composition at any size.

    Args:
        prompt: any text, also none.
        seed: chooses among the pictures of one prompt.
        width: in pixels, 16…4096; with `height` in a ratio of 1:3…3:1.
        height: in pixels.
        transparent: show only the subjects, on nothing; a picture without subjects has its corners cut instead.

    Returns:
        The image: mode RGB, or RGBA when transparent.
    """
    canvas, wish = Canvas(width, height, Chance(prompt, seed)), read(prompt)
    if transparent and wish.subjects:
        return cut_out(canvas, wish)
    _picture(canvas, wish)
    image = _grained(canvas)
    return _rounded(image) if transparent else image


def _picture(canvas: Canvas, wish: Wish) -> None:
    if wish.pictures_something:
        Scene(canvas, wish).paint()
    else:
        paint_abstract(canvas, wish.colours)


def _grained(canvas: Canvas) -> Image.Image:
    """Give the picture with fine grain, which hides the steps of 8-bit gradients."""
    if canvas.unit < _GRAINED:
        return canvas.image
    left, top = canvas.chance.stream("grain").integers(_TILE, size=2).tolist()
    grain = Image.new("RGB", canvas.image.size)
    for x in range(-left, canvas.width, _TILE):
        for y in range(-top, canvas.height, _TILE):
            grain.paste(_grain(), (x, y))
    return ImageChops.add(canvas.image, grain, 1, -4)


@lru_cache(maxsize=1)
def _grain() -> Image.Image:
    """Give a tile of grain around 4; where a picture lays it is its own."""
    rng = Chance("grain", 0).stream("tile")
    tile = np.clip(np.rint(rng.standard_normal((_TILE, _TILE), dtype=np.float32) * 1.1) + 4, 0, 8).astype(np.uint8)
    return Image.merge("RGB", (Image.fromarray(tile),) * 3)


def _rounded(image: Image.Image) -> Image.Image:
    unit, finer = min(image.size), 2
    mask = Image.new("L", (image.width * finer, image.height * finer))
    box = (
        round(0.03 * unit),
        round(0.03 * unit),
        image.width * finer - round(0.03 * unit),
        image.height * finer - round(0.03 * unit),
    )
    ImageDraw.Draw(mask).rounded_rectangle(box, 0.24 * unit, fill=255)
    image.putalpha(mask.reduce(finer))
    return image
