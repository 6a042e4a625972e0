"""Houses, castles and lighthouses; their windows glow."""

from itertools import pairwise

from stubs.ai.painter.colour import Ink, oklch, vary
from stubs.ai.painter.pen import Pen

_GLOW, _FRAME = oklch(0.9, 0.12, 88), oklch(0.95, 0.012, 85)
_STONE = oklch(0.72, 0.025, 75)


def house(pen: Pen, tint: Ink | None) -> None:
    """Draw a cottage with a chimney, a porch light and a path."""
    wall, roof = tint or oklch(0.92, 0.035, 80), oklch(0.48, 0.11, 30)
    pen.polygon("-6,98 30,98 20,70 6,70", oklch(0.8, 0.03, 75))
    pen.box((0.34, -0.72, 0.52, -0.2), oklch(0.55, 0.08, 35), oklch(0.45, 0.08, 32))
    pen.box((-0.7, -0.1, 0.74, 0.76), wall, vary(wall, -0.1))
    pen.polygon("-90,-6 -50,-66 62,-66 94,-6", roof, vary(roof, -0.1))
    for row in range(5):
        y = -0.56 + 0.1 * row
        pen.stroke(((-0.54 - 0.065 * row, y), (0.65 + 0.055 * row, y)), 0.012, vary(roof, -0.12))
    pen.polygon("-62,0 -24,-50 16,0", wall, vary(wall, -0.03))
    pen.stroke("-70,6 -24,-54", 0.08, vary(roof, -0.06))
    pen.stroke("-24,-54 24,6", 0.08, vary(roof, -0.06))
    for x, y, size in ((-0.44, 0.36, 0.16), (0.48, 0.34, 0.17)):
        _window(pen, x, y, size)
    pen.oval((-0.24, -0.14), (0.09, 0.09), _FRAME)
    with pen.glowing():
        pen.oval((-0.24, -0.14), (0.065, 0.065), _GLOW)
    pen.box((0.02, 0.24, 0.26, 0.76), oklch(0.42, 0.08, 40), oklch(0.34, 0.07, 38))
    pen.oval((0.21, 0.52), (0.018, 0.018), _GLOW)
    for x in (-0.62, -0.5, -0.36, 0.42, 0.56, 0.68):
        pen.oval((x, 0.78), (0.11, 0.09), oklch(0.55, 0.12, 140), oklch(0.42, 0.1, 145))


def _window(pen: Pen, x: float, y: float, size: float) -> None:
    pen.box((x - size, y - size, x + size, y + size), _FRAME)
    with pen.glowing():
        pen.box((x - size * 0.82, y - size * 0.82, x + size * 0.82, y + size * 0.82), _GLOW, vary(_GLOW, -0.1, hue=-20))
    pen.stroke(((x, y - size), (x, y + size)), 0.022, _FRAME)
    pen.stroke(((x - size, y), (x + size, y)), 0.022, _FRAME)


def castle(pen: Pen, tint: Ink | None) -> None:
    """Draw a castle with five towers."""
    stone, roof = tint or _STONE, oklch(0.45, 0.11, 275)
    _tower(pen, (-0.3, -0.4, 0.6), 0.13, vary(stone, -0.08), roof)
    _tower(pen, (0.32, -0.32, 0.6), 0.13, vary(stone, -0.08), roof)
    _tower(pen, (0.0, -0.58, 0.6), 0.17, vary(stone, -0.04), roof)
    pen.box((-0.72, 0.2, 0.72, 0.98), stone, vary(stone, -0.12))
    for number in range(9):
        x = -0.7 + number * 0.165
        pen.box((x, 0.1, x + 0.09, 0.22), stone)
    _tower(pen, (-0.74, -0.06, 0.98), 0.17, vary(stone, 0.05), roof)
    _tower(pen, (0.74, -0.06, 0.98), 0.17, vary(stone, -0.03), roof)
    pen.blob("-17,98! -17,62 0,44 17,62 17,98!", oklch(0.32, 0.05, 45), oklch(0.24, 0.04, 40))
    with pen.glowing():
        for x in (-0.42, 0.42):
            pen.blob(
                (
                    (x - 0.05, 0.6),
                    (x - 0.05, 0.6),
                    (x - 0.05, 0.44),
                    (x, 0.38),
                    (x + 0.05, 0.44),
                    (x + 0.05, 0.6),
                    (x + 0.05, 0.6),
                ),
                _GLOW,
            )


def _tower(pen: Pen, at: tuple[float, float, float], wide: float, stone: Ink, roof: Ink) -> None:
    x, top, foot = at
    pen.box((x - wide, top, x + wide, foot), vary(stone, 0.03), vary(stone, -0.12))
    pen.polygon(
        ((x - wide * 1.3, top + 0.02), (x, top - wide * 2.3), (x + wide * 1.3, top + 0.02)),
        vary(roof, 0.06),
        vary(roof, -0.06),
    )
    pen.polygon(((x, top - wide * 2.3), (x + wide * 1.3, top + 0.02), (x + wide * 0.2, top + 0.02)), vary(roof, -0.07))
    with pen.glowing():
        pen.box((x - wide * 0.22, top + 0.12, x + wide * 0.22, top + 0.3), _GLOW)


def lighthouse(pen: Pen, tint: Ink | None) -> None:
    """Draw a banded lighthouse on its rock."""
    band = tint or oklch(0.56, 0.19, 27)
    beam = oklch(0.95, 0.08, 95)
    pen.blob("-90,98! -60,72 -10,66 40,70 86,98!", oklch(0.45, 0.03, 255), oklch(0.32, 0.03, 260))
    edges = [(-0.62 + 0.23 * number, 0.15 + 0.023 * number) for number in range(7)]
    for number, ((top, upper), (foot, lower)) in enumerate(pairwise(edges)):
        ink = _FRAME if number % 2 else band
        pen.polygon(((-upper, top), (upper, top), (lower, foot), (-lower, foot)), ink)
        pen.polygon(((upper * 0.35, top), (upper, top), (lower, foot), (lower * 0.35, foot)), vary(ink, -0.1))
    pen.box((-0.2, -0.66, 0.2, -0.6), oklch(0.3, 0.03, 265))
    with pen.glowing():
        pen.box((-0.12, -0.84, 0.12, -0.66), _GLOW, beam)
    pen.stroke("0,-84 0,-66", 0.02, oklch(0.3, 0.03, 265))
    pen.polygon("-17,-83 0,-98 17,-83", vary(band, -0.08))
    pen.box((-0.06, 0.58, 0.06, 0.76), oklch(0.3, 0.04, 40))
