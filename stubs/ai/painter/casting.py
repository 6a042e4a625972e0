"""Subjects drawn in the light of a scene; small drawings are kept, because they take longer than all around them."""

from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from stubs.ai.painter.colour import Ink
from stubs.ai.painter.light import Light, Tone
from stubs.ai.painter.pen import Pen
from stubs.ai.painter.sprites import draw

_KEPT = 192  # side in pixels up to which a drawing is kept: 144 KiB at the most


@dataclass(frozen=True, slots=True)
class Figure:
    """All that a drawing of a subject depends on."""

    name: str
    tint: Ink | None
    look: int
    side: int  # in pixels
    tone: Tone
    rim: Ink
    lit_from: int


def sprite(name: str, tint: Ink | None, look: int, *, half: float, light: Light, lit_from: int) -> Image.Image:
    """Give a subject on nothing, some 2 * `half` pixels a side, its edge lit from the left (-1) or right (1).

    The image is everybody's who asks for the same: copy it before you change it.
    """
    side = max(4, round(half * 2))
    if side <= _KEPT:  # in steps of a twentieth, so that fewer have to be
        step = max(2, side // 40 * 2)
        side = step * round(side / step)
    figure = Figure(name, tint, look if name == "person" else 0, side, light.tone, light.glow, lit_from)
    return _kept(figure) if side <= _KEPT else _drawn(figure)


def _drawn(figure: Figure) -> Image.Image:
    pen = Pen(figure.side, figure.tone.of)
    draw(pen, figure.name, figure.tint, figure.look)
    return pen.finished(figure.rim, figure.lit_from)


_kept = lru_cache(maxsize=200)(_drawn)
