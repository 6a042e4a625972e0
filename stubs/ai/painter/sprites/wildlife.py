"""Animals seen from the side or on the wing, and the owl."""

from stubs.ai.painter.colour import Ink, mix, oklch, vary
from stubs.ai.painter.pen import Pen

_DARK, _WHITE = oklch(0.23, 0.02, 260), oklch(0.97, 0.01, 90)
_BEAK = oklch(0.78, 0.15, 70)


def owl(pen: Pen, tint: Ink | None) -> None:
    """Draw an owl on a branch."""
    feathers = tint or oklch(0.5, 0.07, 58)
    dark, pale = vary(feathers, -0.12), vary(feathers, 0.28, 0.6)
    pen.stroke("-95,86 -30,80 35,84 95,74", 0.12, oklch(0.36, 0.05, 55))
    pen.blob("0,-82 34,-80 56,-96! 58,-40 60,20 36,74 0,84 -36,74 -60,20 -58,-40 -56,-96! -34,-80", feathers, dark)
    pen.oval((0, 0.26), (0.36, 0.48), pale, mix(pale, feathers, 0.4))
    for row in range(4):
        for column in range(4 - row % 2):
            x, y = (column - (3 - row % 2) / 2) * 0.17, 0.0 + row * 0.16
            pen.blob(((x - 0.055, y), (x + 0.055, y), (x, y + 0.1)), feathers)
    pen.blob("44,-28 66,10 56,56 36,70 38,20", dark, vary(dark, -0.06), both=True)
    pen.oval((0.24, -0.46), (0.27, 0.27), pale, both=True)
    pen.oval((0.23, -0.46), (0.18, 0.18), oklch(0.8, 0.16, 78), both=True)
    pen.eye((0.23, -0.46), 0.11)
    pen.blob("-7,-36 7,-36 0,-14!", _BEAK, vary(_BEAK, -0.12))
    for x in (0.14, 0.22, 0.3):
        pen.oval((x, 0.8), (0.04, 0.075), _BEAK, both=True)


def bird(pen: Pen, tint: Ink | None) -> None:
    """Draw a bird that glides with its wings spread."""
    feathers = tint or oklch(0.52, 0.13, 250)
    dark, pale = vary(feathers, -0.16), vary(feathers, 0.3, 0.5)
    pen.blob("5,-2 2,-40 20,-80 62,-100! 50,-62 42,-20 30,8", vary(feathers, -0.08), dark)
    pen.blob("-30,12 -72,22 -100,12! -86,28 -96,42! -60,40 -30,30", dark)
    pen.blob("-42,16 -5,-6 38,-14 60,-20 78,-10 70,8 40,30 0,40 -36,34", vary(feathers, 0.05), feathers)
    pen.blob("-30,34 10,20 50,12 72,4 42,30 0,40", pale)
    pen.blob("24,6 -2,-30 -36,-66 -82,-84! -72,-50 -50,-16 -22,14", vary(feathers, 0.09), dark)
    for x, y in ((-0.74, -0.58), (-0.6, -0.36), (-0.46, -0.18)):
        pen.stroke(((x, y), (x + 0.24, y + 0.1), (x + 0.38, y + 0.2)), 0.02, dark)
    pen.blob("74,-12 98,-3! 73,4", _BEAK)
    pen.oval((0.61, -0.08), (0.045, 0.048), _DARK)
    pen.oval((0.6, -0.1), (0.015, 0.015), _WHITE)


def horse(pen: Pen, tint: Ink | None) -> None:
    """Draw a horse at a trot."""
    coat = tint or oklch(0.44, 0.085, 45)
    dark, mane = vary(coat, -0.12), vary(coat, -0.2, 0.7)
    pen.blob("-52,-20 -78,-12 -90,20 -84,52! -70,20 -56,0", mane)
    for x, knee, hoof in ((-0.34, -0.22, -0.42), (0.4, 0.52, 0.34)):
        pen.stroke(((x, 0.2), (knee, 0.56), (hoof, 0.9)), 0.11, dark)
        pen.stroke(((hoof - 0.02, 0.94), (hoof + 0.05, 0.94)), 0.1, _DARK)
    pen.blob(
        "-56,-24 -20,-28 20,-22 42,-50 56,-86 72,-78 70,-40 58,0 46,28 10,30 -20,24 -46,36 -62,8",
        vary(coat, 0.06),
        coat,
    )
    pen.blob("50,-84 62,-98 70,-86 86,-66 98,-48 94,-36 80,-38 68,-50 56,-60", vary(coat, 0.06), coat)
    pen.blob("58,-84 62,-100! 70,-84", coat)
    pen.blob("60,-94 50,-92 34,-66 18,-30 12,-14 30,-20 46,-44 56,-66", mane)
    for x, knee, hoof in ((-0.48, -0.56, -0.64), (0.5, 0.72, 0.72)):
        pen.stroke(((x, 0.12), (knee, 0.52), (hoof, 0.9)), 0.13, coat)
        pen.stroke(((hoof - 0.02, 0.94), (hoof + 0.06, 0.94)), 0.11, _DARK)
    pen.oval((0.76, -0.66), (0.032, 0.036), _DARK)
    pen.oval((0.92, -0.45), (0.018, 0.014), _DARK)


