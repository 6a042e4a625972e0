"""A journal as JSON Lines: one entry a line, keys always in the order of `contracts.evidence.Entry`."""

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path
from types import NoneType
from typing import Any, get_args

from contracts.evidence import Entry, Evidence, Kind, Verdict
from contracts.timestamps import from_text

LEADING = ("seq", "at", "interaction", "correlation_id", "sender", "receiver", "kind", "verdict")
"""The keys that every line has (design, "Interfaces that scripts rely on")."""
_NAMES = tuple(field.name for field in dataclasses.fields(Entry))
_TYPES: dict[str, tuple[type, ...]] = {
    "seq": (int,),
    "at": (str,),
    "interaction": (str,),
    "correlation_id": (str, NoneType),
    "sender": (str,),
    "receiver": (str,),
    "kind": (str,),
    "verdict": (str,),
    "reasons": (list,),
    "facts": (dict,),
    "hop": (str, NoneType),
    "request": (dict, NoneType),
    "answer": (dict, NoneType),
    "error": (str, NoneType),
    "duration_ms": (int, float, NoneType),
    "answers": (int, NoneType),
    "fault": (str, NoneType),
}


class JournalError(Exception):
    """A journal file could not be read; the text says where and what to do."""


def to_line(entry: Entry) -> str:
    """Write an entry as one line of JSON, without its line feed."""
    return json.dumps({name: getattr(entry, name) for name in _NAMES}, ensure_ascii=False)


def to_lines(entries: Iterable[Entry]) -> str:
    """Write a journal, each entry on a line of its own."""
    return "".join(f"{to_line(entry)}\n" for entry in entries)


def read_journal(path: Path) -> Evidence:
    """Read a `journal.jsonl` back, as `from_lines` does.

    Raises:
        JournalError: the file can't be read, or a line is no entry.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise JournalError(f"{path} can't be read ({error.strerror}): name a journal.jsonl of a report.") from None
    return from_lines(data, str(path))


def from_lines(data: bytes, name: str) -> Evidence:
    """Read a journal back, by seq; keys of later versions are passed over. `name` is what people call it.

    What no line holds (secrets, the closing time, what the topology hides) is left at the defaults of `Evidence`.

    Raises:
        JournalError: it is no text, or a line is no entry.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise JournalError(f"{name} is not UTF-8 text: name a journal.jsonl of a report.") from None
    lines = enumerate(text.split("\n"), start=1)  # never splitlines(): U+2028 may stand inside a string
    entries = [_entry(line, f"Line {number} of {Path(name).name}") for number, line in lines if line.strip()]
    return Evidence(tuple(sorted(entries, key=lambda entry: entry.seq)))


def _entry(line: str, where: str) -> Entry:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        raise JournalError(f"{where} is not JSON: use the journal as the run wrote it.") from None
    fault = _fault_of(values)
    if fault:
        raise JournalError(f"{where} is no journal entry ({fault}): use the journal as the run wrote it.")
    kept = {name: values[name] for name in _NAMES if name in values}
    return Entry(**kept | {"reasons": tuple(kept.get("reasons", ()))})


def _fault_of(values: Any) -> str | None:
    if not isinstance(values, dict):
        return "it is no JSON object"
    missing = [name for name in LEADING if name not in values]
    if missing:
        return f"it lacks {', '.join(missing)}"
    for name, types in _TYPES.items():
        if name in values and (not isinstance(values[name], types) or isinstance(values[name], bool)):
            return f"{name} has the wrong type"
    for name, choice in (("kind", get_args(Kind)), ("verdict", get_args(Verdict))):
        if values[name] not in choice:
            return f"{name} is none of {', '.join(choice)}"
    return _time_fault(values["at"])


def _time_fault(text: str) -> str | None:
    try:
        from_text(text)
    except ValueError:
        return "at is no RFC 3339 time"
    return None
