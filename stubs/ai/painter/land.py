"""Land and water, laid from the horizon to the viewer and fading into the haze with distance."""

import numpy as np
from numpy.random import Generator

from stubs.ai.painter.canvas import Canvas, evenly
from stubs.ai.painter.colour import Ink, mix, oklch, vary
from stubs.ai.painter.light import Light
from stubs.ai.painter.noise import profile
from stubs.ai.painter.outlines import Points
from stubs.ai.painter.sky import Sky

_GROUND = {
    "winter": (0.93, 0.018, 240),
    "autumn": (0.6, 0.12, 62),
    "spring": (0.66, 0.15, 132),
    None: (0.56, 0.115, 138),
}
_WOOD = {"winter": (0.43, 0.04, 215), "autumn": (0.52, 0.13, 48), "spring": (0.5, 0.11, 145), None: (0.4, 0.075, 158)}


class Land:
    """The painter of one scene's land."""

    def __init__(self, canvas: Canvas, light: Light, sky: Sky, season: str | None, turn: float) -> None:
        self.canvas, self.light, self.sky, self.season = canvas, light, sky, season
        self.ground = vary(oklch(*_GROUND[season]), hue=turn)
        self.wood = vary(oklch(*_WOOD[season]), hue=turn)
        self.rng: Generator = canvas.chance.stream("land")

    def line(self, middle: float, swing: float, cells: float, octaves: int, rough: float = 0.5) -> Points:
        """Give a skyline around a height of the canvas."""
        places = evenly(48 if octaves < 3 else 240) * self.canvas.wide
        return middle + swing * profile(self.rng, places, cells, octaves, rough)

    def hill(self, middle: float, swing: float, distance: float, ink: Ink | None = None, cells: float = 1.1) -> Points:
        """Lay a rolling hill; give its skyline."""
        line = self.line(middle, swing, cells, 2)
        body = ink or self.ground
        self.canvas.edge(
            line, self.light.far(vary(body, 0.05), distance), self.light.far(vary(body, -0.08), distance * 0.7)
        )
        return line

    def meadow(self) -> None:
        """Lay hills, a far wood and a near meadow with grass and flowers."""
        horizon = self.sky.horizon
        self.canvas.edge(self.line(horizon - 0.03, 0.05, 2.2, 4), self.light.far(self.wood, 0.82), self.light.haze)
        self.hill(horizon + 0.03, 0.04, 0.66)
        wooded = self.hill(horizon + 0.1, 0.045, 0.46)
        self.conifers(wooded, 34, 0.045, 0.5)
        self.hill(horizon + 0.17, 0.04, 0.24)
        near = self.hill(horizon + 0.26, 0.03, 0.04, cells=0.7)
        self.flowers(near)

    def mountains(self) -> None:
        """Lay a range of peaks with snow over wooded hills."""
        horizon = self.sky.horizon
        self.canvas.edge(
            self.line(horizon - 0.06, 0.09, 2.4, 5), self.light.far(oklch(0.55, 0.05, 262), 0.76), self.light.haze
        )
        count = max(2, round(3.4 * self.canvas.wide))
        order = self.rng.permutation(count)
        tallest = self.rng.integers(count)
        for place in order:
            x = (place + 0.5 + 0.5 * (self.rng.random() - 0.5)) / count
            reach = 0.4 if place == tallest else 0.2 + 0.12 * self.rng.random()
            self.peak(x, horizon + 0.1, reach, 0.5 if place == tallest else 0.62)
        self.mist(horizon + 0.07)
        self.conifers(self.hill(horizon + 0.09, 0.05, 0.5), 44, 0.04, 0.52)
        self.conifers(self.hill(horizon + 0.17, 0.05, 0.26, cells=1.4), 34, 0.065, 0.28)
        self.hill(horizon + 0.28, 0.035, 0.03, cells=0.8)

    def peak(self, x: float, base: float, reach: float, distance: float) -> None:
        """Lay one mountain: a lit and a shaded face, and snow."""
        lean = float(self.rng.uniform(-0.15, 0.15))
        left, right = self._slope(reach, -1.0), self._slope(reach, 1.0)
        ridge = np.stack(
            [
                self.rng.normal(0, 0.035, 9).cumsum() * reach + lean * np.linspace(0, 1, 9) * reach,
                np.linspace(0, reach, 9),
            ],
            -1,
        )
        ridge[0] = 0
        rock, to_left = oklch(0.52, 0.045, 262), self.sky.sun[0] < x
        lit, dark = self.light.far(vary(rock, 0.12), distance), self.light.far(vary(rock, -0.12), distance * 0.9)
        foot = self.light.far(rock, min(1.0, distance + 0.34))
        at, scale = np.array([x, base - reach]), [1 / self.canvas.wide, 1]
        faces = (np.concatenate([left, ridge[::-1]]), np.concatenate([right, ridge[::-1]]))
        for face, ink in zip(faces, (lit, dark) if to_left else (dark, lit), strict=True):
            self.canvas.shape(at + face * scale, ink, foot)
        snow = self.light.far(oklch(0.97, 0.012, 240), distance * 0.45)
        share = 0.75 if self.season == "winter" else 0.36
        shade = mix(snow, dark, 0.42)
        for face, ink in zip((left, right), (snow, shade) if to_left else (shade, snow), strict=True):
            self.canvas.shape(at + self._cap(face, ridge, reach * share) * scale, ink)

    def _slope(self, reach: float, side: float) -> Points:
        down = np.linspace(0, 1, 13)
        out = down * reach * side * self.rng.uniform(0.85, 1.15)
        jag = self.rng.normal(0, 0.02, 13) * reach * np.minimum(1, down * 4)
        return np.stack([out + jag, down * reach + jag * 0.4 * side], -1)

    def _cap(self, face: Points, ridge: Points, depth: float) -> Points:
        cut = face[face[:, 1] <= depth]
        inner = ridge[ridge[:, 1] <= depth * 1.1]
        start, end = cut[-1], inner[-1]
        share = np.linspace(0, 1, 8)[1:-1, None]
        hem = start + (end - start) * share
        hem[:, 1] += depth * np.where(np.arange(6) % 2, -0.24, 0.22)
        return np.concatenate([cut, hem, inner[::-1]])

    def conifers(self, line: Points, count: int, size: float, distance: float) -> None:
        """Plant firs along a skyline."""
        total = round(count * max(0.6, self.canvas.wide))
        xs, sizes = self.rng.random(total), self.rng.uniform(0.6, 1.25, total) * size
        stands = np.interp(xs, evenly(len(line)), line)
        ink = self.light.far(vary(self.wood, -0.02), distance)
        if self.canvas.thumbnail:
            self.canvas.shape(_treeline(line, xs, stands, sizes, self.canvas), ink)
            return
        firs = np.stack([xs, stands - sizes], -1)[:, None] + _FIR * (sizes[:, None, None] * [1 / self.canvas.wide, 1])
        self.canvas.shapes(firs, ink)

    def forest(self) -> None:
        """Lay walls of firs, each nearer one darker and larger, with mist between."""
        horizon = self.sky.horizon
        self.canvas.edge(self.line(horizon - 0.05, 0.05, 2, 3), self.light.far(self.wood, 0.85), self.light.haze)
        for step, (distance, size, count) in enumerate(((0.74, 0.13, 46), (0.56, 0.2, 34), (0.36, 0.29, 24))):
            middle = horizon + 0.05 + 0.085 * step
            line = self.line(middle, 0.03, 1.5, 2)
            self.conifers(line, count, size, distance)
            self.canvas.edge(
                line, self.light.far(self.wood, distance), self.light.far(self.ground, min(0.95, distance + 0.25))
            )
            self.mist(middle + 0.05)
        near = self.hill(horizon + 0.3, 0.03, 0.05, cells=0.8)
        self.flowers(near)

    def mist(self, y: float) -> None:
        """Let mist lie along a height."""
        self.canvas.mist(y, 0.065, self.light.haze, 0.7, float(self.rng.random()))

    def flowers(self, line: Points) -> None:
        """Strew a near meadow with grass and, where there is no snow, with blossoms."""
        canvas, top = self.canvas, float(line.max())
        if self.season == "winter":
            return
        xs, ys, leans = self.rng.random(90), self.rng.random(90) ** 0.8, self.rng.normal(0, 0.3, 90)
        blades = _BLADE + np.array([0, 0.5, 1, 0.5, 0])[None, :, None] * np.stack([leans, np.zeros(90)], -1)[:, None]
        places = np.stack([xs, top + 0.02 + ys * (1.02 - top)], -1)[:, None]
        sizes = (0.02 + 0.045 * ys)[:, None, None] * [1 / canvas.wide, 1]
        canvas.details(places + blades * sizes, self.light.on(vary(self.ground, -0.13)), 0.65)
        hue = float(self.rng.choice([20, 60, 95, 300, 350]))
        places, sizes = (
            self.rng.random((27, 1, 2)) * [1, 1 - top] + [0, top + 0.01],
            self.rng.uniform(0.6, 1.5, (27, 1, 1)),
        )
        blooms = places + canvas.oval((0, 0), (0.007, 0.007)) * sizes * ((places[..., 1:] - top) / (1 - top) + 0.4)
        canvas.details(blooms, self.light.on(oklch(0.86, 0.11, hue)), 0.9)

    def dunes(self) -> None:
        """Lay dunes, each with a sunlit and a shaded side that meet in a winding crest."""
        sand, horizon = oklch(0.79, 0.1, 70), self.sky.horizon
        self.canvas.edge(self.line(horizon - 0.02, 0.03, 1.6, 3), self.light.far(sand, 0.75), self.light.haze)
        side = self.rng.random() < 0.5
        for step, distance in enumerate((0.58, 0.4, 0.22, 0.04)):
            x = float(self.rng.uniform(0.12, 0.42))
            self.dune(
                x if (step % 2 == 0) == side else 1 - x,
                horizon + 0.02 + 0.085 * step + 0.02 * step**2,
                0.09 + 0.035 * step,
                distance,
                sand,
            )

    def dune(self, x: float, base: float, reach: float, distance: float, sand: Ink) -> None:
        """Lay one dune whose crest peaks at x."""
        places = np.linspace(0, 1, 160)
        away = (places - x) * self.canvas.wide
        line = (
            base
            - reach * np.exp(-np.abs(away) * np.where(away < 0, 2.1, 2.7))
            - 0.012 * profile(self.rng, places * self.canvas.wide, 2, 1)
        )
        lit, dark = vary(sand, 0.06), vary(sand, -0.15, hue=-22)
        near, low = self.light.far(lit, distance), self.light.far(vary(sand, -0.06, hue=-12), distance)
        self.canvas.edge(line, near, low)
        shaded = places >= x if self.sky.sun[0] < x else places <= x
        rim = np.stack([places, line], -1)[shaded]
        rim = rim if self.sky.sun[0] < x else rim[::-1]
        down = np.linspace(0, 1, 40)
        swing = 0.11 * np.sin(down * 5.2) * (1 - 0.3 * down) * reach / 0.12
        crest = np.stack([rim[0, 0] + swing / self.canvas.wide, rim[0, 1] + down * (reach * 2.4)], -1)
        outline = np.concatenate([rim, [[rim[-1, 0], crest[-1, 1]]], crest[::-1]])
        self.canvas.shape(outline, self.light.far(dark, distance), low)


