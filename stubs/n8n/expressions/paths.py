"""Expressions that only name a place in the data: Python follows them itself, and nothing crosses to JavaScript."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stubs.n8n.expressions.names import INHERITED

_NAME = r"[A-Za-z_$][\w$]*"
_TEXT = r"""(?:"([^"\\]*)"|'([^'\\]*)')"""
_START = re.compile(
    rf"""\s*(?:(?P<json>\$json)|(?P<input>\$input\.(?P<which>item|first\(\)|last\(\))\.json)
    |\$\(\s*{_TEXT}\s*\)\.(?P<node>item|first\(\)|last\(\))\.json|\$node\[\s*{_TEXT}\s*\]\.json)""",
    re.VERBOSE,
)
_STEP = re.compile(rf"""\s*(\?)?\.\s*({_NAME})|(\?\.)?\[\s*(?:(\d+)|{_TEXT})\s*\]""")

ELSEWHERE = object()
"""What `follow` gives when only JavaScript knows the value."""


@dataclass(frozen=True, slots=True)
class Path:
    """A place in the data.

    Attributes:
        source: `json` (this item), `input` or `node` (`which` item of it), `old` (the node's item of the same index).
        node: its name, for `node` and `old`.
        steps: keys and indexes from there.
    """

    source: str
    which: str
    node: str
    steps: tuple[str | int, ...]


def path_of(code: str) -> Path | None:
    """Read code as a path; None when it is more than that."""
    start = _START.match(code)
    if start is None:
        return None
    steps: list[str | int] = []
    at = start.end()
    while found := _STEP.match(code, at):
        name = found[2] or found[5] or found[6]
        step = int(found[4]) if found[4] is not None else name
        if step is None or step in INHERITED:
            return None
        steps.append(step)
        at = found.end()
    if code[at:].strip():
        return None
    return _path(start, tuple(steps))


def _path(start: re.Match[str], steps: tuple[str | int, ...]) -> Path:
    if start["json"]:
        return Path("json", "item", "", steps)
    if start["input"]:
        return Path("input", start["which"].removesuffix("()"), "", steps)
    if start["node"]:
        return Path("node", start["node"].removesuffix("()"), start[4] or start[5] or "", steps)
    return Path("old", "item", start[7] or start[8] or "", steps)


def follow(value: Any, steps: Sequence[str | int]) -> Any:
    """Follow steps as JavaScript does; None for undefined and for what it would throw at, `ELSEWHERE` when unsure."""
    for step in steps:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step] if step < len(value) else None
        elif value is None:
            return None
        else:
            return ELSEWHERE
    return value
