"""Query strings and forms: Express' extended query (`a[b]=1`, `l[]=1`), and n8n's flat forms."""

import re
from typing import Any
from urllib.parse import unquote_plus

PAIRS = 1000
DEEPEST = 5
LONGEST_LIST = 20
_KEY = re.compile(r"\[([^\[\]]*)\]")


def read_query(text: str) -> dict[str, Any]:
    """Read a query as n8n's server does: repeated names make a list, brackets make objects and lists."""
    found: dict[str, Any] = {}
    for name, value in _pairs(text):
        _put(found, _path(name), value)
    return {name: _listed(value) for name, value in found.items()}


def read_form(text: str) -> dict[str, Any]:
    """Read a form's body, where n8n keeps brackets as they stand: repeated names make a list."""
    found: dict[str, Any] = {}
    for name, value in _pairs(text):
        found[name] = _added(found[name], value) if name in found else value
    return found


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs = [each.partition("=") for each in text.split("&")[:PAIRS] if each]
    return [(_decoded(name), _decoded(value)) for name, _, value in pairs]


def _decoded(text: str) -> str:
    return unquote_plus(text, errors="replace")


def _path(name: str) -> list[str]:
    start = name.find("[", 1)
    if start < 0:
        return [name]
    steps, rest = [name[:start]], name[start:]
    while len(steps) <= DEEPEST and (found := _KEY.match(rest)):
        steps.append(found[1])
        rest = rest[found.end() :]
    return [*steps, rest] if rest else steps


def _put(place: dict[str, Any], path: list[str], value: str) -> None:
    name = path[0]
    if len(path) == 1:
        place[name] = _added(place[name], value) if name in place else value
        return
    inner = place.setdefault(name, {})
    if not isinstance(inner, dict):
        inner = place[name] = {str(number): each for number, each in enumerate(_as_list(inner))}
    step = path[1] or str(len(inner))
    _put(inner, [step, *path[2:]], value)


def _added(there: Any, value: str) -> list[Any]:
    return [*_as_list(there), value]


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _listed(value: Any) -> Any:
    """Make lists of objects whose names count from 0."""
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(each) for name, each in value.items()}
    counted = all(name.isdigit() and int(name) <= LONGEST_LIST for name in inner)
    return [inner[name] for name in sorted(inner, key=int)] if counted and inner else inner
