"""Products and other things that stand for themselves."""

from math import cos, pi, sin

from stubs.ai.painter.colour import Ink, mix, oklch, vary
from stubs.ai.painter.pen import Pen

_WHITE, _DARK, _GOLD = oklch(0.98, 0.006, 90), oklch(0.25, 0.015, 270), oklch(0.8, 0.11, 85)


def planet(pen: Pen, tint: Ink | None) -> None:
    """Draw a banded planet with a ring."""
    gas = tint or oklch(0.72, 0.12, 60)
    ring = vary(gas, 0.12, 0.6, 20)
    _ring(pen, ring, back=True)
    pen.oval((0, 0), (0.58, 0.58), vary(gas, 0.06), vary(gas, -0.16, hue=-20))
    for y, thick, shift in ((-0.34, 0.08, 0.08), (-0.14, 0.06, -0.06), (0.08, 0.1, 0.07), (0.32, 0.07, -0.08)):
        wide = (0.58**2 - y * y) ** 0.5 * 0.985
        pen.blob(
            (
                (-wide, y),
                (-wide * 0.4, y - thick * 0.5),
                (wide * 0.4, y - thick * 0.3),
                (wide, y),
                (wide * 0.5, y + thick * 0.6),
                (-wide * 0.4, y + thick * 0.5),
            ),
            vary(gas, shift, hue=shift * 150),
        )
    pen.shine((0.34, 0.34), (0.62, 0.62), (12, 8, 40), 0.75)
    pen.shine((-0.26, -0.28), (0.4, 0.4), (255, 250, 235), 0.5)
    _ring(pen, ring, back=False)


def _ring(pen: Pen, ink: Ink, *, back: bool) -> None:
    start = pi if back else 0.0
    angles = [start + pi * step / 20 for step in range(21)]
    for outer, inner, shade in ((1.0, 0.9, -0.06), (0.88, 0.74, 0.05)):
        rim = [_tilted(outer, angle) for angle in angles]
        pen.polygon([*rim, *[_tilted(inner, angle) for angle in reversed(angles)]], vary(ink, shade - 0.12 * back))


def _tilted(reach: float, angle: float) -> tuple[float, float]:
    x, y = 0.98 * reach * cos(angle), 0.26 * reach * sin(angle)
    return x * cos(-0.32) - y * sin(-0.32), x * sin(-0.32) + y * cos(-0.32)


def heart(pen: Pen, tint: Ink | None) -> None:
    """Draw a glossy heart."""
    red = tint or oklch(0.6, 0.22, 18)
    outline = (
        (0, -0.46),
        (0, -0.46),
        (0.22, -0.74),
        (0.56, -0.78),
        (0.86, -0.5),
        (0.8, -0.06),
        (0.46, 0.42),
        (0, 0.84),
        (0, 0.84),
        (-0.46, 0.42),
        (-0.8, -0.06),
        (-0.86, -0.5),
        (-0.56, -0.78),
        (-0.22, -0.74),
    )
    pen.blob(outline, vary(red, 0.06, hue=8), vary(red, -0.16, hue=-12))
    pen.shine((0.36, 0.3), (0.7, 0.6), vary(red, -0.25), 0.5)
    pen.shine((-0.42, -0.44), (0.36, 0.28), _WHITE, 0.75)
    pen.oval((-0.5, -0.52), (0.13, 0.07), _WHITE, turn=-38)


def bottle(pen: Pen, tint: Ink | None) -> None:
    """Draw a flacon with a gold cap and a label."""
    glass = tint or oklch(0.68, 0.1, 355)
    dark = vary(glass, -0.2)
    pen.box((-0.15, -0.98, 0.15, -0.66), vary(_GOLD, 0.06), vary(_GOLD, -0.14))
    pen.box((-0.09, -0.98, -0.04, -0.66), vary(_GOLD, 0.16))
    pen.box((-0.11, -0.67, 0.11, -0.54), vary(glass, 0.06), glass)
    pen.box((-0.17, -0.62, 0.17, -0.56), vary(_GOLD, -0.08))
    body = (
        (-0.12, -0.54),
        (0.12, -0.54),
        (0.38, -0.4),
        (0.44, -0.2),
        (0.44, 0.8),
        (0.38, 0.96),
        (-0.38, 0.96),
        (-0.44, 0.8),
        (-0.44, -0.2),
        (-0.38, -0.4),
    )
    pen.blob(body, vary(glass, 0.14), dark)
    pen.blob(
        [(x * 0.84, 0.2 + (y - 0.2) * 0.88) for x, y in body if y > -0.5], vary(glass, 0.2, 0.8), vary(glass, -0.06)
    )
    pen.box((-0.27, 0.12, 0.27, 0.58), _WHITE, vary(_WHITE, -0.05))
    pen.stroke("-16,26 16,26", 0.034, _DARK)
    for y in (0.36, 0.44):
        pen.stroke(((-0.12, y), (0.12, y)), 0.014, vary(_DARK, 0.35))
    pen.shine((-0.33, 0.2), (0.09, 0.75), (255, 255, 255), 0.85)
    pen.shine((0.36, 0.3), (0.1, 0.7), dark, 0.55)


