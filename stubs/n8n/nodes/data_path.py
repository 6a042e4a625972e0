"""Paths into an item's JSON, such as `a.b[0]["c d"]`: looked up, put and taken away as n8n's nodes do.

What is given in is never changed: what lies on a path is copied, all else is shared.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

from stubs.n8n.engine.items import Json

ABSENT: Any = object()
"""What a path leads to when there is nothing: JavaScript's undefined."""

_STEP = re.compile(
    r"""[^.\[\]]+|\[(?:(-?\d+(?:\.\d+)?)|(["'])((?:(?!\2)[^\\]|\\.)*?)\2)\]|(?=(?:\.|\[\])(?:\.|\[\]|$))"""
)
_INDEX = re.compile(r"(?:0|[1-9]\d*)\Z")
_FORBIDDEN = frozenset({"__proto__", "constructor", "prototype"})
_LONGEST = 100_000


def get(json: Any, path: str, *, dotted: bool = True) -> Any:
    """Give what lies at a path, or `ABSENT`; a key that is spelled like the whole path goes first."""
    for step in _steps_in(json, path, dotted):
        json = _step(json, step)
        if json is ABSENT:
            return ABSENT
    return json


def put(json: Json, path: str, value: Any, *, dotted: bool = True) -> Json:
    """Give the object with a value at a path; what is missing on the way is made, a list where an index follows."""
    steps = _steps_in(json, path, dotted)
    if _FORBIDDEN.intersection(steps):
        return json
    changed = dict(json)
    place: Any = changed
    for step, following in pairwise(steps):
        found = _step(place, step)
        if isinstance(found, dict | list):
            inner: Any = found.copy()
        else:
            inner = [] if _INDEX.match(following) else {}
        _assign(place, step, inner)
        place = inner
    _assign(place, steps[-1], value)
    return changed


def drop(json: Json, path: str, *, dotted: bool = True) -> Json:
    """Give the object without what lies at a path."""
    steps = _steps_in(json, path, dotted)
    if get(json, path, dotted=dotted) is ABSENT:
        return json
    changed = dict(json)
    place: Any = changed
    for step in steps[:-1]:
        inner = _step(place, step).copy()
        _assign(place, step, inner)
        place = inner
    if isinstance(place, list):
        place[int(steps[-1])] = None
    else:
        del place[steps[-1]]
    return changed


def _steps_in(json: Any, path: str, dotted: bool) -> tuple[str, ...]:
    if isinstance(json, dict) and path in json:
        return (path,)
    return _steps(path) if dotted else (_unquoted(path),)


@lru_cache(4096)
def _steps(path: str) -> tuple[str, ...]:
    if "." not in path and "[" not in path:
        return (path,)
    found = [""] if path.startswith(".") else []
    for step in _STEP.finditer(path):
        number, quote, quoted = step.groups()
        found.append(number or (re.sub(r"\\(\\)?", r"\1", quoted) if quote else step[0]))
    return tuple(found) or (path,)


def _unquoted(path: str) -> str:
    return path[2:-2] if (path[:2], path[-2:]) in {("['", "']"), ('["', '"]')} else path


def _step(place: Any, step: str) -> Any:
    if isinstance(place, dict):
        return place.get(step, ABSENT)
    if isinstance(place, list | str):
        if step == "length":
            return len(place)
        return place[int(step)] if _INDEX.match(step) and int(step) < len(place) else ABSENT
    return ABSENT


def _assign(place: Any, step: str, value: Any) -> None:
    if isinstance(place, dict):
        place[step] = value
    elif _INDEX.match(step) and int(step) < _LONGEST:
        place.extend([None] * (int(step) + 1 - len(place)))
        place[int(step)] = value
