"""Where a scene plays: a place in its light, one of a limited number of sets, so that small ones can be kept."""

from dataclasses import dataclass, replace
from functools import lru_cache

from PIL import Image

from stubs.ai.painter.canvas import Canvas
from stubs.ai.painter.chance import Chance
from stubs.ai.painter.city import paint_city
from stubs.ai.painter.colour import oklch
from stubs.ai.painter.land import Land
from stubs.ai.painter.light import Light, light_for, tinged
from stubs.ai.painter.sky import paint_sky
from stubs.ai.painter.studio import paint_backdrop, paint_depths, paint_space, paint_table
from stubs.ai.painter.vocabulary import Colour
from stubs.ai.painter.water import Water

INDOORS = ("table", "backdrop", "space", "depths")
_STUDIO_HUES = (28, 55, 80, 165, 215, 262, 300, 350)


@dataclass(frozen=True, slots=True)
class Mood:
    """What the words say of a place; None where they leave it open."""

    place: str
    hour: str | None
    weather: str | None
    season: str | None
    colour: Colour | None  # of the whole light


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A set: its picture, and the light on what stands before it."""

    image: Image.Image
    light: Light
    lit_from: int  # the left (-1) or the right (1)


def backdrop(mood: Mood, width: int, height: int, number: int) -> Backdrop:
    """Give the set of that number, the same one at any size; its picture is the caller's to paint on."""
    pixels = width * height
    if pixels > _MEDIUM:
        return _built(mood, width, height, number)
    kept = (_small if pixels <= _SMALL else _medium)(mood, width, height, number)
    return replace(kept, image=kept.image.copy())


def _built(mood: Mood, width: int, height: int, number: int) -> Backdrop:
    canvas = Canvas(width, height, Chance(mood.place, number))
    light = light_for(mood.hour, mood.weather, canvas.chance.stream("light"), indoors=mood.place in INDOORS)
    if mood.colour:
        light = tinged(light, oklch(*mood.colour))
    lit_from = _indoors(canvas, light, mood.place) if mood.place in INDOORS else _outdoors(canvas, light, mood)
    return Backdrop(canvas.image, light, lit_from)


# Bounded by count and size to some 32 MiB each.
_SMALL, _MEDIUM = 128 * 128, 300 * 300
_small = lru_cache(maxsize=512)(_built)
_medium = lru_cache(maxsize=90)(_built)


def _indoors(canvas: Canvas, light: Light, place: str) -> int:
    hue = float(canvas.chance.stream("scene").choice(_STUDIO_HUES))
    if place == "table":
        paint_table(canvas, light, hue)
    elif place == "backdrop":
        paint_backdrop(canvas, light, hue)
    elif place == "space":
        paint_space(canvas)
    else:
        paint_depths(canvas, light)
    return -1


def _outdoors(canvas: Canvas, light: Light, mood: Mood) -> int:
    rng = canvas.chance.stream("scene")
    sky = paint_sky(canvas, light, float(rng.uniform(0.47, 0.56)), mood.weather)
    land = Land(canvas, light, sky, mood.season, 4 * int(rng.integers(-3, 4)))
    water = Water(canvas, light, sky, land)
    if mood.place == "city":
        paint_city(canvas, light, sky)
    else:
        {
            "mountains": land.mountains,
            "meadow": land.meadow,
            "forest": land.forest,
            "desert": land.dunes,
            "sea": water.sea,
            "beach": water.beach,
        }[mood.place]()
    return -1 if sky.sun[0] < 0.5 else 1