def shoe(pen: Pen, tint: Ink | None) -> None:
    """Draw a sneaker from the side."""
    upper = tint or oklch(0.62, 0.18, 30)
    dark = vary(upper, -0.14)
    pen.blob(
        "-80,44 -84,4 -72,-36! -50,-26 -24,-40! -2,-16 26,6 64,16 88,32 92,48", vary(upper, 0.05), vary(upper, -0.06)
    )
    pen.blob("-76,-32 -50,-22 -26,-36 -36,-10 -56,-2 -74,-14", dark)
    pen.blob("44,12 70,18 90,34 92,48 56,50 44,34", vary(upper, 0.16, 0.6), vary(upper, 0.04))
    pen.blob("-82,46 -84,10 -60,16 -50,46", dark, vary(dark, -0.05))
    for x in (-0.3, -0.16, -0.02):
        pen.stroke(((x, 0.4), (x + 0.1, 0.1)), 0.05, _WHITE)
    for step in range(5):
        x, y = -0.2 + 0.115 * step, -0.26 + 0.092 * step
        pen.stroke(((x, y), (x - 0.14, y + 0.09)), 0.045, _WHITE)
    pen.blob("-88,44! 94,46 96,56 86,66 -84,66 -90,58", _WHITE, vary(_WHITE, -0.12))
    pen.stroke("-84,65.5 86,65.5", 0.035, vary(dark, -0.08))
    pen.stroke("-84,53 90,54", 0.014, vary(upper, 0.1))


def cup(pen: Pen, tint: Ink | None) -> None:
    """Draw a steaming cup of coffee on its saucer."""
    china = tint or oklch(0.95, 0.012, 80)
    dark = vary(china, -0.16)
    steam = oklch(0.97, 0.008, 90)
    for x, lift in ((-0.3, 0.06), (-0.08, -0.06), (0.14, 0.06)):
        pen.stroke(
            ((x, -0.34), (x + 0.07, -0.48 + lift), (x - 0.05, -0.66 + lift), (x + 0.04, -0.86 + lift)), 0.035, steam
        )
    pen.oval((-0.05, 0.84), (0.86, 0.13), vary(china, -0.03), dark)
    pen.oval((-0.05, 0.81), (0.6, 0.075), vary(china, -0.12), vary(china, -0.02))
    pen.stroke("50,0 84,-2 86,30 46,48", 0.11, vary(china, -0.06))
    pen.blob("-66,-20! 56,-20! 54,20 36,62 16,80 -26,80 -46,62 -64,20", vary(china, 0.04), dark)
    pen.oval((-0.05, -0.2), (0.61, 0.13), vary(china, 0.04), vary(china, -0.06))
    pen.oval((-0.05, -0.19), (0.55, 0.1), oklch(0.44, 0.07, 52), oklch(0.34, 0.06, 48))
    pen.oval((-0.08, -0.17), (0.26, 0.045), oklch(0.78, 0.06, 70))
    pen.shine((-0.48, 0.14), (0.1, 0.42), (255, 255, 255), 0.75)
    pen.shine((0.42, 0.24), (0.22, 0.5), dark, 0.5)


def apple(pen: Pen, tint: Ink | None) -> None:
    """Draw an apple with a leaf."""
    skin = tint or oklch(0.58, 0.2, 26)
    pen.blob(
        "0,-42 26,-58 60,-50 80,-14 74,36 48,80 20,94 0,88 -20,94 -48,80 -74,36 -80,-14 -60,-50 -26,-58",
        vary(skin, 0.07, hue=14),
        vary(skin, -0.16),
    )
    pen.shine((0.42, 0.4), (0.55, 0.62), vary(skin, -0.25), 0.6)
    pen.shine((-0.36, -0.16), (0.32, 0.36), (255, 245, 230), 0.7)
    pen.oval((0, -0.43), (0.2, 0.055), vary(skin, -0.18))
    pen.stroke("0,-40 2,-66 12,-86", 0.055, oklch(0.38, 0.06, 55))
    pen.blob("6,-66 20,-92 56,-96! 46,-70 24,-60", oklch(0.66, 0.15, 135), oklch(0.5, 0.13, 142))