def _treeline(line: Points, xs: Points, stands: Points, sizes: Points, canvas: Canvas) -> Points:
    """Give firs along a skyline as one outline: where each is a few pixels, nobody sees its boughs."""
    places = evenly(2 * canvas.width)
    ground = np.interp(places, evenly(len(line)), line)
    aside = np.abs(places - xs[:, None]) * (canvas.wide / sizes[:, None])
    tops = (stands - sizes)[:, None] + sizes[:, None] * np.maximum(0, aside - 0.07) / 0.17
    tops = np.minimum(tops.min(0, initial=2), ground)
    return np.stack([np.concatenate([places, places[::-1]]), np.concatenate([tops, ground[::-1]])], -1)


def _fir() -> Points:
    down = np.linspace(0.0, 1.0, 6)[1:]
    outer = np.stack([0.07 + 0.17 * down, down - 0.02], -1)
    inner = np.stack([0.45 * (0.07 + 0.17 * down), down - 0.07], -1)
    right = np.concatenate([[[0, 0]], np.stack([outer, inner], 1).reshape(-1, 2)[:-1], [[0.025, 1.0], [0.025, 1.15]]])
    return np.concatenate([right, right[::-1] * [-1, 1]])


_FIR = _fir()
_BLADE = np.array([[-0.1, 0.0], [-0.05, -0.6], [0.0, -1.0], [0.06, -0.55], [0.1, 0.0]])
