"""Skylines: rows of houses in the haze, and windows that are lit when it is dark."""

import numpy as np
from numpy.random import Generator

from stubs.ai.painter.canvas import Canvas
from stubs.ai.painter.colour import mix, oklch, vary
from stubs.ai.painter.light import Light
from stubs.ai.painter.outlines import Points
from stubs.ai.painter.sky import Sky

House = tuple[float, float, float, float]  # left, top, right, base
_ROWS = ((0.78, 0.36, 0.07, 0.02), (0.58, 0.44, 0.085, 0.06), (0.34, 0.3, 0.1, 0.12), (0.1, 0.17, 0.12, 0.2))


def paint_city(canvas: Canvas, light: Light, sky: Sky) -> None:
    """Lay four rows of houses, each nearer one darker, and a street along the bottom."""
    rng = canvas.chance.stream("city")
    stone = oklch(0.5, 0.035, 262) if light.hour != "day" else oklch(0.66, 0.035, 250)
    for distance, reach, width, drop in _ROWS:
        base = sky.horizon + 0.06 + drop
        houses = _row(rng, canvas.wide, base, reach, width)
        top, foot = light.far(vary(stone, -0.2 * (1 - distance)), distance), light.far(stone, min(1.0, distance + 0.2))
        line = _skyline(houses)
        canvas.edge(line, top, foot, base + 0.2)
        if distance < _ROWS[0][0]:  # the last row is lost in the haze
            _windows(canvas, rng, light, houses, distance)
        canvas.mist(base, 0.08, light.haze, 0.5, float(rng.random()))
    ground = light.on(oklch(0.5, 0.02, 262))
    canvas.edge(np.full(2, sky.horizon + 0.27), vary(ground, 0.06), vary(ground, -0.06))
    canvas.edge(np.full(2, sky.horizon + 0.29), vary(ground, -0.09), vary(ground, -0.17))


def _row(rng: Generator, wide: float, base: float, reach: float, width: float) -> list[House]:
    """Give houses from left to right."""
    houses, x = [], -float(rng.random()) * width
    while x < 1:
        broad = width * float(rng.uniform(0.55, 1.25)) / wide
        houses.append((x, base - reach * float(rng.uniform(0.28, 1.0)) ** 1.3, x + broad, base))
        x += broad * float(rng.uniform(0.94, 1.12))
    return houses


def _skyline(houses: list[House]) -> Points:
    places = np.linspace(0, 1, 1025)
    line = np.full(1025, houses[0][3])
    for number, (left, top, right, _) in enumerate(houses):
        inside = (places >= left) & (places <= right)
        line[inside] = np.minimum(line[inside], top)
        middle, reach = (left + right) / 2, houses[0][3] - top
        if number % 3 == 0:
            spire = np.abs(places - middle) < (right - left) * (0.28 if number % 2 else 0.025)
            line[spire] = np.minimum(line[spire], top - reach * (0.07 if number % 2 else 0.16))
    return line


def _windows(canvas: Canvas, rng: Generator, light: Light, houses: list[House], distance: float) -> None:
    dark = light.hour in ("night", "sunset")
    share = {"night": 0.55, "sunset": 0.4, "dawn": 0.25, "day": 0.7}[light.hour]
    glass = light.far(oklch(0.85, 0.045, 235), distance * 0.9)
    ink = mix(oklch(0.88, 0.13, 82), light.haze, distance * 0.55) if dark or light.hour == "dawn" else glass
    step = 0.026 - 0.012 * distance
    corners = [_lit(rng, house, canvas.wide, step, share) for house in houses]
    pane = np.array([[0, 0], [0.42 / canvas.wide, 0], [0.42 / canvas.wide, 0.62], [0, 0.62]]) * step
    canvas.details(np.concatenate(corners)[:, None] + pane, ink, 0.9 if dark else 0.45)


def _lit(rng: Generator, house: House, wide: float, step: float, share: float) -> Points:
    """Give the upper left corners of those of a house's windows that show light."""
    left, top, right, base = house
    across, down = max(1, int((right - left) * wide / step)), max(1, int((base - top) / (step * 1.25)))
    rows, columns = np.nonzero(rng.random((down + 1, across + 1))[1:down, 1:across] < share)
    return np.stack([left + (columns + 0.8) * (right - left) / across, top + (rows + 0.6) * step * 1.25], -1)
