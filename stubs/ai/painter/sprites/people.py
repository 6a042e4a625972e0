"""Persons and robots."""

from stubs.ai.painter.colour import Ink, mix, oklch, vary
from stubs.ai.painter.pen import Pen

_DARK, _WHITE = oklch(0.24, 0.025, 30), oklch(0.97, 0.01, 90)
SKINS = (oklch(0.84, 0.06, 62), oklch(0.74, 0.075, 58), oklch(0.6, 0.08, 52), oklch(0.46, 0.065, 48))
HAIRS = (oklch(0.27, 0.03, 45), oklch(0.4, 0.07, 48), oklch(0.72, 0.1, 78), oklch(0.5, 0.12, 38))


def person(pen: Pen, tint: Ink | None, look: int) -> None:
    """Draw head and shoulders; `look` (0…15) chooses skin and hair."""
    skin, hair = SKINS[look % 4], HAIRS[(look // 4 + look) % 4]
    shirt = (
        tint
        or (oklch(0.5, 0.12, 255), oklch(0.62, 0.15, 30), oklch(0.55, 0.1, 165), oklch(0.55, 0.14, 320))[look // 4 % 4]
    )
    long = look % 2 == 0
    if long:
        pen.blob(
            "0,-94 36,-86 50,-50 50,-10 58,30 40,50 -40,50 -58,30 -50,-10 -50,-50 -36,-86", hair, vary(hair, -0.08)
        )
    pen.blob("0,36 30,40 66,56 84,80 90,100! -90,100! -84,80 -66,56 -30,40", vary(shirt, 0.05), vary(shirt, -0.12))
    pen.blob("-15,0 15,0 16,34 26,42 0,60 -26,42 -16,34", vary(skin, -0.09), vary(skin, -0.05))
    pen.oval((0.37, -0.3), (0.06, 0.09), vary(skin, -0.05), both=True)
    pen.blob("0,-82 28,-74 37,-42 33,-12 17,12 0,18 -17,12 -33,-12 -37,-42 -28,-74", vary(skin, 0.03), skin)
    _features(pen, skin, hair)
    fringe = "0,-97 30,-90 46,-62 44,-34 38,-30 34,-52 10,-66 -12,-60 -30,-50 -38,-30 -44,-34 -46,-62 -30,-90"
    pen.blob(fringe, vary(hair, 0.07), hair)
    pen.shine((-0.14, -0.82), (0.26, 0.12), (255, 240, 220), 0.28)
    pen.stroke("27,42 10,60 0,64", 0.045, vary(shirt, -0.1), both=True)


def _features(pen: Pen, skin: Ink, hair: Ink) -> None:
    lip = mix(skin, oklch(0.5, 0.17, 20), 0.55)
    pen.shine((0.22, -0.14), (0.13, 0.1), oklch(0.65, 0.15, 20), 0.4, both=True)
    pen.oval((0.155, -0.32), (0.062, 0.04), _WHITE, both=True)
    pen.oval((0.155, -0.32), (0.037, 0.038), _DARK, both=True)
    pen.stroke("8.5,-33.5 15,-37.2 22.5,-34", 0.02, _DARK, both=True)
    pen.stroke("8,-44 16,-47 25,-43", 0.03, vary(hair, -0.04), both=True)
    pen.stroke("1.5,-30 3,-16 0,-13 -3,-14", 0.016, vary(skin, -0.14))
    pen.blob("-11,0 -4,-2.2 0,-1.2 4,-2.2 11,0 0,5.5", lip, vary(lip, -0.05))
    pen.stroke("-10,0.2 0,1.2 10,0.2", 0.01, vary(lip, -0.14))


def robot(pen: Pen, tint: Ink | None) -> None:
    """Draw a friendly robot."""
    shell = tint or oklch(0.82, 0.03, 230)
    dark, eye = vary(shell, -0.16), oklch(0.86, 0.14, 190)
    pen.stroke("0,-72 0,-92", 0.035, dark)
    pen.oval((0, -0.93), (0.06, 0.06), oklch(0.68, 0.2, 28))
    pen.stroke("40,20 62,36 64,62", 0.13, dark, both=True)
    pen.oval((0.64, 0.68), (0.1, 0.1), shell, both=True)
    pen.blob("12,66 32,66 36,96 10,96", dark, vary(dark, -0.08), both=True)
    pen.blob("-36,4 36,4 46,16 42,66 30,78 -30,78 -42,66 -46,16", vary(shell, 0.06), dark)
    pen.blob("-22,22 22,22 26,30 22,54 -22,54 -26,30", vary(dark, -0.22))
    for x, hue in ((-0.13, 28), (0.0, 85), (0.13, 150)):
        pen.oval((x, 0.38), (0.045, 0.045), oklch(0.78, 0.16, hue))
    pen.oval((0.54, -0.34), (0.09, 0.15), dark, both=True)
    pen.blob("-42,-72 42,-72 54,-56 54,-12 42,2 -42,2 -54,-12 -54,-56", vary(shell, 0.09), vary(shell, -0.06))
    pen.blob(
        "-34,-58 34,-58 43,-48 43,-20 34,-12 -34,-12 -43,-20 -43,-48", oklch(0.26, 0.04, 265), oklch(0.2, 0.04, 265)
    )
    with pen.glowing():
        pen.oval((0.19, -0.38), (0.085, 0.1), eye, both=True)
    pen.oval((0.16, -0.42), (0.028, 0.03), _WHITE, both=True)
    pen.stroke("-11,-22 0,-18 11,-22", 0.025, eye)
    pen.shine((-0.2, -0.6), (0.3, 0.14), (255, 255, 255), 0.5)
