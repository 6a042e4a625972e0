"""Outlines as designed: points in hundredths of the drawing's half, a corner marked "!"."""

from collections.abc import Sequence
from functools import lru_cache
from math import pi

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Outline = str | Sequence[tuple[float, float]]
"""Either "0,-90 40,20! -40,20!" or points in halves, computed."""

_STEPS = np.linspace(0, 1, 9)[:-1]
# Catmull-Rom: a curve through its points, so that what is designed is what is seen.
_SPLINE = 0.5 * np.stack(
    [
        -_STEPS + 2 * _STEPS**2 - _STEPS**3,
        2 - 5 * _STEPS**2 + 3 * _STEPS**3,
        _STEPS + 4 * _STEPS**2 - 3 * _STEPS**3,
        _STEPS**3 - _STEPS**2,
    ],
    -1,
)
_TURNS = np.linspace(0, 2 * pi, 72, endpoint=False)
CIRCLE: Points = np.stack([np.cos(_TURNS), np.sin(_TURNS)], -1)


def straight(outline: Outline) -> Points:
    """Give an outline's points (a corner is there twice)."""
    return _read(outline) if isinstance(outline, str) else np.array(outline, float)


def closed(outline: Outline) -> Points:
    """Give the closed curve through an outline's points."""
    return _designed(outline) if isinstance(outline, str) else _closed(straight(outline))


def opened(outline: Outline) -> Points:
    """Give the open curve through an outline's points, from the first to the last."""
    points = straight(outline)
    points = np.concatenate([points[:1], points, points[-1:]])
    around = np.stack([points[:-3], points[1:-2], points[2:-1], points[3:]], 1)
    return np.concatenate([_splined(around), points[-1:]])


@lru_cache(maxsize=1024)
def _read(outline: str) -> Points:
    pairs = [(word.rstrip("!").split(","), 1 + word.endswith("!")) for word in outline.split()]
    return np.array([[float(x), float(y)] for (x, y), times in pairs for _ in range(times)]) / 100


@lru_cache(maxsize=1024)
def _designed(outline: str) -> Points:
    return _closed(_read(outline))


def _closed(points: Points) -> Points:
    around = np.stack([points[np.arange(-shift, len(points) - shift)] for shift in (1, 0)], 1)
    around = np.concatenate([around, np.roll(around, -2, 0)], 1)
    # Between the two copies of a corner there is nothing to draw; a spline would make a loop of it.
    return _splined(around[np.any(around[:, 1] != around[:, 2], axis=1)])


def _splined(around: Points) -> Points:
    curve: Points = np.einsum("sk,nkd->nsd", _SPLINE, around).reshape(-1, 2)
    return curve
