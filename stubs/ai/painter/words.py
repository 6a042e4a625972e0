"""What a prompt asks for, as far as its words tell: place, hour, weather, season, subjects and colours."""

import re
from dataclasses import dataclass
from functools import lru_cache

Colour = tuple[float, float, float]  # lightness, chroma, hue

_HOURS = {
    "dawn": "dawn sunrise daybreak morning early 🌅 🌄",
    "sunset": "sunset dusk evening twilight sundown 🌇",
    "night": "night midnight moon moonlight moonlit star stars starry nighttime nocturnal aurora 🌙 🌛 🌜 🌕 🌌 ⭐ ✨",
    "day": "day noon daylight sun sunny sunshine bright ☀",
}
_WEATHERS = {
    "rain": "rain rainy storm stormy thunder drizzle 🌧 ⛈",
    "fog": "fog foggy mist misty haze hazy 🌫",
    "snowfall": "snowfall snowing blizzard snowy snowstorm",
    "clouds": "cloud clouds cloudy overcast ☁",
}
_SEASONS = {
    "winter": "winter snow snowy snowfall snowing blizzard ice icy frozen frost arctic christmas ❄ ⛄ ☃",
    "autumn": "autumn fall autumnal october november 🍂 🍁",
    "spring": "spring blossom blossoms springtime april",
}
_PLACES = {
    "mountains": "mountain mountains alps peak peaks summit valley hike hiking landscape 🏔 ⛰ 🗻",
    "sea": "sea ocean lake river harbour harbor bay coast waves wave water underwater 🌊",
    "beach": "beach shore seaside tropical island sand summer 🏖 🏝",
    "forest": "forest forests woods woodland jungle trees pine pines wilderness 🌲",
    "meadow": "meadow field fields grass hill hills countryside farm garden park prairie",
    "city": "city cities skyline town street downtown skyscraper skyscrapers urban building buildings metropolis cityscape 🏙 🌃 🌆",
    "desert": "desert dune dunes sahara oasis canyon 🏜",
    "space": "space galaxy nebula cosmos universe cosmic astronaut orbit interstellar",
    "table": "table desk studio still-life product kitchen counter",
}
_SUBJECTS = {
    "fox": "fox foxes vixen 🦊",
    "cat": "cat cats kitten kittens kitty 🐱 🐈",
    "dog": "dog dogs puppy puppies hound corgi 🐶 🐕",
    "wolf": "wolf wolves husky coyote 🐺",
    "bear": "bear bears teddy 🐻",
    "panda": "panda pandas 🐼",
    "rabbit": "rabbit rabbits bunny bunnies hare 🐰 🐇",
    "lion": "lion lions 🦁",
    "tiger": "tiger tigers 🐯 🐅",
    "owl": "owl owls 🦉",
    "bird": "bird birds eagle hawk seagull gull swallow sparrow dove pigeon crow raven 🐦 🕊 🦅",
    "horse": "horse horses pony unicorn stallion 🐴 🐎",
    "fish": "fish fishes goldfish koi 🐟 🐠",
    "whale": "whale whales dolphin dolphins 🐳 🐋",
    "butterfly": "butterfly butterflies moth 🦋",
    "tree": "tree oak maple willow 🌳",
    "palm": "palm palms 🌴",
    "flower": "flower flowers rose roses tulip tulips sunflower sunflowers daisy daisies poppy orchid blossom bouquet 🌸 🌹 🌷 🌻 🌼",
    "cactus": "cactus cacti 🌵",
    "house": "house houses cottage cabin home hut barn villa chalet 🏠 🏡",
    "castle": "castle castles palace fortress tower 🏰",
    "lighthouse": "lighthouse lighthouses",
    "car": "car cars automobile taxi truck van suv 🚗 🚕 🚙",
    "boat": "boat boats sailboat ship ships yacht sailing sail ⛵ 🚤",
    "balloon": "balloon balloons airship 🎈",
    "rocket": "rocket rockets spaceship spacecraft shuttle 🚀",
    "planet": "planet planets saturn jupiter mars earth 🪐 🌍",
    "person": "person portrait woman man girl boy people face human lady model influencer selfie queen king 👩 👨 🧑",
    "robot": "robot robots android cyborg 🤖",
    "heart": "heart hearts valentine romantic ❤ 💖 💙",
    "bottle": "bottle bottles perfume fragrance cosmetic serum shampoo wine lotion 🍾 🍷",
    "shoe": "shoe shoes sneaker sneakers boot boots trainer trainers 👟",
    "cup": "cup cups coffee mug mugs tea espresso cappuccino latte ☕",
    "apple": "apple apples fruit 🍎",
    "lamp": "lamp lamps lantern candle",
    "book": "book books novel 📖 📚",
    "watch": "watch watches wristwatch clock ⌚",
}
_BEARERS = frozenset(
    {"sky", "background", "light", "lights", "eyes", "hair", "roof", "hat"}
)  # take a colour, so that no subject does
_COLOURS: dict[str, Colour] = {
    "red": (0.58, 0.2, 28),
    "crimson": (0.5, 0.19, 20),
    "orange": (0.7, 0.17, 55),
    "yellow": (0.86, 0.16, 95),
    "gold": (0.78, 0.14, 85),
    "golden": (0.78, 0.14, 85),
    "green": (0.6, 0.14, 148),
    "emerald": (0.58, 0.13, 160),
    "teal": (0.6, 0.1, 190),
    "turquoise": (0.75, 0.12, 190),
    "cyan": (0.78, 0.12, 205),
    "blue": (0.55, 0.16, 255),
    "navy": (0.34, 0.1, 262),
    "indigo": (0.42, 0.16, 280),
    "purple": (0.52, 0.18, 305),
    "violet": (0.56, 0.18, 300),
    "lavender": (0.78, 0.08, 300),
    "magenta": (0.6, 0.22, 345),
    "pink": (0.77, 0.12, 0),
    "brown": (0.45, 0.07, 55),
    "beige": (0.86, 0.04, 85),
    "white": (0.94, 0.008, 90),
    "silver": (0.8, 0.01, 250),
    "grey": (0.6, 0.01, 260),
    "gray": (0.6, 0.01, 260),
    "black": (0.27, 0.015, 270),
}
_FLOWER_HUES = {
    "rose": "red",
    "sunflower": "yellow",
    "tulip": "pink",
    "poppy": "red",
    "orchid": "violet",
    "daisy": "white",
}
_NUMBERS = {"two": 2, "pair": 2, "couple": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "several": 3, "many": 4}
_PHRASES = {"golden hour": "sunset", "blue hour": "dusk", "still life": "studio", "hot air": "", "ice cream": ""}
_SHY = frozenset(
    {"portrait", "face", "model", "human", "photo"}
)  # say how to show a thing rather than what, if a thing is named
_UNWANTED = re.compile(r"\b(?:no|without|avoid|avoiding|exclude|excluding|not)\b:?[^.,;\n]*")
_LIST_UNWANTED = re.compile(r"\b(?:avoid|negative prompt|do not include|exclude)\b\s*:[^.\n]*")
_TOKENS = re.compile(r"[a-z]+|\d+|[\u2190-\u2bff\U0001f000-\U0001faff]")
_READ = 4000  # characters; the interface of the flow takes no longer prompts, and longer ones say enough by here
_MOST = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to show, with the colour it was given (lightness, chroma, hue), if any."""

    name: str
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What the words ask for; None and empty where they leave it open."""

    place: str | None = None
    hour: str | None = None
    weather: str | None = None
    season: str | None = None
    subjects: tuple[Subject, ...] = ()
    colours: tuple[Colour, ...] = ()  # those that no subject took
    words: frozenset[str] = frozenset()

    @property
    def pictures_something(self) -> bool:
        """Tell whether any word names something to see."""
        return bool(self.place or self.hour or self.weather or self.season or self.subjects)


