"""Pictures of nothing: silk, floating discs and cut paper, in palettes that go together."""

import numpy as np
from numpy.random import Generator

from stubs.ai.painter.canvas import Canvas
from stubs.ai.painter.colour import Ink, Stops, mix, oklch, ramp, vary
from stubs.ai.painter.noise import Field, Waves, grid, profile, to_image
from stubs.ai.painter.vocabulary import Colour

# Hues from dark to light. Only walks whose dark end has a clear name: dark yellow is mud.
_WALKS = (
    (280, 312, 5, 55),
    (265, 246, 212, 178),
    (330, 14, 38, 80),
    (200, 190, 165, 118),
    (268, 205, 188, 82),
    (318, 350, 8, 40),
    (262, 298, 345, 60),
    (225, 242, 300, 8),
    (18, 32, 52, 85),
    (255, 225, 20, 52),
)


def paint_abstract(canvas: Canvas, colours: tuple[Colour, ...]) -> None:
    """Cover the canvas with one of three kinds of abstract art in the colours given, or in a palette by chance."""
    rng = canvas.chance.stream("abstract")
    stops = _palette(rng, colours)
    (_silk, _orbs, _paper)[int(rng.integers(3))](canvas, rng, stops)


def _palette(rng: Generator, colours: tuple[Colour, ...]) -> Stops:
    """Give five inks from dark to light along a walk of hues."""
    if colours:
        inks = [oklch(*colour) for colour in colours[:3]]
        dark, light = vary(inks[0], -0.3, 0.8, -15), vary(inks[-1], 0.25, 0.5, 15)
        inks = [dark, vary(inks[0], -0.1), *inks, light]
    else:
        walk, turn = _WALKS[int(rng.integers(len(_WALKS)))], 5 * int(rng.integers(-2, 3))
        levels = ((0.24, 0.09), (0.44, 0.15), (0.65, 0.17), (0.82, 0.12))
        inks = [oklch(level, chroma, hue + turn) for (level, chroma), hue in zip(levels, walk, strict=True)]
        inks.append(oklch(0.95, 0.045, walk[-1] + 12))
    return tuple(zip(np.linspace(0, 1, len(inks)).tolist(), inks, strict=True))


def _relief(field: Field, strength: float) -> Field:
    """Give the brightness of a surface of these heights under light from the upper left."""
    down, right = np.gradient(field)
    relief: Field = np.clip((down + right) * strength * max(field.shape) / 256, -1, 1).astype(np.float32)
    return relief


def _finish(canvas: Canvas, shade: Field, relief: Field, stops: Stops) -> None:
    field = ramp(stops, 512)[(np.clip(shade, 0, 1) * 511).astype(np.int16)]
    field += (255 - field) * (np.clip(relief, 0, 1)[..., None] * 0.55)
    field *= 1 - 0.55 * np.clip(-relief, 0, 1)[..., None]
    canvas.lay(to_image(field))


def _silk(canvas: Canvas, rng: Generator, stops: Stops) -> None:
    """Fold a cloth twice over: waves of waves of waves."""
    x, y = grid(canvas.soft, max(1.0, canvas.wide), max(1.0, 1 / canvas.wide))
    first, second, third, fourth = (Waves(rng, finest) for finest in (0.8, 0.8, 0.9, 0.6))
    east, south = first.at(x, y), second.at(x, y)
    flow = third.at(x + 0.42 * east, y + 0.42 * south)
    drift = fourth.at(x, y)
    folds = np.sin(flow * float(rng.uniform(5, 7.5)) + 3 * east + 2 * drift)
    _finish(canvas, 0.47 + 0.26 * flow + 0.12 * folds + 0.3 * drift, _relief(folds, 6), stops)


def _orbs(canvas: Canvas, rng: Generator, stops: Stops) -> None:
    """Let glassy discs float before a soft field of colour."""
    x, y = grid(canvas.soft, max(1.0, canvas.wide), max(1.0, 1 / canvas.wide))
    shade = 0.5 + 0.34 * Waves(rng, 0.75).at(x, y) + 0.25 * (y - 0.5)
    _finish(canvas, shade, np.zeros_like(shade), stops)
    inks = ramp(stops, 16).astype(int).tolist()
    for size in sorted(rng.uniform(0.05, 0.3, 8).tolist()):
        at = (float(rng.uniform(0.08, 0.92)), float(rng.uniform(0.08, 0.92)))
        bright = int(rng.integers(6, 16))
        first, second = tuple(inks[bright]), tuple(inks[bright - 5])
        across, down = size * canvas.unit / canvas.width, size * canvas.unit / canvas.height
        canvas.glow((at[0] + 0.1 * across, at[1] + 0.25 * down), (size * 1.3,) * 2, vary(tuple(inks[0]), -0.1), 0.6)
        canvas.disc(at, size, first, second, 0.94)
        canvas.glow((at[0] - 0.3 * across, at[1] - 0.4 * down), (size * 0.55, size * 0.5), (255, 255, 255), 0.5)


def _paper(canvas: Canvas, rng: Generator, stops: Stops) -> None:
    """Lay sheets of cut paper over one another, each with a soft shadow on the one behind."""
    inks = ramp(stops, 9)[::-1].astype(int).tolist()
    first: Ink = tuple(inks[0])
    canvas.edge(np.zeros(2), mix(first, (255, 255, 255), 0.3), first)
    sun = (float(rng.uniform(0.25, 0.75)), 0.24)
    canvas.glow(sun, (0.5, 0.5), (255, 255, 255), 0.7)
    canvas.disc(sun, 0.12, mix(tuple(inks[1]), (255, 255, 255), 0.25), tuple(inks[2]))
    places = np.linspace(0, canvas.wide, 160)
    for number, ink in enumerate(inks[1:]):
        line = 0.3 + 0.085 * number + 0.1 * profile(rng, places, 1.5, 2, 0.3)
        sheet: Ink = tuple(ink)
        canvas.shadow(line, 0.055, 0.42)
        canvas.edge(line, vary(sheet, 0.05), vary(sheet, -0.07))
