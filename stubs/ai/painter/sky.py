"""Skies: gradient, glow, clouds, sun or moon, stars, and what falls from them."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from stubs.ai.painter.canvas import Canvas
from stubs.ai.painter.colour import mix, oklch, ramp
from stubs.ai.painter.light import DULL, Light
from stubs.ai.painter.noise import Field, cloud, grid, smoothstep, to_image

_BELOW = 0.13  # how far the sky is painted under its horizon, where hills may leave it bare
_THRESHOLDS = {"clouds": -0.15, "rain": -0.45, "snowfall": -0.3, "fog": 0.1}


@dataclass(frozen=True, slots=True)
class Sky:
    """Where the sky ends and where its sun or moon stands, as shares of the canvas."""

    horizon: float
    sun: tuple[float, float]


def paint_sky(canvas: Canvas, light: Light, horizon: float, weather: str | None) -> Sky:
    """Paint a sky down to the horizon and a little under it, where hills may leave it bare."""
    rng = canvas.chance.stream("sky")
    side = 0.14 + 0.24 * rng.random()
    sun = (side if rng.random() < 0.5 else 1 - side, horizon * light.height * float(rng.uniform(0.9, 1.05)))
    sky, end = Sky(horizon, sun), horizon + _BELOW
    threshold = _THRESHOLDS.get(weather or "", float(rng.uniform(0.12, 0.42)))
    size = (canvas.soft[0], max(4, round(canvas.soft[1] * end)))
    field = _air(rng, light, sky, grid(size, canvas.wide, end), weather in DULL)
    _cover(field, light, _Clouds(rng, size, canvas.wide, threshold), sky)
    canvas.lay(to_image(field), end)
    if light.hour == "night":
        _stars(canvas, horizon, 130)
    if weather not in ("rain", "snowfall", "clouds"):
        _disc(canvas, light, sky)
    return sky


def _air(rng: Generator, light: Light, sky: Sky, places: tuple[Field, Field], dull: bool) -> Field:
    """Give the gradient from zenith to horizon with the glow around the sun."""
    x, y = places
    wide = float(x[0, 0] + x[0, -1])
    drift = cloud(rng, (x.shape[1], y.shape[0]), (2 * wide, 3), 1) * 0.04
    field: Field = ramp(light.sky, 256)[np.clip((y / sky.horizon + drift) * 255, 0, 255).astype(np.uint8)]
    squared = (x - sky.sun[0] * wide) ** 2 + (y - sky.sun[1]) ** 2
    strength = (0.55 if light.hour == "night" else 1.0) * (0.5 if dull else 1.0)
    shine = strength * (0.5 * np.exp(squared * -5.7) + 0.45 * np.exp(squared * -59))
    field += (np.array(light.glow, np.float32) - field) * shine[..., None]
    return field


class _Clouds:
    """A bank of clouds: where it covers the sky, and how its upper sides stand out."""

    def __init__(self, rng: Generator, size: tuple[int, int], aspect: float, threshold: float) -> None:
        self.bank = cloud(rng, size, (2.2 * aspect, 4.5), 5)
        down = np.linspace(0, 1.25, size[1], dtype=np.float32)[:, None]
        self.cover = smoothstep(threshold, threshold + 0.55, self.bank) * np.clip(1.5 - 1.3 * down, 0, 0.85)

    def lit(self, from_left: bool) -> Field:
        """Give how much light each part has, from a sun to the left or right above."""
        high, wide = self.bank.shape
        aside = max(1, wide // 90) * (1 if from_left else -1)
        return smoothstep(-0.25, 0.35, self.bank - _shifted(self.bank, max(1, high // 60), aside))


def _cover(field: Field, light: Light, clouds: _Clouds, sky: Sky) -> None:
    dark = np.array(light.cloud_shade, np.float32)
    shades = dark + (np.array(light.cloud, np.float32) - dark) * clouds.lit(sky.sun[0] < 0.5)[..., None]
    field += (shades - field) * clouds.cover[..., None]


def _shifted(field: Field, down: int, right: int) -> Field:
    """Move a field, its border repeated; its difference to itself is its relief."""
    high, wide = field.shape
    rows, columns = np.clip(np.arange(high) + down, 0, high - 1), np.clip(np.arange(wide) + right, 0, wide - 1)
    return field[rows[:, None], columns[None, :]]


def _stars(canvas: Canvas, horizon: float, count: int) -> None:
    rng = canvas.chance.stream("stars")
    places, sizes = rng.random((count, 2)), rng.random(count) ** 4
    faint = 0.95 - 0.6 * places[:, 1]
    canvas.dots(places * [1, horizon * 0.95], 0.0013 + 0.0023 * sizes, oklch(0.97, 0.03, 90), faint)


def paint_stars(canvas: Canvas, count: int) -> None:
    """Scatter stars over the whole canvas, some of them with a halo."""
    rng = canvas.chance.stream("bright stars")
    _stars(canvas, 1.05, count)
    places = rng.random((7, 2))
    for x, y in places.tolist():
        canvas.glow((x, y), (0.015 + 0.02 * y,) * 2, oklch(0.85, 0.08, 220 + 100 * x), 0.5)
    canvas.dots(places, np.full(7, 0.0035), oklch(0.99, 0.01, 90), np.ones(7))


def _disc(canvas: Canvas, light: Light, sky: Sky) -> None:
    radius = {"dawn": 0.062, "day": 0.05, "sunset": 0.078, "night": 0.058}[light.hour]
    canvas.glow(sky.sun, (radius * 3.4,) * 2, light.glow, 0.55)
    canvas.disc(sky.sun, radius, light.disc, mix(light.disc, light.glow, 0.75))
    if light.hour == "night":
        for x, y, size in ((-0.3, -0.2, 0.3), (0.28, 0.3, 0.22), (0.25, -0.4, 0.14), (-0.2, 0.45, 0.15)):
            crater = (
                sky.sun[0] + x * radius * canvas.unit / canvas.width,
                sky.sun[1] + y * radius * canvas.unit / canvas.height,
            )
            canvas.disc(crater, radius * size, mix(light.disc, light.glow, 0.6), strength=0.6)


def paint_weather(canvas: Canvas, light: Light, weather: str | None) -> None:
    """Let it rain or snow over everything, or let mist rise."""
    rng = canvas.chance.stream("weather")
    if weather == "rain":
        _rain(canvas, rng, light)
    elif weather == "snowfall":
        sizes = rng.random(150)
        canvas.dots(rng.random((150, 2)), 0.002 + 0.006 * sizes**3, oklch(0.99, 0.005, 240), 0.95 - 0.3 * sizes**3)
    elif weather == "fog":
        for number, turn in enumerate(rng.random(3).tolist()):
            canvas.mist(0.52 + 0.17 * number, 0.16, light.haze, 0.46, turn)


def _rain(canvas: Canvas, rng: Generator, light: Light) -> None:
    places, lengths = rng.random((110, 1, 2)) * [1.1, 1], 0.035 + 0.05 * rng.random((110, 1, 1))
    lean = np.array([[0, 0], [0, 0], [-0.22 / canvas.wide, 1], [-0.22 / canvas.wide, 1]])
    thick = np.array([[0, 0], [0.0017, 0], [0.0017, 0], [0, 0]])
    canvas.details(places + lean * lengths + thick, mix(light.cloud, (255, 255, 255), 0.5), 0.38)