def read(prompt: str) -> Wish:
    """Read a prompt; unknown words, and what it says to leave out, count for nothing."""
    text = prompt[:_READ].casefold()
    for phrase, meaning in _PHRASES.items():
        text = text.replace(phrase, meaning)
    tokens = _TOKENS.findall(_UNWANTED.sub(" ", _LIST_UNWANTED.sub(" ", text)))
    subjects, colours = _subjects(tokens)
    return Wish(
        place=_first(tokens, "place"),
        hour=_first(tokens, "hour"),
        weather=_first(tokens, "weather"),
        season=_first(tokens, "season"),
        subjects=subjects,
        colours=colours,
        words=frozenset(tokens),
    )


def _subjects(tokens: list[str]) -> tuple[tuple[Subject, ...], tuple[Colour, ...]]:
    """Give each subject the colour said just before it, and as many as the number before it says; and the colours left."""
    known, found, spare = _index("subject"), list[Subject](), list[Colour]()
    colour, number = None, 1
    for token in _bold(tokens):
        number = _NUMBERS.get(token, number)
        if token in _COLOURS:
            spare += [colour] if colour else []
            colour = _COLOURS[token]
        elif token in known and known[token] not in {subject.name for subject in found}:
            found += [Subject(known[token], colour or _own_colour(token))] * number
            colour, number = None, 1
        elif colour and _is_scenery(token):
            spare.append(colour)
            colour = None
    return tuple(found[:_MOST]), (*spare, *([colour] if colour else []))


def _bold(tokens: list[str]) -> list[str]:
    bold = [token for token in tokens if token not in _SHY]
    return bold if any(token in _index("subject") for token in bold) else tokens


def _is_scenery(token: str) -> bool:
    return token in _BEARERS or any(token in _index(kind) for kind in ("place", "hour", "weather", "season"))


def _own_colour(token: str) -> Colour | None:
    return next((_COLOURS[hue] for flower, hue in _FLOWER_HUES.items() if token in (flower, f"{flower}s")), None)


def _first(tokens: list[str], kind: str) -> str | None:
    known = _index(kind)
    return next((known[token] for token in tokens if token in known), None)


@lru_cache
def _index(kind: str) -> dict[str, str]:
    table = {"hour": _HOURS, "weather": _WEATHERS, "season": _SEASONS, "place": _PLACES, "subject": _SUBJECTS}[kind]
    return {word: name for name, words in table.items() for word in words.split()}
