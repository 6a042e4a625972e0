"""A whole scene: the place in its light, the subjects on it, the weather over it."""

from math import ceil

from PIL import Image, ImageChops

from stubs.ai.painter.backdrop import INDOORS, Mood, backdrop
from stubs.ai.painter.canvas import Canvas
from stubs.ai.painter.casting import sprite
from stubs.ai.painter.colour import mix, oklch
from stubs.ai.painter.light import light_for
from stubs.ai.painter.sky import paint_weather
from stubs.ai.painter.staging import Staging, look_of, place_for, staging_of, tint_of
from stubs.ai.painter.words import Subject, Wish

_FEET = {"ground": 0.945, "behind": 0.88, "water": 0.8, "table": 0.87, "bust": 1.005}
_SMALLER = (1.0, 0.8, 0.64, 0.54)


class Scene:
    """The painter of one scene."""

    def __init__(self, canvas: Canvas, wish: Wish) -> None:
        self.canvas, self.wish = canvas, wish
        self.rng = canvas.chance.stream("scene")
        self.place = place_for(wish, float(self.rng.random()))
        colour = wish.colours[0] if wish.colours and not wish.subjects else None
        mood = Mood(self.place, wish.hour, wish.weather, wish.season, colour)
        self.set = backdrop(mood, canvas.width, canvas.height, canvas.chance.number)
        self.light, self.lit_from = self.set.light, self.set.lit_from

    def paint(self) -> None:
        """Paint the scene on its canvas."""
        self.canvas.image = self.set.image
        subjects = self.wish.subjects or ((Subject("bottle"),) if self.place == "table" else ())
        order = sorted(range(len(subjects)), key=lambda number: staging_of(subjects[number]).stand != "behind")
        for number in order:
            self._show(subjects[number], number, len(subjects))
        if self.place not in INDOORS:
            paint_weather(self.canvas, self.light, self.wish.weather)

    def _show(self, subject: Subject, number: int, count: int) -> None:
        staging = staging_of(subject)
        half = staging.half * _SMALLER[count - 1] * float(self.rng.uniform(0.95, 1.05))
        if count > 1 and staging.stand == "air":
            half *= float(self.rng.uniform(0.72, 1.1))
        shown = self._sprite(subject, staging, half)
        tall = shown.height / self.canvas.height
        at = (self._across(number, count, half), self._foot(staging, tall, count) - tall / 2)
        if staging.stand not in ("air", "bust") and self.place not in ("space", "depths"):
            self._ground(shown, staging, (at[0], at[1] + tall / 2), half)
        self.canvas.put(shown, at)

    def _sprite(self, subject: Subject, staging: Staging, half: float) -> Image.Image:
        look, turned = look_of(self.wish, self.rng), staging.faces and bool(self.rng.random() < 0.5)
        lit_from = -self.lit_from if turned else self.lit_from
        tint = tint_of(subject, self.wish.season)
        shown = sprite(subject.name, tint, look, half=half * self.canvas.unit, light=self.light, lit_from=lit_from)
        return shown.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if turned else shown

    def _across(self, number: int, count: int, half: float) -> float:
        """Give the middle of a subject: one alone stands a little away from the sun, several stand in a row."""
        share = self.canvas.unit / self.canvas.width
        if count == 1:
            free = max(0.0, 0.5 - half * share - 0.02)
            return 0.5 - self.lit_from * min(free, float(self.rng.uniform(0.0, 0.14)))
        spread = min((1.0 - 2 * half * share) / (count - 1), 2.1 * half * share)
        return 0.5 + (number - (count - 1) / 2) * max(0.0, spread)

    def _foot(self, staging: Staging, tall: float, count: int) -> float:
        """Give where a subject ends below."""
        if staging.stand == "air" or self.place in ("space", "depths"):
            middle = 0.5 if self.place in INDOORS else 0.42
            reach = 0.13 if count > 1 else 0.03
            return middle + float(self.rng.uniform(-reach, reach)) + tall / 2
        if self.place == "sea" and staging.stand != "bust":
            return _FEET["water"]
        return _FEET["table" if self.place == "table" else staging.stand]

    def _ground(self, shown: Image.Image, staging: Staging, foot: tuple[float, float], half: float) -> None:
        """Join a thing to what it stands on: its shadow, and on a table or on water its reflection."""
        x, y = foot
        if self.place in ("table", "sea"):
            self._reflect(shown, foot)
        shadow = mix(self.light.on(oklch(0.3, 0.05, 270)), (0, 0, 0), 0.4)
        self.canvas.glow((x - self.lit_from * half * 0.1, y - 0.01), (half * 1.05, half * 0.13), shadow, 0.55)
        if staging.stand == "water":
            self.canvas.glow((x, y - half * 0.06), (half * 1.1, half * 0.1), self.light.cloud, 0.5)

    def _reflect(self, shown: Image.Image, foot: tuple[float, float]) -> None:
        depth = ceil(shown.height * 0.24)
        upside_down = shown.transpose(Image.Transpose.FLIP_TOP_BOTTOM).crop((0, 0, shown.width, depth))
        fade = Image.linear_gradient("L").transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(upside_down.size)
        faint = ImageChops.multiply(upside_down.getchannel("A"), fade.point([value * 4 // 10 for value in range(256)]))
        upside_down.putalpha(faint)
        self.canvas.put(upside_down, (foot[0], foot[1] + depth / 2 / self.canvas.height - 0.003))


def cut_out(canvas: Canvas, wish: Wish) -> Image.Image:
    """Give the subjects alone, as large as they fit, on nothing."""
    light = light_for(wish.hour, wish.weather, canvas.chance.stream("light"), indoors=True)
    rng = canvas.chance.stream("scene")
    sheet = Image.new("RGBA", (canvas.width, canvas.height))
    count = len(wish.subjects)
    half = 0.47 * min(canvas.width / count, canvas.height)
    for number, subject in enumerate(wish.subjects):
        look, lit_from = look_of(wish, rng), -1 if rng.random() < 0.5 else 1
        shown = sprite(subject.name, tint_of(subject, wish.season), look, half=half, light=light, lit_from=lit_from)
        left = round(canvas.width * (number + 0.5) / count - shown.width / 2)
        sheet.paste(shown, (left, round((canvas.height - shown.height) / 2)))
    return sheet
