"""Colours chosen and mixed in OKLab, where equal steps look equal (Björn Ottosson, 2020)."""

from functools import lru_cache
from math import atan2, cos, hypot, radians, sin

import numpy as np
from numpy.typing import NDArray

Ink = tuple[int, int, int]
Lab = tuple[float, float, float]
Stops = tuple[tuple[float, Ink], ...]


@lru_cache(maxsize=4096)
def oklch(lightness: float, chroma: float, hue: float) -> Ink:
    """Give the sRGB colour of a lightness (0…1), a chroma (0…about 0.3) and a hue in degrees."""
    return _ink(_polar(round(lightness, 4), round(chroma, 4), round(hue, 2)))


@lru_cache(maxsize=8192)
def mix(first: Ink, second: Ink, share: float) -> Ink:
    """Mix two colours; `share` of the second, 0…1."""
    a, b = _lab(first), _lab(second)
    return _ink((_blend(a[0], b[0], share), _blend(a[1], b[1], share), _blend(a[2], b[2], share)))


@lru_cache(maxsize=8192)
def vary(ink: Ink, lightness: float = 0.0, chroma: float = 1.0, hue: float = 0.0) -> Ink:
    """Give the colour lighter by `lightness`, its chroma multiplied and its hue turned by degrees."""
    level, a, b = _lab(ink)
    angle = atan2(b, a) + radians(hue)
    reach = hypot(a, b) * chroma
    return _ink((min(1.0, max(0.0, level + lightness)), reach * cos(angle), reach * sin(angle)))


@lru_cache(maxsize=512)
def ramp(stops: Stops, steps: int) -> NDArray[np.float32]:
    """Give a gradient of so many sRGB rows (0…255) through stops that lie at rising places 0…1; it is read-only."""
    places = np.linspace(0, 1, steps)
    labs = np.array([_lab(ink) for _, ink in stops])
    at = [place for place, _ in stops]
    bent = np.stack([np.interp(places, at, labs[:, axis]) for axis in range(3)], axis=-1)
    encoded = _encode(bent)
    encoded.flags.writeable = False  # whoever asks for these stops again gets this very array
    return encoded


def _blend(first: float, second: float, share: float) -> float:
    return first + (second - first) * share


def _polar(lightness: float, chroma: float, hue: float) -> Lab:
    return lightness, chroma * cos(radians(hue)), chroma * sin(radians(hue))


@lru_cache(maxsize=4096)
def _lab(ink: Ink) -> Lab:
    red, green, blue = (_linear(value / 255) for value in ink)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _light(lab: Lab) -> tuple[float, float, float]:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


@lru_cache(maxsize=8192)
def _ink(lab: Lab) -> Ink:
    """Give the nearest colour a screen has: chroma gives way before hue and lightness do."""
    lightness, a, b = lab
    for _ in range(12):
        light = _light((lightness, a, b))
        if min(light) > -0.003 and max(light) < 1.003:
            break
        a, b = a * 0.9, b * 0.9
    red, green, blue = (round(255 * _gamma(min(1.0, max(0.0, value)))) for value in light)
    return red, green, blue


_TO_CONES = np.array(
    [[1, 0.3963377774, 0.2158037573], [1, -0.1055613458, -0.0638541728], [1, -0.0894841775, -1.291485548]]
)
_TO_LIGHT = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.707614701],
    ]
)


def _encode(labs: NDArray[np.float64]) -> NDArray[np.float32]:
    light = np.clip((labs @ _TO_CONES.T) ** 3 @ _TO_LIGHT.T, 0, 1)
    bright = np.where(light <= 0.0031308, 12.92 * light, 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055)
    encoded: NDArray[np.float32] = (bright * 255).astype(np.float32)
    return encoded
