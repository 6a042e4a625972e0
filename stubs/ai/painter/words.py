"""What a prompt asks for, as far as its words tell: place, hour, weather, season, subjects and colours."""

import re
from dataclasses import dataclass
from functools import lru_cache

from stubs.ai.painter import vocabulary
from stubs.ai.painter.vocabulary import Colour

_PHRASES = {
    "golden hour": "sunset",
    "blue hour": "dusk",
    "still life": "studio",
    "palm tree": "palm",
    "apple tree": "tree",
    "cherry blossom": "spring tree",
    "hot air": "",
    "ice cream": "",
}
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
    """Give each subject the colour and the number said just before it, and the colours that no subject took."""
    known, found, spare = _index("subject"), list[Subject](), list[Colour]()
    colour, number = None, 1
    for token in _bold(tokens):
        number = vocabulary.NUMBERS.get(token, number)
        if token in vocabulary.COLOURS:
            spare += [colour] if colour else []
            colour = vocabulary.COLOURS[token]
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
    return token in vocabulary.BEARERS or any(token in _index(kind) for kind in ("place", "hour", "weather", "season"))


def _own_colour(token: str) -> Colour | None:
    return next(
        (vocabulary.COLOURS[hue] for flower, hue in vocabulary.FLOWER_HUES.items() if token in (flower, f"{flower}s")),
        None,
    )


def _first(tokens: list[str], kind: str) -> str | None:
    known = _index(kind)
    return next((known[token] for token in tokens if token in known), None)


@lru_cache
def _index(kind: str) -> dict[str, str]:
    table = {
        "hour": vocabulary.HOURS,
        "weather": vocabulary.WEATHERS,
        "season": vocabulary.SEASONS,
        "place": vocabulary.PLACES,
        "subject": vocabulary.SUBJECTS,
    }[kind]
    return {word: name for name, words in table.items() for word in words.split()}
