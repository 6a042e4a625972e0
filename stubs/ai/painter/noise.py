"""Smooth noise whose shape doesn't depend on how many pixels show it."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image

Field = NDArray[np.float32]
_SEEN = 0.7  # cells a pixel above which bumps are too fine to be seen
FINEST = 256  # the side of soft fields in pixels; what is soft looks the same when it is enlarged


def soft_size(width: int, height: int) -> tuple[int, int]:
    """Give the size at which soft fields of such a picture are computed."""
    shrink = min(1.0, FINEST / max(width, height))
    return max(4, round(width * shrink)), max(4, round(height * shrink))


def cloud(rng: Generator, size: tuple[int, int], cells: tuple[float, float], octaves: int) -> Field:
    """Give fractal noise of mean 0 and about -1…1 over a grid of `size` (width, height).

    Args:
        rng: where the lattices come from; it is used up by the same amount whatever the size.
        size: width and height of the field.
        cells: how many of its largest bumps fit across and down.
        octaves: how many layers, each twice as fine and half as strong.
    """
    sizes = [tuple(max(2, round(count * 2**octave) + 1) for count in cells) for octave in range(octaves)]
    numbers = rng.random(sum(across * down for across, down in sizes), dtype=np.float32) * 2 - 1
    total, first = np.zeros((2, 2), np.float32), 0
    for octave, (across, down) in enumerate(sizes):
        lattice, first = numbers[first : first + across * down].reshape(down, across), first + across * down
        if octave == 0 or (across < size[0] * _SEEN and down < size[1] * _SEEN):
            # Enlarged from one lattice to the next, and once to the field: what is smooth stays so.
            total = _stretched(total, (across, down)) + lattice * np.float32(0.5**octave)
    return _stretched(total, size)


def _stretched(field: Field, size: tuple[int, int]) -> Field:
    return np.asarray(Image.fromarray(field).resize(size, Image.Resampling.BICUBIC))


def profile(
    rng: Generator, places: NDArray[np.float64], cells: float, octaves: int, rough: float = 0.5
) -> NDArray[np.float64]:
    """Give a fractal line of about -1…1 at places (0…), as of hills (one octave) or peaks (many)."""
    total = np.zeros_like(places)
    for octave in range(octaves):
        knots = rng.random(int(cells * 3.2 * 2**octave) + 3) * 2 - 1
        at = places * cells * 2**octave
        low = at.astype(int)
        part = at - low
        ease = part * part * (3 - 2 * part) if octave < 2 else part
        total += (knots[low] * (1 - ease) + knots[low + 1] * ease) * rough**octave
    return total


class Waves:
    """A smooth field without a grid: a few plane waves of random direction, to be read at any places."""

    def __init__(self, rng: Generator, finest: float, count: int = 5) -> None:
        angles, lengths = rng.uniform(0, 2 * np.pi, count), rng.uniform(0.35, 1.0, count) * finest * 2 * np.pi
        self._vectors = np.stack(
            [np.cos(angles) * lengths, np.sin(angles) * lengths, rng.uniform(0, 2 * np.pi, count)], -1
        ).astype(np.float32)

    def at(self, x: Field, y: Field) -> Field:
        """Give the field, of mean 0 and about -1…1."""
        total = np.zeros(np.broadcast_shapes(x.shape, y.shape), np.float32)
        for east, south, phase in self._vectors:
            total += np.sin(x * east + (y * south + phase))
        return total * np.float32(1.5 / len(self._vectors))


def grid(size: tuple[int, int], wide: float, high: float = 1.0) -> tuple[Field, Field]:
    """Give x (a row) and y (a column) of the middles of a field's pixels, which covers 0…wide and 0…high."""
    x: Field = ((np.arange(size[0]) + 0.5) * (wide / size[0])).astype(np.float32)
    y: Field = ((np.arange(size[1]) + 0.5) * (high / size[1])).astype(np.float32)
    return x[None, :], y[:, None]


def smoothstep(low: float, high: float, field: Field) -> Field:
    """Map low…high to 0…1 with soft ends."""
    part = np.clip((field - low) / (high - low), 0, 1)
    eased: Field = part * part * (3 - 2 * part)
    return eased


def to_image(colours: Field) -> Image.Image:
    """Turn a field of sRGB rows 0…255 into an image."""
    return Image.fromarray(np.clip(colours + 0.5, 0, 255).astype(np.uint8))
