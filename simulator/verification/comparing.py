"""Where an endpoint and the stub part ways in one scenario, by JSON path; what differs in every run is evened out."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from contracts.evidence import Entry
from contracts.interactions import SUPPORT
from simulator.verification.differences import differences

MOST = 12
VOLATILE = (
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE), "(id)"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(Z|[+-]\d\d:\d\d)?"), "(moment)"),
    (re.compile(r"https?://[^/\s\"']+"), "(address)"),
    (re.compile(r"\b[0-9a-f]{32,}\b"), "(hash)"),
)
METADATA = "x-amz-meta-"
HEADERS = ("content-type", "location", "retry-after")


def compare(stub: Sequence[Entry], endpoint: Sequence[Entry]) -> tuple[str, ...]:
    """Give a line for each place at which the two journals differ, at most twelve."""
    lines = [line for pair in _pairs(stub, endpoint) for line in _lines(*pair)]
    return tuple(lines[:MOST]) + ((f"… and {len(lines) - MOST} more",) if len(lines) > MOST else ())


def _pairs(stub: Sequence[Entry], endpoint: Sequence[Entry]) -> Iterator[tuple[str, Entry | None, Entry | None]]:
    for name in sorted({each.interaction for each in (*stub, *endpoint)}):
        ours, theirs = ([each for each in journal if each.interaction == name] for journal in (stub, endpoint))
        # How often a user looks is another number in every run.
        pairs = zip(ours, theirs, strict=False) if name == SUPPORT else zip_longest(ours, theirs)
        for place, (one, other) in enumerate(pairs):
            yield f"{name}[{place}]", one, other


def _lines(place: str, stub: Entry | None, endpoint: Entry | None) -> Iterator[str]:
    if stub is None or endpoint is None:
        yield f"{place}: {'only with the endpoint' if stub is None else 'only with the stub'}"
        return
    for line in differences(_plain(stub), _plain(endpoint), place):
        yield line.replace(": recorded ", ": the stub ").replace(", found ", ", the endpoint ")


def _plain(entry: Entry) -> dict[str, Any]:
    answer = entry.answer or {}
    headers = {str(name).lower(): value for name, value in answer.get("headers") or ()}
    shown = {
        "status": answer.get("status"),
        "headers": {name: value for name, value in headers.items() if name in HEADERS or name.startswith(METADATA)},
        "body": answer.get("body"),
    }
    found: dict[str, Any] = json.loads(evened(json.dumps(shown, default=str)))
    return found | {"reasons": list(entry.reasons), "verdict": entry.verdict}


def evened(text: str) -> str:
    """Give a text without what is another in every run."""
    for pattern, name in VOLATILE:
        text = pattern.sub(name, text)
    return text
