"""How each subject is shown: where it stands, how large, and in what place when the words name none."""

from dataclasses import dataclass
from typing import Literal

from numpy.random import Generator

from stubs.ai.painter.colour import Ink, oklch
from stubs.ai.painter.words import Subject, Wish

Stand = Literal["ground", "behind", "water", "air", "table", "bust"]


@dataclass(frozen=True, slots=True)
class Staging:
    """One subject's place on the stage; `half` is half its side in shares of the picture's shorter side."""

    stand: Stand
    half: float
    place: str
    faces: bool = True  # whether it may look to either side


_STAGINGS = {
    "fox": Staging("ground", 0.31, "forest"),
    "cat": Staging("ground", 0.3, "meadow"),
    "dog": Staging("ground", 0.31, "meadow"),
    "wolf": Staging("ground", 0.31, "forest"),
    "bear": Staging("ground", 0.33, "mountains"),
    "panda": Staging("ground", 0.32, "forest"),
    "rabbit": Staging("ground", 0.28, "meadow"),
    "lion": Staging("ground", 0.33, "desert"),
    "tiger": Staging("ground", 0.32, "forest"),
    "horse": Staging("ground", 0.33, "meadow"),
    "owl": Staging("air", 0.34, "forest"),
    "bird": Staging("air", 0.26, "mountains"),
    "butterfly": Staging("air", 0.27, "meadow"),
    "fish": Staging("air", 0.3, "depths"),
    "whale": Staging("water", 0.32, "sea"),
    "boat": Staging("water", 0.29, "sea"),
    "tree": Staging("behind", 0.36, "meadow"),
    "palm": Staging("behind", 0.38, "beach"),
    "cactus": Staging("behind", 0.33, "desert"),
    "house": Staging("behind", 0.3, "meadow", faces=False),
    "castle": Staging("behind", 0.34, "mountains", faces=False),
    "lighthouse": Staging("behind", 0.37, "beach"),
    "flower": Staging("ground", 0.36, "meadow"),
    "car": Staging("ground", 0.32, "city"),
    "robot": Staging("ground", 0.32, "city"),
    "balloon": Staging("air", 0.29, "mountains", faces=False),
    "rocket": Staging("air", 0.34, "space", faces=False),
    "planet": Staging("air", 0.36, "space"),
    "heart": Staging("air", 0.27, "backdrop", faces=False),
    "person": Staging("bust", 0.43, "backdrop"),
    "bottle": Staging("table", 0.33, "table", faces=False),
    "shoe": Staging("table", 0.34, "table"),
    "cup": Staging("table", 0.31, "table"),
    "apple": Staging("table", 0.27, "table"),
    "lamp": Staging("table", 0.34, "table", faces=False),
    "book": Staging("table", 0.31, "table", faces=False),
    "watch": Staging("table", 0.32, "table", faces=False),
}
_LONG_HAIRED = frozenset({"woman", "women", "girl", "lady", "queen"})
_SHORT_HAIRED = frozenset({"man", "men", "boy", "king"})
_LEAVES = {"autumn": oklch(0.64, 0.15, 52), "spring": oklch(0.8, 0.1, 355), "winter": oklch(0.9, 0.02, 235)}


def staging_of(subject: Subject) -> Staging:
    """Give how a subject is shown."""
    return _STAGINGS[subject.name]


def place_for(wish: Wish, chance: float) -> str:
    """Give the place the words name, or else the first subject's, or else one that suits any hour."""
    if wish.place == "sea" and any(subject.name == "fish" for subject in wish.subjects):
        return "depths"
    if wish.place:
        return wish.place
    if wish.subjects:
        return staging_of(wish.subjects[0]).place
    return (
        ("mountains", "meadow", "forest", "sea")[int(chance * 4)]
        if not wish.season
        else ("mountains", "forest", "meadow")[int(chance * 3)]
    )


def tint_of(subject: Subject, season: str | None) -> Ink | None:
    """Give the colour that was asked for, or a tree's in its season."""
    if subject.colour:
        return oklch(*subject.colour)
    return _LEAVES.get(season or "") if subject.name == "tree" else None


def look_of(wish: Wish, rng: Generator) -> int:
    """Choose the look of a person: an even one has long hair, which the words may ask for or against."""
    look = int(rng.integers(16))
    if wish.words & _LONG_HAIRED:
        return look & ~1
    return look | 1 if wish.words & _SHORT_HAIRED else look
