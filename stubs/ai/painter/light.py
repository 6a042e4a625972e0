"""The light of an hour: what the sky, the haze and everything under it take their colour from."""

from dataclasses import dataclass, replace
from functools import lru_cache

from numpy.random import Generator

from stubs.ai.painter.colour import Ink, Stops, mix, oklch, vary

DULL = ("rain", "fog", "snowfall")


@dataclass(frozen=True, slots=True)
class Tone:
    """What a light does to colours."""

    ambient: Ink  # what things are tinted with
    tinted: float  # by how much
    dimmed: float  # lightness that things lose

    def of(self, ink: Ink) -> Ink:
        """Give a colour under this light."""
        return mix(vary(ink, lightness=-self.dimmed), self.ambient, self.tinted)


@dataclass(frozen=True, slots=True)
class Light:
    """One hour's light."""

    hour: str
    sky: Stops  # from the zenith (0) to the horizon (1)
    glow: Ink  # around the sun or moon
    disc: Ink
    haze: Ink  # what the distance fades to
    ambient: Ink  # what things are tinted with
    tinted: float  # by how much
    dimmed: float  # lightness that things lose
    cloud: Ink
    cloud_shade: Ink
    height: float  # of the sun or moon, as a share of the sky from its top

    def on(self, ink: Ink) -> Ink:
        """Give a thing's colour under this light."""
        return mix(vary(ink, lightness=-self.dimmed), self.ambient, self.tinted)

    @property
    def tone(self) -> Tone:
        """Give what this light does to subjects: less than to land, so that they stand out."""
        return Tone(self.ambient, 0.6 * self.tinted, 0.6 * self.dimmed)

    def far(self, ink: Ink, distance: float) -> Ink:
        """Give land's colour under this light at a distance 0 (near)…1 (lost in the haze): first the sky tints it."""
        return mix(self.on(ink), mix(self.sky[1][1], self.haze, distance), distance)


def light_for(hour: str | None, weather: str | None, rng: Generator, *, indoors: bool = False) -> Light:
    """Give the light of the hour that is wished, or else one by chance (indoors: day), in one of its shades."""
    chance, turn, lift = rng.random(), 9 * int(rng.integers(-1, 2)), int(rng.integers(4)) / 3
    hour = hour or ("day" if indoors or weather in DULL or chance < 0.6 else "dawn" if chance < 0.8 else "sunset")
    return _light(hour, turn, lift, weather in DULL)


@lru_cache
def _light(hour: str, turn: float, lift: float, dull: bool) -> Light:
    light = {"dawn": _dawn, "day": _day, "sunset": _sunset, "night": _night}[hour](turn, lift)
    return _overcast(light) if dull else light


def tinged(light: Light, ink: Ink) -> Light:
    """Give the light with a colour that was asked for all over its sky."""
    sky = tuple((place, mix(stop, vary(ink, 0.1 * place), 0.45)) for place, stop in light.sky)
    return replace(
        light,
        sky=sky,
        haze=mix(light.haze, ink, 0.4),
        ambient=mix(light.ambient, ink, 0.5),
        tinted=min(0.6, light.tinted + 0.1),
    )


def _dawn(turn: float, lift: float) -> Light:
    return Light(
        hour="dawn",
        sky=(
            (0.0, oklch(0.5 + 0.06 * lift, 0.09, 282 + turn)),
            (0.4, oklch(0.7, 0.1, 330 + turn)),
            (0.72, oklch(0.82, 0.1, 35 + turn)),
            (1.0, oklch(0.92, 0.1, 78 + turn / 2)),
        ),
        glow=oklch(0.95, 0.09, 85),
        disc=oklch(0.985, 0.05, 92),
        haze=oklch(0.84, 0.075, 45 + turn),
        ambient=oklch(0.5, 0.11, 345 + turn),
        tinted=0.24,
        dimmed=0.06,
        cloud=oklch(0.92, 0.08, 45 + turn),
        cloud_shade=oklch(0.66, 0.1, 345 + turn),
        height=0.86,
    )


def _day(turn: float, lift: float) -> Light:
    return Light(
        hour="day",
        sky=(
            (0.0, oklch(0.56 + 0.08 * lift, 0.13, 252 + turn)),
            (0.55, oklch(0.76, 0.09, 236 + turn)),
            (1.0, oklch(0.94, 0.04, 212 + turn)),
        ),
        glow=oklch(0.98, 0.045, 95),
        disc=oklch(0.99, 0.04, 98),
        haze=oklch(0.88, 0.045, 228 + turn),
        ambient=oklch(0.85, 0.06, 95),
        tinted=0.07,
        dimmed=0.0,
        cloud=oklch(0.99, 0.008, 90),
        cloud_shade=oklch(0.8, 0.045, 250 + turn),
        height=0.34,
    )


def _sunset(turn: float, lift: float) -> Light:
    return Light(
        hour="sunset",
        sky=(
            (0.0, oklch(0.33 + 0.05 * lift, 0.12, 285 + turn)),
            (0.4, oklch(0.52, 0.17, 342 + turn)),
            (0.75, oklch(0.7, 0.18, 38 + turn)),
            (1.0, oklch(0.86, 0.15, 78 + turn / 2)),
        ),
        glow=oklch(0.88, 0.16, 72),
        disc=oklch(0.95, 0.11, 88),
        haze=oklch(0.7, 0.14, 36 + turn),
        ambient=oklch(0.34, 0.11, 345 + turn),
        tinted=0.36,
        dimmed=0.12,
        cloud=oklch(0.8, 0.15, 50 + turn),
        cloud_shade=oklch(0.44, 0.14, 330 + turn),
        height=0.82,
    )


def _night(turn: float, lift: float) -> Light:
    return Light(
        hour="night",
        sky=(
            (0.0, oklch(0.17, 0.06 + 0.03 * lift, 276 + turn)),
            (0.5, oklch(0.28, 0.085, 268 + turn)),
            (1.0, oklch(0.47, 0.09, 246 + turn)),
        ),
        glow=oklch(0.78, 0.06, 240),
        disc=oklch(0.96, 0.025, 95),
        haze=oklch(0.42, 0.08, 252 + turn),
        ambient=oklch(0.25, 0.07, 265 + turn),
        tinted=0.5,
        dimmed=0.12,
        cloud=oklch(0.5, 0.06, 255 + turn),
        cloud_shade=oklch(0.27, 0.06, 270 + turn),
        height=0.3,
    )


def _overcast(light: Light) -> Light:
    """Take strength from the colours, as thick air does."""
    left = 0.8 if light.hour == "night" else 0.45
    return replace(
        light,
        sky=tuple((place, vary(mix(ink, light.haze, 0.35), chroma=left)) for place, ink in light.sky),
        tinted=min(0.6, light.tinted + 0.18),
        haze=vary(light.haze, chroma=left),
        ambient=vary(light.ambient, chroma=left),
        cloud=vary(light.cloud, chroma=left),
        cloud_shade=vary(light.cloud_shade, chroma=left),
    )
