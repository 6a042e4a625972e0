"""Which of the exchanges: `2` (the second), `2-4`, `2+` (from the second on), `all`, `30%` (each with that chance)."""

import re

from simulator.settings import SettingsError

ALLOWED = "2 (the second), 2-4, 2+ (from the second on), 30% (each with that chance) or all"
_FORM = re.compile(
    r"(?P<first>\d{1,6})(-(?P<last>\d{1,6})|(?P<on>\+))?|(?P<percent>\d{1,3}(\.\d{1,2})?)%|(?P<all>all)", re.ASCII
)
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

Window = tuple[int, int | None, float | None]
"""How many are let alone, how many are meant then (None: all), and the chance of each (None: certain)."""


def read(text: str) -> Window:
    """Read it; raises `SettingsError`."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise SettingsError(f"{text!r} names no exchanges: use {ALLOWED}.")
    if found["all"]:
        return 0, None, None
    if found["percent"]:
        return 0, None, _chance(found["percent"])
    first = int(found["first"])
    last = int(found["last"] or first)
    if not 1 <= first <= last:
        raise SettingsError(f"{text!r} names no exchanges: count from 1, the smaller number first.")
    return first - 1, None if found["on"] else last - first + 1, None


def spec(skip: int, times: int | None, chance: float | None) -> str:
    """Write it as `read` reads it, with its `@`; the first one needs no words."""
    if chance is not None:
        return f"@{chance * 100:g}%"
    if times is None:
        return f"@{skip + 1}+" if skip else "@all"
    if times == 1:
        return f"@{skip + 1}" if skip else ""
    return f"@{skip + 1}-{skip + times}"


def words(skip: int, times: int | None, chance: float | None) -> str:
    """Give it as people read it."""
    if chance is not None:
        return f"each time with a chance of {chance * 100:g} %"
    if times is None:
        return f"from the {_place(skip + 1)} time on" if skip else "every time"
    if times == 1:
        return f"the {_place(skip + 1)} time"
    return f"from the {_place(skip + 1)} to the {_place(skip + times)} time"


def _chance(percent: str) -> float:
    chance = round(float(percent) / 100, 4)
    if not 0 < chance <= 1:
        raise SettingsError(f"{percent}% is no chance: use a number over 0 and up to 100.")
    return chance


def _place(number: int) -> str:
    return _PLACES[number - 1] if number <= len(_PLACES) else f"{number}th"
