"""Seas, lakes and beaches under a painted sky."""

import numpy as np

from stubs.ai.painter.canvas import Canvas
from stubs.ai.painter.colour import Ink, mix, oklch, vary
from stubs.ai.painter.land import Land
from stubs.ai.painter.light import Light
from stubs.ai.painter.outlines import Points
from stubs.ai.painter.sky import Sky


class Water:
    """The painter of one scene's water."""

    def __init__(self, canvas: Canvas, light: Light, sky: Sky, land: Land) -> None:
        self.canvas, self.light, self.sky, self.land = canvas, light, sky, land
        self.rng = canvas.chance.stream("water")
        self.deep = mix(light.on(oklch(0.42, 0.095, 236)), light.sky[0][1], 0.45)
        self.far = mix(light.sky[-1][1], light.on(oklch(0.66, 0.09, 222)), 0.36)

    def sea(self, end: float = 1.0) -> None:
        """Lay open water from the horizon down: islands far off, waves, and the sun's path."""
        horizon = self.sky.horizon
        self._islands(horizon)
        self.canvas.edge(np.full(2, horizon), self.far, self.deep, end)
        self._waves(horizon, end, 120, vary(self.deep, -0.045), 0.34)
        self._waves(horizon, end, 90, mix(self.far, self.light.cloud, 0.5), 0.42)
        self._path(horizon, end)

    def beach(self) -> None:
        """Lay a sea that runs out over sand."""
        horizon = self.sky.horizon
        self.sea(horizon + 0.36)
        sand = oklch(0.86, 0.07, 82)
        slope = np.linspace(-0.09, 0.09, 48) * (1 if self.rng.random() < 0.5 else -1)
        shore = self.land.line(horizon + 0.24, 0.03, 1.0, 2) + slope
        shallow = self.light.on(oklch(0.84, 0.075, 195))
        self.canvas.edge(shore - 0.1, mix(self.deep, shallow, 0.35), mix(self.deep, shallow, 0.6))
        self.canvas.edge(self._swash(shore - 0.05, 0.006), mix(self.deep, shallow, 0.7), shallow)
        foam = self.light.on(oklch(0.985, 0.008, 200))
        self.canvas.edge(self._swash(shore - 0.015, 0.008), foam, foam)
        self.canvas.edge(self._swash(shore, 0.007), self.light.on(vary(sand, -0.14)), self.light.on(vary(sand, -0.08)))
        self.canvas.edge(
            self._swash(shore * 0.9 + (horizon + 0.24) * 0.1 + 0.06, 0.01),
            self.light.on(vary(sand, 0.02)),
            self.light.on(vary(sand, -0.1, hue=-10)),
        )
        self._pebbles(horizon + 0.36, self.light.on(vary(sand, -0.2)))

    def _swash(self, line: Points, swing: float) -> Points:
        """Give a shoreline the scallops that the last wave left."""
        along = np.linspace(0, 1, 120)
        scallops = np.abs(np.sin(along * 9 * self.canvas.wide + 40 * swing * line[0]))
        washed: Points = np.interp(along, np.linspace(0, 1, len(line)), line) + swing * scallops
        return washed

    def _islands(self, horizon: float) -> None:
        middle = float(self.rng.uniform(0.1, 0.9))
        places = np.linspace(0, 1, 160)
        away = (places - middle) * self.canvas.wide
        hump = np.exp(-((away / 0.28) ** 2))
        line = horizon + 0.004 - hump * (0.07 + 0.03 * np.sin(away * 31 + middle * 9) + 0.012 * np.sin(away * 83))
        self.canvas.edge(
            line,
            self.light.far(oklch(0.5, 0.06, 235), 0.6),
            self.light.far(oklch(0.55, 0.06, 235), 0.75),
            horizon + 0.01,
        )

    def _waves(self, horizon: float, end: float, count: int, ink: Ink, strength: float) -> None:
        depth = self.rng.random(count) ** 1.6
        self.canvas.details(
            self._crests(self.rng.random(count), horizon + 0.006 + (end - horizon - 0.012) * depth, depth),
            ink,
            strength,
        )

    def _crests(self, xs: Points, ys: Points, depth: Points) -> Points:
        """Give the outlines of waves, the longer and thicker the nearer they are."""
        length = (0.03 + 0.16 * depth * self.rng.random(len(depth)))[:, None] / self.canvas.wide
        thick = (0.0012 + 0.0075 * depth)[:, None]
        along = np.linspace(-1, 1, 9)
        lens, bow = 1 - along**2, 0.5 * thick * np.sin(along * 4 + xs[:, None] * 20)
        upper = np.stack([along * length, bow - thick * lens], -1)
        lower = np.stack([along * length, bow + 0.3 * thick * lens], -1)
        crests: Points = np.stack([xs, ys], -1)[:, None] + np.concatenate([upper, lower[:, ::-1]], 1)
        return crests

    def _path(self, horizon: float, end: float) -> None:
        """Lay the glitter that leads from the horizon under the sun to the viewer."""
        depth = self.rng.random(110) ** 1.3
        spread = (0.018 + 0.1 * depth) * self.rng.normal(size=110)
        crests = self._crests(
            self.sky.sun[0] + spread / self.canvas.wide, horizon + 0.003 + (end - horizon - 0.01) * depth, depth * 0.55
        )
        ink = mix(self.light.disc, self.light.glow, 0.5)
        self.canvas.glow((self.sky.sun[0], horizon + 0.02), (0.3, 0.1), ink, 0.42)
        self.canvas.details(crests, ink, 0.85 if self.light.hour != "day" else 0.6)

    def _pebbles(self, top: float, ink: Ink) -> None:
        places = self.rng.random((36, 1, 2)) * [1, 1 - top] + [0, top]
        self.canvas.details(
            places + self.canvas.oval((0, 0), (0.0045, 0.0022)) * self.rng.uniform(0.4, 1.2, (36, 1, 1)), ink, 0.5
        )
