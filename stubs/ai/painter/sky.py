"""Skies: gradient, glow, clouds, sun or moon, stars, and what falls from them."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from stubs.ai.painter.canvas import Canvas
from stubs.ai.painter.colour import Ink, mix, oklch, ramp
from stubs.ai.painter.light import Light
from stubs.ai.painter.noise import Field, cloud, smoothstep, to_image

_BELOW = 0.13  # how far the sky is painted under its horizon, where hills may leave it bare
_THRESHOLDS = {"clouds": -0.15, "rain": -0.45, "snowfall": -0.3, "fog": 0.1}


@dataclass(frozen=True, slots=True)
class Sky:
    """Where the sky ends and where its sun or moon stands, as shares of the canvas."""

    horizon: float
    sun: tuple[float, float]


def paint_sky(canvas: Canvas, light: Light, horizon: float, weather: str | None) -> Sky:
    """Cover the canvas with a sky; it ends at the horizon, below which its lowest colour goes on."""
    rng = canvas.chance.stream("sky")
    side = 0.14 + 0.24 * rng.random()
    sky = Sky(
        horizon, (side if rng.random() < 0.5 else 1 - side, horizon * light.height * float(rng.uniform(0.9, 1.05)))
    )
    end = horizon + _BELOW
    wide, high = canvas.soft[0], max(4, round(canvas.soft[1] * end))
    across = (np.linspace(0, 1, wide, dtype=np.float32)[None, :] - sky.sun[0]) * canvas.wide
    down = np.linspace(0, end, high, dtype=np.float32)[:, None]
    distance = np.sqrt(across**2 + (down - sky.sun[1]) ** 2)
    drift = cloud(rng, (wide, high), (2 * canvas.wide, 3), 2) * 0.035
    rows = np.clip((down / horizon + drift) * 255, 0, 255).astype(np.uint8)
    field = ramp(light.sky, 256)[rows]
    shine = 0.5 * np.exp(-((distance / 0.42) ** 2)) + 0.45 * np.exp(-((distance / 0.13) ** 2))
    if weather in ("rain", "fog", "snowfall"):
        shine *= 0.5
    _blend(field, light.glow, shine * (0.55 if light.hour == "night" else 1.0))
    _clouds(field, rng, light, sky, canvas.wide, _THRESHOLDS.get(weather or "", float(rng.uniform(0.12, 0.42))))
    canvas.lay(to_image(field), end)
    if light.hour == "night":
        _stars(canvas, horizon, 130)
    if weather not in ("rain", "snowfall", "clouds"):
        _disc(canvas, light, sky)
    return sky


def _blend(field: Field, ink: Ink, share: Field) -> None:
    field += (np.array(ink, np.float32) - field) * share[..., None]


def _clouds(field: Field, rng: Generator, light: Light, sky: Sky, aspect: float, threshold: float) -> None:
    high, wide = field.shape[:2]
    bank = cloud(rng, (wide, high), (2.2 * aspect, 4.5), 5)
    lit = smoothstep(
        -0.25, 0.35, bank - _shifted(bank, max(1, high // 60), (1 if sky.sun[0] < 0.5 else -1) * max(1, wide // 90))
    )
    down = np.linspace(0, 1 + _BELOW / sky.horizon, high, dtype=np.float32)[:, None]
    cover = smoothstep(threshold, threshold + 0.55, bank) * np.clip(1.5 - 1.3 * down, 0, 1)
    shades = (
        np.array(light.cloud_shade, np.float32)
        + (np.array(light.cloud, np.float32) - light.cloud_shade) * lit[..., None]
    )
    field += (shades - field) * (cover * 0.85)[..., None]


def _shifted(field: Field, down: int, right: int) -> Field:
    """Move a field, its border repeated; its difference to itself is its relief."""
    high, wide = field.shape
    rows, columns = np.clip(np.arange(high) + down, 0, high - 1), np.clip(np.arange(wide) + right, 0, wide - 1)
    return field[rows[:, None], columns[None, :]]


def _stars(canvas: Canvas, horizon: float, count: int) -> None:
    rng = canvas.chance.stream("stars")
    places, sizes = rng.random((count, 2)), rng.random(count) ** 4
    for (x, y), size in zip(places.tolist(), sizes.tolist(), strict=True):
        canvas.dot(
            (x, y * horizon * 0.95), 0.0022 + 0.0035 * size, oklch(0.97, 0.03, 90 + 180 * (x > 0.5)), 0.9 - 0.6 * y
        )


def paint_stars(canvas: Canvas, count: int) -> None:
    """Scatter stars over the whole canvas, some of them with a halo."""
    rng = canvas.chance.stream("bright stars")
    _stars(canvas, 1.05, count)
    for x, y, size in rng.random((7, 3)).tolist():
        canvas.glow((x, y), (0.02 + 0.02 * size,) * 2, oklch(0.85, 0.08, 220 + 100 * size), 0.5)
        canvas.dot((x, y), 0.006, oklch(0.99, 0.01, 90), 1.0)


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
        for x, y, size in rng.random((150, 3)).tolist():
            canvas.dot((x, y), 0.003 + 0.009 * size**3, oklch(0.99, 0.005, 240), 0.95)
    elif weather == "fog":
        for number, turn in enumerate(rng.random(3).tolist()):
            canvas.mist(0.52 + 0.17 * number, 0.16, light.haze, 0.62, turn)


def _rain(canvas: Canvas, rng: Generator, light: Light) -> None:
    places, lengths = rng.random((110, 1, 2)) * [1.1, 1], 0.035 + 0.05 * rng.random((110, 1, 1))
    lean = np.array([[0, 0], [0, 0], [-0.22 / canvas.wide, 1], [-0.22 / canvas.wide, 1]])
    thick = np.array([[0, 0], [0.0017, 0], [0.0017, 0], [0, 0]])
    canvas.shapes(places + lean * lengths + thick, mix(light.cloud, (255, 255, 255), 0.5), 0.38)
