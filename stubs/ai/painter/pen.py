"""A pen that draws one thing out of smooth shapes, lit like the scene that it will stand in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil, cos, floor, radians, sin

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from stubs.ai.painter.canvas import falloff, strip
from stubs.ai.painter.colour import Ink
from stubs.ai.painter.outlines import CIRCLE, Outline, Points, closed, opened, straight

Pair = tuple[float, float]
_SHADED = 11  # height in pixels below which nobody sees that a shape is shaded
_HALF = [value * 11 // 20 for value in range(256)]


class Pen:
    """Draws in a square whose x and y run -1…1, y downwards; `both` repeats a shape mirrored at x = 0."""

    def __init__(self, side: int, grade: Callable[[Ink], Ink]) -> None:
        """Start an empty square of so many pixels a side, all of whose inks go through `grade`."""
        self._finer = 4 if side < 120 else 3 if side < 300 else 2
        self._side = side
        self._grade = grade
        # With premultiplied alpha it shrinks without the two conversions that would cost most of a drawing's time.
        self._big = Image.new("RGBa", (self._side * self._finer,) * 2)
        self._draw = ImageDraw.Draw(self._big)
        self._scale = self._side * self._finer / 2
        self.frame(1.0, 0.0)

    def frame(self, zoom: float, down: float) -> None:
        """Draw from here on smaller (or larger), and lower by `down`."""
        self._zoom, reach = zoom, zoom * self._scale
        self._factors = {1: np.array([reach, reach]), -1: np.array([-reach, reach])}
        self._shift = np.array([self._scale, (1 + down) * self._scale])

    @contextmanager
    def glowing(self) -> Iterator[None]:
        """Draw what gives light itself: its inks stay as they are, whatever the hour."""
        grade, self._grade = self._grade, lambda ink: ink
        yield
        self._grade = grade

    def blob(self, outline: Outline, ink: Ink, foot: Ink | None = None, *, both: bool = False) -> None:
        """Draw a closed curve through points (a point given twice is a corner), shaded down to `foot`."""
        self._fill(closed(outline), ink, foot, both=both)

    def polygon(self, outline: Outline, ink: Ink, foot: Ink | None = None, *, both: bool = False) -> None:
        """Draw straight edges between points."""
        self._fill(straight(outline), ink, foot, both=both)

    def oval(
        self, at: Pair, radii: Pair, ink: Ink, foot: Ink | None = None, *, turn: float = 0, both: bool = False
    ) -> None:
        """Draw an ellipse, turned clockwise by so many degrees."""
        tilt = radians(turn)
        outline = (CIRCLE * radii) @ np.array([[cos(tilt), sin(tilt)], [-sin(tilt), cos(tilt)]]) + at
        self._fill(outline, ink, foot, both=both)

    def box(self, edges: tuple[float, float, float, float], ink: Ink, foot: Ink | None = None) -> None:
        """Draw a rectangle between its left, top, right and bottom edges."""
        left, top, right, bottom = edges
        self.polygon(((left, top), (right, top), (right, bottom), (left, bottom)), ink, foot)

    def stroke(self, points: Outline, width: float, ink: Ink, *, both: bool = False) -> None:
        """Draw an open curve with round ends."""
        line = opened(points)
        for sign in (1, -1) if both else (1,):
            pixels = self._placed(line, sign)
            broad = max(1, round(width * self._scale * self._zoom))
            self._draw.line([tuple(point) for point in pixels.tolist()], self._grade(ink), broad, joint="curve")
            for x, y in (pixels[0], pixels[-1]):
                self._draw.ellipse((x - broad / 2, y - broad / 2, x + broad / 2, y + broad / 2), fill=self._grade(ink))

    def shine(self, at: Pair, radii: Pair, ink: Ink, strength: float, *, both: bool = False) -> None:
        """Lay light that fades out, only where something is drawn already; it isn't graded."""
        for sign in (1, -1) if both else (1,):
            self._shine((sign * at[0], at[1]), radii, ink, strength)

    def _shine(self, at: Pair, radii: Pair, ink: Ink, strength: float) -> None:
        corners = self._placed(
            np.array([[at[0] - radii[0], at[1] - radii[1]], [at[0] + radii[0], at[1] + radii[1]]]), 1
        )
        left, top, right, bottom = (round(value) for value in corners.ravel().tolist())
        area = (max(0, left), max(0, top), min(self._big.width, right), min(self._big.height, bottom))
        if area[0] >= area[2] or area[1] >= area[3]:
            return
        fall = falloff(strength).resize((right - left, bottom - top), Image.Resampling.BILINEAR)
        fall = fall.crop((area[0] - left, area[1] - top, area[2] - left, area[3] - top))
        self._big.paste(ink, area, ImageChops.multiply(fall, self._big.getchannel("a").crop(area)))

    def eye(self, at: Pair, size: float, iris: Ink = (24, 18, 22)) -> None:
        """Draw a pair of round dark eyes with a light in each."""
        self.oval(at, (size, size * 1.12), iris, both=True)
        self.oval((at[0] - size * 0.32, at[1] - size * 0.4), (size * 0.33,) * 2, (250, 250, 250))
        self.oval((-at[0] - size * 0.32, at[1] - size * 0.4), (size * 0.33,) * 2, (250, 250, 250))

    def finished(self, rim: Ink | None = None, side: int = -1) -> Image.Image:
        """Give the drawing, cut off below its feet, its edge lit by `rim` from the left (-1) or right (1)."""
        box = self._big.getbbox() or (0, 0, self._big.width, self._big.height)
        foot = min(self._big.height, -(-box[3] // self._finer) * self._finer)
        drawing = self._big.crop((0, 0, self._big.width, foot)).reduce(self._finer).convert("RGBA")
        if rim is not None:
            alpha = drawing.getchannel("A")
            drawing.paste((*rim, 255), mask=_rim(alpha, side * max(1, round(self._side * 0.014))))
            drawing.putalpha(alpha)
        return drawing

    def _placed(self, points: Points, sign: int) -> Points:
        placed: Points = points * self._factors[sign]
        placed += self._shift
        return placed

    def _fill(self, outline: Points, ink: Ink, foot: Ink | None, *, both: bool) -> None:
        for sign in (1, -1) if both else (1,):
            pixels = self._placed(outline, sign)
            if foot is not None and np.ptp(pixels[:, 1]) > _SHADED * self._finer:
                self._shaded(pixels, self._grade(ink), self._grade(foot))
            else:
                self._draw.polygon(pixels.ravel().tolist(), fill=self._grade(ink))

    def _shaded(self, pixels: Points, ink: Ink, foot: Ink) -> None:
        xs, ys = pixels.T
        low = (max(0, floor(xs.min())), max(0, floor(ys.min())))
        size = (max(1, ceil(xs.max()) - low[0]), max(1, ceil(ys.max()) - low[1]))
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon((pixels - low).ravel().tolist(), fill=255)
        self._big.paste(strip((*ink, 255), (*foot, 255), *size), low, mask)


def _rim(alpha: Image.Image, reach: int) -> Image.Image:
    """Give the edge that light from above and from one side falls on; at half the size, which also makes it soft."""
    small = alpha.reduce(2)
    lit = ImageChops.subtract(small, ImageChops.offset(small, -reach // 2, abs(reach) // 2)).point(_HALF)
    return ImageChops.multiply(lit.resize(alpha.size, Image.Resampling.BILINEAR), alpha)
