"""The small values that faults are written with: durations, and points of an exchange."""

import difflib
import re
from collections.abc import Iterable
from typing import Final, Literal, TypeVar, get_args

from simulator.settings import SettingsError

Point = Literal["before", "during", "after"]
"""Before the system hears of the request; when it has acted and its answer is on the way; when the answer has come."""

POINTS: Final[tuple[Point, ...]] = get_args(Point)
LONGEST_SECONDS: Final = 366 * 86400
_UNITS: Final = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION: Final = re.compile(r"(\d{1,12}(?:\.\d{1,3})?)(ms|s|m|h|d)", re.ASCII)

Word = TypeVar("Word", bound=str)


def read_seconds(text: str) -> float:
    """Read a duration such as `20s`, `500ms`, `1.5m`, `2h` or `1d`; raises `SettingsError`."""
    found = _DURATION.fullmatch(text.strip())
    seconds = round(float(found[1]) * _UNITS[found[2]], 3) if found else -1.0
    if not 0 <= seconds <= LONGEST_SECONDS:
        raise SettingsError(f"{text!r} is no duration: write it like 20s, 500ms, 2m or 1h (at most 366d).")
    return seconds


def write_seconds(seconds: float) -> str:
    """Write a duration as `read_seconds` reads it."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".") + "s"


def choose(text: str, words: Iterable[Word], what: str) -> Word:
    """Give the word that was written, whatever its case; raises `SettingsError` that names the nearest one and all."""
    known = list(words)
    wanted = text.strip().lower()
    for word in known:
        if word.lower() == wanted:
            return word
    near = difflib.get_close_matches(wanted, known, 1)
    hint = f"did you mean {near[0]}? U" if near else "u"
    every = " or ".join(filter(None, (", ".join(known[:-1]), known[-1])))
    raise SettingsError(f"{text.strip()!r} is no {what}: {hint}se {every}.")


def read_point(text: str, allowed: Iterable[Point] = POINTS) -> Point:
    """Read a point of an exchange; raises `SettingsError`."""
    return choose(text, allowed, "point of an exchange")
