"""Trees and flowers."""

from math import cos, pi, radians, sin

from stubs.ai.painter.colour import Ink, mix, oklch, vary
from stubs.ai.painter.outlines import Outline
from stubs.ai.painter.pen import Pen

_BARK, _LEAF = oklch(0.4, 0.06, 52), oklch(0.55, 0.13, 140)


def tree(pen: Pen, tint: Ink | None) -> None:
    """Draw a broad old tree."""
    crown = tint or oklch(0.52, 0.125, 138)
    pen.blob("-9,10 9,10 10,60 24,98! -26,98! -11,60", _BARK, vary(_BARK, -0.08))
    pen.stroke("2,50 20,20 36,0", 0.08, _BARK)
    pen.stroke("-2,46 -22,18 -40,2", 0.07, _BARK)
    clumps = (
        (-0.5, -0.02, 0.36),
        (0.52, -0.04, 0.36),
        (-0.34, -0.4, 0.38),
        (0.36, -0.42, 0.38),
        (0.0, -0.62, 0.36),
        (0.02, -0.14, 0.44),
    )
    for depth, (x, y, size) in enumerate(clumps):
        shade = vary(crown, -0.09 + 0.018 * depth)
        pen.blob(_ragged(x, y + 0.03, size, 13), vary(shade, -0.02), vary(shade, -0.1, hue=8))
    for x, y, size in (
        (-0.4, -0.5, 0.26),
        (0.3, -0.52, 0.27),
        (-0.04, -0.74, 0.23),
        (-0.1, -0.24, 0.3),
        (-0.56, -0.12, 0.22),
        (0.46, -0.14, 0.23),
    ):
        pen.blob(_ragged(x, y, size, 11), vary(crown, 0.1, hue=-8), vary(crown, 0.0))


def _ragged(x: float, y: float, size: float, count: int) -> Outline:
    steps = ((2 * pi * number / (2 * count), 1.0 if number % 2 else 0.88) for number in range(2 * count))
    return [(x + size * reach * cos(angle), y + size * 0.88 * reach * sin(angle)) for angle, reach in steps]


def palm(pen: Pen, tint: Ink | None) -> None:
    """Draw a leaning palm."""
    leaf = tint or oklch(0.53, 0.13, 145)
    pen.blob("-34,98! -16,98! -6,40 14,-36 6,-38 -16,30", oklch(0.56, 0.06, 60), oklch(0.42, 0.06, 52))
    for number, angle in enumerate((200, 340, 165, 15, 225, 315, 245, 292, 140, 42)):
        _frond(pen, angle, 0.82 if angle > 180 else 0.7, vary(leaf, -0.1 + 0.02 * number))
    for x, y in ((0.04, -0.33), (0.14, -0.32), (0.1, -0.27)):
        pen.oval((x, y), (0.06, 0.065), oklch(0.42, 0.07, 50), oklch(0.3, 0.05, 45))


def _frond(pen: Pen, angle: float, reach: float, ink: Ink) -> None:
    east, south = cos(radians(angle)), sin(radians(angle))
    spine = [
        (0.1 + reach * t * east, -0.4 + reach * t * south + 0.55 * t * t * reach) for t in (0, 0.25, 0.5, 0.75, 1.0)
    ]
    upper = [(px, py - 0.075 * w) for (px, py), w in zip(spine, (0.3, 1, 1.1, 0.8, 0), strict=True)]
    lower = [(px + 0.02 * east, py + 0.1 * w) for (px, py), w in zip(spine[-2::-1], (0.9, 1.1, 0.9, 0.2), strict=True)]
    pen.blob([*upper, upper[-1], *lower], vary(ink, 0.06), ink)


def flower(pen: Pen, tint: Ink | None) -> None:
    """Draw one large open flower with leaves."""
    petal = tint or oklch(0.7, 0.16, 8)
    heart = oklch(0.8, 0.15, 85) if tint != oklch(0.86, 0.16, 95) else oklch(0.38, 0.06, 50)
    pen.stroke("0,-20 5,30 0,98", 0.07, vary(_LEAF, -0.06))
    pen.blob("2,66 30,30 66,28! 50,56 20,72", vary(_LEAF, 0.06), vary(_LEAF, -0.08))
    pen.blob("2,82 -26,50 -60,46! -46,74 -18,86", _LEAF, vary(_LEAF, -0.12))
    for ring, (count, reach, wide) in enumerate(((10, 0.64, 0.17), (10, 0.5, 0.145), (8, 0.34, 0.12))):
        for number in range(count):
            angle = 360 * (number + 0.5 * ring) / count
            shade = vary(petal, -0.06 + 0.055 * ring, hue=-6 + 6 * ring)
            _petal(pen, angle, reach, wide, shade)
    pen.oval((0, -0.34), (0.15, 0.15), heart, vary(heart, -0.12, hue=-20))
    for number in range(14):
        angle = number * 2.4
        pen.oval(
            (0.032 * number**0.5 * cos(angle), -0.34 + 0.032 * number**0.5 * sin(angle)),
            (0.014, 0.014),
            vary(heart, -0.22, hue=-25),
        )


def _petal(pen: Pen, angle: float, reach: float, wide: float, ink: Ink) -> None:
    east, south = cos(radians(angle)), sin(radians(angle))
    shape = ((0.1, 0.0), (0.45, wide * 0.8), (0.82, wide), (1.0, 0.0), (0.82, -wide), (0.45, -wide * 0.8))
    placed = [
        (reach * (a * east - b * south / reach), -0.34 + reach * (a * south + b * east / reach)) for a, b in shape
    ]
    pen.blob(placed, vary(ink, 0.05), vary(ink, -0.04))
    pen.stroke(
        ((0.2 * reach * east, -0.34 + 0.2 * reach * south), (0.7 * reach * east, -0.34 + 0.7 * reach * south)),
        0.012,
        vary(ink, -0.08),
    )


def cactus(pen: Pen, tint: Ink | None) -> None:
    """Draw a cactus with two arms and a blossom."""
    skin = tint or oklch(0.54, 0.1, 152)
    dark = vary(skin, -0.12)
    pen.stroke("10,30 44,28 50,10 50,-24", 0.2, vary(skin, -0.04))
    pen.stroke("-10,50 -42,48 -48,30 -48,2", 0.19, skin)
    pen.blob("0,-84 18,-72 20,0 21,98! -21,98! -20,0 -18,-72", vary(skin, 0.07), dark)
    for x in (-0.11, 0.0, 0.11):
        pen.stroke(((x * 0.8, -0.72 + abs(x)), (x, 0.0), (x, 0.94)), 0.016, mix(skin, dark, 0.8))
    for x in (-0.1, 0.0, 0.1):
        pen.oval((x, -0.86), (0.09, 0.06), oklch(0.72, 0.17, 5), oklch(0.6, 0.18, 0), turn=x * 300)