def fish(pen: Pen, tint: Ink | None) -> None:
    """Draw a fish with long fins."""
    scales = tint or oklch(0.7, 0.17, 50)
    dark, fin = vary(scales, -0.12), vary(scales, 0.1, 0.9, 14)
    pen.blob("-44,0 -80,-46 -100,-48 -84,0 -100,50 -80,46", fin, dark)
    pen.blob("-34,-30 -10,-72 30,-66 34,-34", fin, dark)
    pen.blob("-10,34 -24,70 10,62 24,34", fin, dark)
    pen.blob("-56,0 -20,-38 26,-46 72,-24 90,2 72,26 26,44 -20,36", vary(scales, 0.06), dark)
    pen.blob("-20,30 20,12 80,14 66,30 26,44", vary(scales, 0.24, 0.5))
    for x in (-0.28, -0.02):
        pen.blob(
            ((x, -0.4), (x + 0.12, -0.42), (x + 0.18, 0.0), (x + 0.12, 0.38), (x, 0.38), (x + 0.06, 0.0)),
            _WHITE,
            vary(_WHITE, -0.08),
        )
    pen.blob("26,6 4,26 16,34 34,20", fin, dark)
    pen.oval((0.62, -0.09), (0.09, 0.09), _WHITE)
    pen.oval((0.64, -0.09), (0.055, 0.06), _DARK)
    pen.shine((0.2, -0.26), (0.4, 0.14), (255, 255, 255), 0.4)


def whale(pen: Pen, tint: Ink | None) -> None:
    """Draw a whale that leaps, with its spout."""
    skin = tint or oklch(0.5, 0.09, 245)
    dark = vary(skin, -0.12)
    water = oklch(0.9, 0.05, 220)
    for lean in (-0.24, 0.0, 0.24):
        pen.stroke(
            ((0.38, -0.36), (0.38 + lean * 0.4, -0.66), (0.38 + lean * 1.4, -0.7 - 0.14 * (lean == 0))), 0.05, water
        )
    pen.blob("-58,30 -84,2 -100,-34 -78,-26 -70,-14 -56,-32 -36,-36 -50,0", skin, dark)
    pen.blob("-66,12 -30,16 0,-22 42,-36 84,-20 96,16 84,52 40,68 -10,64 -50,46", vary(skin, 0.07), dark)
    pen.blob("95,20 84,52 40,68 -10,64 -40,50 20,46 60,30", oklch(0.93, 0.02, 220), oklch(0.8, 0.03, 230))
    for shift in (0.0, 0.1, 0.2):
        pen.stroke(
            ((0.78 - shift, 0.34 + shift * 0.5), (0.5 - shift, 0.5 + shift * 0.4), (0.1, 0.56 + shift * 0.35)),
            0.012,
            dark,
        )
    pen.blob("26,40 2,84 24,80 48,46", skin, dark)
    pen.oval((0.68, 0.1), (0.045, 0.05), _DARK)
    pen.oval((0.665, 0.08), (0.016, 0.016), _WHITE)


def butterfly(pen: Pen, tint: Ink | None) -> None:
    """Draw a butterfly from above."""
    wing = tint or oklch(0.66, 0.17, 48)
    edge = vary(oklch(0.25, 0.04, 280), 0.0)
    pen.blob("5,-10 34,-72 82,-86 96,-56 74,-6 30,10", edge, both=True)
    pen.blob("5,0 50,4 78,30 64,74 36,78 12,40", edge, both=True)
    pen.blob("10,-12 38,-62 76,-74 84,-54 66,-12 30,2", vary(wing, 0.12, hue=18), wing, both=True)
    pen.blob("10,6 48,12 66,32 56,62 38,66 18,36", wing, vary(wing, -0.1, hue=-14), both=True)
    pen.stroke("8,-8 40,-34 80,-56", 0.025, edge, both=True)
    pen.stroke("8,-2 40,-12 70,-16", 0.025, edge, both=True)
    pen.stroke("10,10 40,30 50,62", 0.025, edge, both=True)
    for x, y, size in ((0.84, -0.72, 0.04), (0.88, -0.58, 0.035), (0.7, 0.42, 0.035), (0.6, 0.62, 0.035)):
        pen.oval((x, y), (size, size), _WHITE, both=True)
    pen.stroke("2,-40 12,-66 20,-78", 0.018, edge, both=True)
    pen.oval((0, 0.04), (0.06, 0.46), vary(edge, 0.05), edge)
    pen.oval((0, -0.42), (0.075, 0.08), edge)