def lamp(pen: Pen, tint: Ink | None) -> None:
    """Draw a table lamp that shines."""
    shade = tint or oklch(0.88, 0.09, 82)
    pen.oval((0, 0.9), (0.34, 0.075), vary(_GOLD, -0.06), vary(_GOLD, -0.24))
    pen.blob("-4.5,0 4.5,0 5,40 11,62 6,88 -6,88 -11,62 -5,40", _GOLD, vary(_GOLD, -0.2))
    with pen.glowing():
        pen.oval((0, 0.05), (0.12, 0.1), oklch(0.97, 0.08, 95))
        pen.polygon("-30,-84 30,-84 66,4 -66,4", vary(shade, 0.02), vary(shade, 0.08))
    pen.shine((0.0, -0.22), (0.5, 0.46), (255, 250, 225), 0.8)
    pen.stroke("-65,4 65,4", 0.04, vary(shade, -0.16))
    pen.stroke("-30,-84 30,-84", 0.035, vary(shade, -0.16))


def book(pen: Pen, tint: Ink | None) -> None:
    """Draw three books, one of them upright in front."""
    cover = tint or oklch(0.5, 0.13, 255)
    for y, left, right, ink in ((0.74, -0.86, 0.8, oklch(0.58, 0.14, 35)), (0.48, -0.76, 0.86, oklch(0.68, 0.11, 85))):
        pen.box((left, y - 0.04, right, y + 0.22), ink, vary(ink, -0.1))
        pen.box((left + 0.1, y, right + 0.01, y + 0.18), oklch(0.95, 0.02, 85), oklch(0.87, 0.03, 80))
    pen.polygon("-42,-92 34,-84 42,-88 42,42 34,46 -42,46", oklch(0.93, 0.02, 85))
    pen.polygon("-46,-90 34,-84 34,46 -46,44", vary(cover, 0.06), vary(cover, -0.1))
    pen.polygon("-46,-90 -36,-89 -36,44 -46,44", vary(cover, -0.12))
    pen.oval((0.0, -0.42), (0.17, 0.17), _GOLD, vary(_GOLD, -0.1))
    pen.oval((0.05, -0.46), (0.15, 0.15), cover)
    for y, wide in ((0.02, 0.2), (0.12, 0.14)):
        pen.stroke(((-wide, y), (wide, y)), 0.03, _GOLD)


def watch(pen: Pen, tint: Ink | None) -> None:
    """Draw a wrist watch at ten past ten, as watches are shown."""
    strap = tint or oklch(0.4, 0.06, 45)
    dial, steel = oklch(0.97, 0.01, 85), oklch(0.8, 0.012, 250)
    pen.blob("-24,-98 24,-98 30,-40 -30,-40", vary(strap, 0.06), vary(strap, -0.05))
    pen.blob("-30,40 30,40 24,98 -24,98", vary(strap, -0.04), vary(strap, -0.12))
    pen.box((0.5, -0.07, 0.66, 0.07), steel, vary(steel, -0.2))
    pen.oval((0, 0), (0.56, 0.56), vary(steel, 0.12), vary(steel, -0.25))
    pen.oval((0, 0), (0.47, 0.47), dial, vary(dial, -0.05))
    for hour in range(12):
        angle = pi * hour / 6
        inner = 0.36 if hour % 3 else 0.32
        pen.stroke(
            ((0.42 * sin(angle), 0.42 * cos(angle)), (inner * sin(angle), inner * cos(angle))),
            0.022 if hour % 3 else 0.036,
            _DARK,
        )
    pen.stroke("0,0 -21,-13", 0.045, _DARK)
    pen.stroke("0,0 30,-17", 0.03, _DARK)
    pen.stroke("-4,-8 14,32", 0.012, oklch(0.6, 0.2, 27))
    pen.oval((0, 0), (0.035, 0.035), mix(_GOLD, _DARK, 0.2))
    pen.shine((-0.2, -0.24), (0.34, 0.26), (255, 255, 255), 0.35)
