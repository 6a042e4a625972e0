"""Backdrops of things that are shown for themselves: a table in soft light, a portrait's halo, deep space."""

import numpy as np
from numpy.random import Generator

from stubs.ai.painter.canvas import Canvas
from stubs.ai.painter.colour import Ink, oklch, ramp, vary
from stubs.ai.painter.light import Light
from stubs.ai.painter.noise import Waves, cloud, grid, smoothstep, to_image
from stubs.ai.painter.sky import paint_stars

TABLE = 0.7  # where a table begins, as a share of the height


def paint_table(canvas: Canvas, light: Light, hue: float) -> None:
    """Lay a wall with a spot of light and the edge of a table."""
    _wall(canvas, light.on(oklch(0.86, 0.055, hue)), light.on(oklch(0.6, 0.085, hue - 14)))
    board = light.on(oklch(0.8, 0.06, hue + 28))
    canvas.edge(np.full(2, TABLE), vary(board, 0.07), vary(board, -0.1))
    canvas.edge(np.full(2, TABLE), vary(board, 0.12), vary(board, 0.12), TABLE + 0.006)
    canvas.glow((0.4, TABLE + 0.14), (0.75, 0.16), vary(board, 0.14), 0.7)


def paint_backdrop(canvas: Canvas, light: Light, hue: float) -> None:
    """Lay a wall with a large disc behind the head of whoever is portrayed."""
    _wall(canvas, light.on(oklch(0.88, 0.06, hue)), light.on(oklch(0.6, 0.1, hue - 24)))
    centre = light.on(oklch(0.84, 0.1, hue + 40))
    canvas.disc((0.5, 0.44), 0.36, centre, light.on(oklch(0.73, 0.12, hue + 15)))


def _wall(canvas: Canvas, bright: Ink, dark: Ink) -> None:
    rng = canvas.chance.stream("wall")
    x, y = grid(canvas.soft, min(1.6, canvas.wide))
    across, down = x - float(rng.uniform(0.3, 0.7)) * min(1.6, canvas.wide), y - 0.38
    fall = np.clip(np.sqrt(across**2 + down**2) / 0.85 + 0.03 * cloud(rng, canvas.soft, (2, 3), 3), 0, 1)
    canvas.lay(to_image(ramp(((0, vary(bright, 0.06)), (0.4, bright), (1, dark)), 256)[(fall * 255).astype(np.uint8)]))


def paint_space(canvas: Canvas) -> None:
    """Lay a nebula and stars."""
    rng = canvas.chance.stream("space")
    hue = float(rng.uniform(225, 320))
    x, y = grid(canvas.soft, canvas.wide)
    warp, veil, lean = Waves(rng, 1.3).at(x, y), Waves(rng, 0.7).at(x, y), float(rng.uniform(-0.9, 0.9))
    gas = cloud(rng, canvas.soft, (2.6 * canvas.wide, 2.6), 5) + 0.6 * warp
    dust = cloud(rng, canvas.soft, (2.6 * canvas.wide, 2.6), 4)
    band = np.exp(-((((x - canvas.wide / 2) * lean + y - 0.5 + 0.13 * warp) / 0.3) ** 2))
    bright = 0.1 + 0.06 * veil + band * (0.34 + 0.3 * gas)
    stops = (
        (0.0, oklch(0.14, 0.05, hue)),
        (0.3, oklch(0.33, 0.14, hue)),
        (0.62, oklch(0.6, 0.19, hue + 55)),
        (0.85, oklch(0.82, 0.13, hue + 95)),
        (1.0, oklch(0.95, 0.06, hue + 120)),
    )
    field = ramp(stops, 256)[(np.clip(bright, 0, 1) * 255).astype(np.uint8)]
    field *= (1 - 0.6 * smoothstep(0.05, 0.9, dust) * band)[..., None]
    canvas.lay(to_image(field))
    paint_stars(canvas, 190)


def paint_depths(canvas: Canvas, light: Light) -> None:
    """Lay the sea from within: rays from above, weeds and bubbles."""
    rng = canvas.chance.stream("depths")
    x, y = grid(canvas.soft, canvas.wide)
    hue = float(rng.uniform(195, 235))
    rays = Waves(rng, 0.9).at(
        ((x - canvas.wide * 0.4) / (0.35 + y) * 2.4).astype(np.float32), np.zeros_like(y)
    ) * np.exp(-2.2 * y)
    stops = (
        (0.0, light.on(oklch(0.24, 0.07, hue + 30))),
        (0.5, light.on(oklch(0.52, 0.1, hue + 8))),
        (1.0, light.on(oklch(0.88, 0.07, hue - 10))),
    )
    canvas.lay(to_image(ramp(stops, 256)[(np.clip(0.92 - 0.9 * y + 0.22 * rays, 0, 1) * 255).astype(np.uint8)]))
    floor = light.on(oklch(0.4, 0.06, hue + 10))
    places = np.linspace(0, 1, 80)
    for step in range(3):
        line = 0.82 + 0.06 * step + 0.03 * np.sin(places * canvas.wide * (4 + step) + rng.uniform(0, 6))
        canvas.edge(line, vary(floor, -0.05 * step), vary(floor, -0.05 * step - 0.08))
        _weeds(canvas, rng, vary(floor, -0.06 * step - 0.03, 1.4, -60), 0.86 + 0.06 * step)
    bubbles = rng.random((26, 1, 2)) * [1, 0.85] + canvas.oval((0, 0), (0.015, 0.015)) * (
        0.25 + 0.75 * rng.random((26, 1, 1)) ** 2
    )
    canvas.shapes(bubbles, light.on(oklch(0.93, 0.035, 210)), 0.45)


def _weeds(canvas: Canvas, rng: Generator, ink: Ink, foot: float) -> None:
    along = np.linspace(0, 1, 14)
    weeds = []
    for x, size, turn in rng.random((9, 3)).tolist():
        sway = 0.018 * np.sin(along * 7 + turn * 6)
        spine = np.stack([x + sway / canvas.wide, foot - along * (0.1 + 0.2 * size)], -1)
        broad = np.stack([0.011 * (1.05 - along) / canvas.wide, np.zeros(14)], -1)
        weeds.append(np.concatenate([spine - broad, (spine + broad)[::-1]]))
    canvas.shapes(np.array(weeds), ink)
