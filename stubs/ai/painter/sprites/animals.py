"""Seated and standing animals that look at the viewer."""

from dataclasses import dataclass
from math import cos, pi, sin

from stubs.ai.painter.colour import Ink, mix, oklch, vary
from stubs.ai.painter.pen import Pen

_DARK, _CREAM, _NOSE = oklch(0.24, 0.02, 40), oklch(0.96, 0.022, 80), oklch(0.25, 0.02, 20)
_PINK = oklch(0.78, 0.08, 15)


@dataclass(frozen=True, slots=True)
class Coat:
    """What tells one seated animal from another."""

    fur: Ink
    ears: str  # pointed, round, flop, long
    tail: str  # bushy, thin, none
    belly: Ink = _CREAM
    muzzle: float = 0.5  # width of the face's light part
    cheeks: float = 0.46  # how far the cheeks stand out
    socks: Ink | None = None
    iris: Ink = _NOSE


COATS = {
    "fox": Coat(oklch(0.65, 0.18, 45), "pointed", "bushy", cheeks=0.62, socks=_DARK, iris=oklch(0.28, 0.05, 50)),
    "cat": Coat(oklch(0.62, 0.045, 65), "pointed", "thin", cheeks=0.5, muzzle=0.26, iris=oklch(0.72, 0.15, 125)),
    "dog": Coat(oklch(0.66, 0.1, 68), "flop", "thin", cheeks=0.44, muzzle=0.34),
    "wolf": Coat(oklch(0.55, 0.025, 255), "pointed", "bushy", cheeks=0.58, iris=oklch(0.75, 0.13, 80)),
    "bear": Coat(oklch(0.45, 0.065, 52), "round", "none", cheeks=0.5, muzzle=0.3, belly=oklch(0.66, 0.07, 65)),
    "panda": Coat(oklch(0.95, 0.01, 90), "round", "none", cheeks=0.52, muzzle=0.2, socks=_DARK),
    "rabbit": Coat(oklch(0.8, 0.035, 70), "long", "none", cheeks=0.42, muzzle=0.26),
    "lion": Coat(oklch(0.76, 0.12, 75), "round", "thin", cheeks=0.46, muzzle=0.32),
    "tiger": Coat(oklch(0.72, 0.16, 58), "round", "thin", cheeks=0.5, muzzle=0.36),
}


def seated(pen: Pen, name: str, fur: Ink | None) -> None:
    """Draw the animal of that name sitting, in its own fur or in the one given."""
    coat = COATS[name]
    tone = fur or coat.fur
    dark, light = vary(tone, -0.13, hue=-8), vary(tone, 0.06)
    pen.frame(*{"long": (0.8, 0.2), "round": (0.95, 0.05)}.get(coat.ears, (0.97, 0.03)))
    _tail(pen, coat, tone, dark)
    if name == "lion":
        _mane(pen, oklch(0.5, 0.12, 48))
    _body(pen, coat, light, dark)
    if name == "tiger":
        _stripes(pen, 1)
    _ears(pen, coat, _DARK if name == "panda" else tone, dark)
    _head(pen, coat, light, tone)
    _face(pen, coat, name, tone)


def _tail(pen: Pen, coat: Coat, tone: Ink, dark: Ink) -> None:
    if coat.tail == "bushy":
        pen.blob("10,90 50,98 86,72 90,30 70,-2! 56,24 52,50 30,66", tone, dark)
        pen.blob("90,30 70,-2! 56,24 64,32 70,25 78,37", _CREAM)
    elif coat.tail == "thin":
        pen.stroke("25,88 60,90 76,66 66,40 74,20", 0.11, dark)


def _mane(pen: Pen, ink: Ink) -> None:
    angles = [2 * pi * step / 36 for step in range(36)]
    outline = [
        (0.66 * sin(angle) * (1 + 0.05 * (step % 2)), -0.38 - 0.62 * cos(angle) * (1 + 0.05 * (step % 2)))
        for step, angle in enumerate(angles)
    ]
    pen.blob(outline, ink, vary(ink, -0.12))
    pen.blob([(0.84 * x, -0.38 + 0.84 * (y + 0.38)) for x, y in outline], vary(ink, 0.06, hue=8), vary(ink, -0.05))


