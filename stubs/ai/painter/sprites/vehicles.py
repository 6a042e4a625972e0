"""Cars, boats, balloons and rockets."""

from math import cos, pi, sin

from stubs.ai.painter.colour import Ink, oklch, vary
from stubs.ai.painter.pen import Pen

_GLASS, _TYRE, _CHROME = oklch(0.78, 0.06, 225), oklch(0.22, 0.01, 270), oklch(0.86, 0.008, 250)
_LAMP, _WHITE = oklch(0.93, 0.11, 95), oklch(0.97, 0.008, 90)


def car(pen: Pen, tint: Ink | None) -> None:
    """Draw a small car from the side."""
    paint = tint or oklch(0.58, 0.19, 27)
    dark = vary(paint, -0.14)
    pen.blob("-58,36 -50,2 -30,-16 0,-20 26,-16 52,10 62,36", vary(paint, 0.05), paint)
    pen.blob("-46,24! -40,4 -26,-8 -4,-11! -4,24!", vary(_GLASS, 0.12), _GLASS)
    pen.blob("4,24! 4,-11! 22,-8 40,8 48,24!", vary(_GLASS, 0.12), _GLASS)
    pen.blob("-92,74! -94,46 -84,32 -56,25 0,24 56,25 86,34 96,54 95,74!", vary(paint, 0.05), dark)
    pen.stroke("-84,40 -30,34 40,34 84,42", 0.018, vary(paint, 0.16))
    pen.stroke("0,28 0,70", 0.012, dark)
    pen.stroke("-14,42 -5,42", 0.026, _CHROME)
    with pen.glowing():
        pen.oval((0.88, 0.48), (0.06, 0.075), _LAMP)
    pen.box((-0.95, 0.44, -0.88, 0.56), oklch(0.6, 0.2, 25))
    pen.box((-0.95, 0.7, 0.97, 0.77), oklch(0.32, 0.012, 270))
    for x in (-0.54, 0.56):
        pen.oval((x, 0.74), (0.235, 0.235), dark)
        pen.oval((x, 0.76), (0.205, 0.205), _TYRE)
        pen.oval((x, 0.76), (0.12, 0.12), _CHROME, vary(_CHROME, -0.2))
        pen.oval((x, 0.76), (0.04, 0.04), _TYRE)
    pen.shine((-0.2, 0.34), (0.6, 0.07), (255, 255, 255), 0.4)


def boat(pen: Pen, tint: Ink | None) -> None:
    """Draw a sailing boat."""
    hull, sail = tint or oklch(0.42, 0.1, 30), oklch(0.97, 0.015, 85)
    pen.box((-0.03, -0.95, 0.02, 0.5), oklch(0.5, 0.06, 60))
    pen.blob("5,-90! 34,-30 70,32! 30,36 5,32!", sail, vary(sail, -0.1))
    pen.blob("-7,-74! -24,-20 -62,32! -30,34 -7,30!", vary(sail, -0.06), vary(sail, -0.18))
    pen.stroke("7,-10 28,-8 43,-10", 0.012, vary(sail, -0.12))
    pen.polygon("0,-95 24,-89 0,-83", oklch(0.62, 0.19, 28))
    pen.blob("-82,44! 0,50 92,40! 74,70 50,86 -50,86 -70,72", hull, vary(hull, -0.12))
    pen.stroke("-80,50 0,56 84,47", 0.04, _WHITE)


def balloon(pen: Pen, tint: Ink | None) -> None:
    """Draw a hot-air balloon with striped gores."""
    first, second = tint or oklch(0.62, 0.19, 30), oklch(0.93, 0.06, 85)
    for number, wide in enumerate((0.7, 0.52, 0.32, 0.11)):
        ink = first if number % 2 == 0 else second
        right = [
            (wide * sin(pi * t) ** 0.8 * (1 if t < 0.62 else 1.0 - 0.42 * (t - 0.62)), -0.98 + 1.42 * t)
            for t in (0.06, 0.16, 0.3, 0.45, 0.6, 0.75, 0.9, 0.97)
        ]
        foot = (max(0.03, wide * 0.22), 0.48)
        outline = [
            (0.0, -0.98),
            *right,
            foot,
            foot,
            (-foot[0], 0.48),
            (-foot[0], 0.48),
            *[(-x, y) for x, y in reversed(right)],
        ]
        pen.blob(outline, vary(ink, 0.05), vary(ink, -0.12))
    pen.shine((-0.26, -0.5), (0.34, 0.4), (255, 255, 255), 0.4)
    pen.stroke("15,48 10,76", 0.014, oklch(0.4, 0.05, 55), both=True)
    pen.blob("-13,74! 13,74! 10,97 -10,97", oklch(0.58, 0.09, 62), oklch(0.44, 0.08, 55))
    pen.stroke("-14,75 14,75", 0.035, oklch(0.4, 0.07, 50))


def rocket(pen: Pen, tint: Ink | None) -> None:
    """Draw a rocket on its flame."""
    trim = tint or oklch(0.6, 0.2, 27)
    body = oklch(0.95, 0.012, 250)
    with pen.glowing():
        pen.blob("-17,50 17,50 22,72 0,100! -22,72", oklch(0.8, 0.16, 75), oklch(0.66, 0.2, 38))
        pen.blob("-9,50 9,50 10,66 0,84! -10,66", oklch(0.96, 0.09, 98), oklch(0.86, 0.16, 85))
    pen.blob("20,6 46,30 50,64! 34,50 18,46", trim, vary(trim, -0.14), both=True)
    pen.blob("0,-98! 22,-66 31,-20 28,24 17,54! -17,54! -28,24 -31,-20 -22,-66", body, vary(body, -0.1))
    pen.blob("6,-92 22,-66 31,-20 28,24 17,54! 6,54! 16,0", vary(body, -0.13), vary(body, -0.22))
    pen.blob("0,-98! 13,-82 22.5,-62 0,-57 -22.5,-62 -13,-82", trim, vary(trim, -0.06))
    pen.oval((0, -0.2), (0.15, 0.15), trim)
    pen.oval((0, -0.2), (0.105, 0.105), oklch(0.86, 0.07, 215), oklch(0.55, 0.11, 245))
    pen.stroke("0,16 0,52", 0.07, trim)
    pen.oval((-0.04 * cos(0.5), -0.24), (0.03, 0.022), _WHITE)
