"""What opens behind an arrow: the request and the answer, the reasons and the facts."""

import json
from dataclasses import dataclass
from typing import Any

from contracts.evidence import Entry, Evidence
from contracts.interactions import INTERACTIONS
from simulator.reports.curl import to_curl
from simulator.reports.diagram import milliseconds


@dataclass(frozen=True, slots=True)
class Side:
    """A request or an answer: its first line, its headers, and its body as text."""

    line: str
    headers: list[tuple[str, str]]
    body: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One entry in full; `before` and `after` are the seqs of its neighbours."""

    entry: Entry
    title: str
    requirements: tuple[str, ...]
    request: Side | None
    answer: Side | None
    facts: str
    took: str
    curl: str
    before: int | None
    after: int | None


def panels_of(evidence: Evidence) -> list[Panel]:
    """Give a panel for each entry; an answer with an entry of its own (I06) shows its request too."""
    by_seq = {entry.seq: entry for entry in evidence.entries}
    seqs = [None, *sorted(by_seq), None]
    return [
        panel_of(entry, by_seq.get(entry.answers or 0, entry), seqs[place], seqs[place + 2])
        for place, entry in enumerate(by_seq[seq] for seq in sorted(by_seq))
    ]


def panel_of(entry: Entry, asked: Entry, before: int | None = None, after: int | None = None) -> Panel:
    """Give one entry's panel; `asked` is the exchange that it answers, or itself."""
    request, answer = entry.request or asked.request, entry.answer or asked.answer
    known = INTERACTIONS.get(entry.interaction)
    return Panel(
        entry,
        known.title if known else f"{entry.interaction.capitalize()} traffic",
        known.requirements if known else (),
        _side(f"{request.get('method', '')} {request.get('url', '')}", request) if request else None,
        _side(f"Status {answer.get('status', 'unknown')}", answer) if answer else None,
        pretty(entry.facts) if entry.facts else "",
        "" if entry.duration_ms is None else milliseconds(entry.duration_ms),
        to_curl(request) if request else "",
        before,
        after,
    )


def _side(line: str, message: dict[str, Any]) -> Side:
    headers = [(str(name), str(value)) for name, value in message.get("headers") or ()]
    return Side(line.strip(), headers, pretty(message.get("body")))


def pretty(body: Any) -> str:
    """Write a body for people: JSON indented, also when it stands in the journal as text."""
    if body is None:
        return ""
    if not isinstance(body, str):
        return json.dumps(body, ensure_ascii=False, indent=2)
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return body