def _body(pen: Pen, coat: Coat, light: Ink, dark: Ink) -> None:
    pen.oval((0.27, 0.74), (0.22, 0.23), dark, vary(dark, -0.04), both=True)
    pen.blob("0,-20 24,-8 34,30 36,70 26,96 -26,96 -36,70 -34,30 -24,-8", light, dark)
    pen.blob("0,-12 20,2 19,30 0,56 -19,30 -20,2", coat.belly, mix(coat.belly, dark, 0.18))
    pen.blob("6,30 20,36 22,70 22,93 6,95 4.5,60", vary(light, -0.03), coat.socks or dark, both=True)
    paw = coat.socks or mix(light, coat.belly, 0.55)
    pen.oval((0.15, 0.93), (0.13, 0.066), paw, vary(paw, -0.05), both=True)


def _ears(pen: Pen, coat: Coat, tone: Ink, dark: Ink) -> None:
    if coat.ears == "pointed":
        pen.blob("10,-68 44,-100! 52,-50 30,-45", tone, dark, both=True)
        pen.blob("22,-66 41,-88! 44,-56 32,-54", mix(_DARK, _PINK, 0.25 if coat.socks else 0.8), both=True)
    elif coat.ears == "round":
        pen.oval((0.34, -0.78), (0.16, 0.16), tone, dark, both=True)
        pen.oval((0.34, -0.76), (0.085, 0.085), mix(dark, _PINK, 0.35), both=True)
    elif coat.ears == "long":
        pen.oval((0.2, -0.93), (0.125, 0.32), tone, dark, turn=10, both=True)
        pen.oval((0.205, -0.9), (0.07, 0.24), _PINK, turn=10, both=True)


def _head(pen: Pen, coat: Coat, light: Ink, tone: Ink) -> None:
    wide = coat.cheeks
    pointed = wide > 0.55
    corner = ((wide, -0.32),) * (2 if pointed else 1)
    right = ((0.2, -0.72), (0.42, -0.56), *corner, (0.3, -0.1), (0.1, 0.0))
    left = tuple((-x, y) for x, y in reversed(right))
    pen.blob((*right, *left), light, tone)
    if coat.ears == "flop":
        pen.blob("26,-72 46,-66 56,-40 52,-10 40,-12 34,-40", vary(tone, -0.16), vary(tone, -0.22), both=True)


def _face(pen: Pen, coat: Coat, name: str, tone: Ink) -> None:
    if coat.cheeks > 0.55:
        pen.blob("0,-40 8,-34 30,-34 58,-31.5! 30,-11 10,-1 0,0", _CREAM, vary(_CREAM, -0.05), both=True)
        pen.blob("0,-62 7,-40 0,-20 -7,-40", tone)
    else:
        pen.oval((0, -0.17), (coat.muzzle, 0.165), mix(coat.belly, tone, 0.12), coat.belly)
    if name == "panda":
        pen.oval((0.2, -0.4), (0.12, 0.14), _DARK, turn=28, both=True)
    if name == "tiger":
        _stripes(pen, 0)
    pen.shine((0.34, -0.22), (0.12, 0.1), _PINK, 0.5, both=True)
    _eyes(pen, coat)
    pen.blob("-7.5,-24.5 7.5,-24.5 5,-18 0,-15.5 -5,-18", _PINK if name in ("cat", "rabbit") else _NOSE)
    pen.stroke("0,-16 3,-9 11,-8.5", 0.018, _NOSE, both=True)
    if name in ("cat", "tiger", "rabbit"):
        for drop in (0.0, 0.06):
            pen.stroke(
                ((0.18, -0.17 + drop), (0.38, -0.2 + 1.4 * drop), (0.55, -0.19 + 2 * drop)),
                0.008,
                vary(_CREAM, -0.04),
                both=True,
            )


def _eyes(pen: Pen, coat: Coat) -> None:
    if coat.iris == _NOSE:
        pen.eye((0.19, -0.4), 0.062)
        return
    pen.oval((0.2, -0.4), (0.088, 0.07), _NOSE, turn=14, both=True)
    pen.oval((0.2, -0.4), (0.066, 0.058), coat.iris, both=True)
    pen.eye((0.2, -0.4), 0.042)


def _stripes(pen: Pen, body: int) -> None:
    if body:
        for y in (0.08, 0.28, 0.48):
            pen.blob(((0.36, y), (0.18, y + 0.05), (0.18, y + 0.05), (0.36, y + 0.09)), _DARK, both=True)
        return
    for x, y in ((0.47, -0.42), (0.47, -0.28)):
        pen.blob(((x + 0.02, y), (0.32, y + 0.05), (0.32, y + 0.05), (x, y + 0.08)), _DARK, both=True)
    for x, long in ((0.0, 0.17), (0.11, 0.13)):
        pen.blob(((x - 0.025, -0.72), (x + 0.025, -0.72), (x, -0.72 + long), (x, -0.72 + long)), _DARK, both=True)
