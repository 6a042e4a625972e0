"""A saved journal played as it happened: what took long then is shortened, and nothing happens anywhere."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace

from contracts.evidence import Entry, Evidence
from contracts.timestamps import from_text
from simulator.room.rows import LANES

LONGEST_PAUSE_SECONDS = 1.0
TICK_SECONDS = 0.02
"""What lies closer together is shown together."""


class StrangeJournal(Exception):
    """The page has no lane for somebody whom the journal names; the text says for whom."""


def check(evidence: Evidence) -> None:
    """Let a journal in that the page can draw; raises `StrangeJournal`."""
    for entry in evidence.entries:
        for name in (entry.sender, entry.receiver):
            if name not in LANES:
                raise StrangeJournal(f"Entry {entry.seq} names {name[:60]!r}, who is none of the seven participants.")


async def play(evidence: Evidence, take: Callable[[Entry], None]) -> None:
    """Give each entry when it set out, and again when its answer came."""
    shown = 0.0
    before: float | None = None
    for at, entry in moments(evidence.entries):
        pause = min(LONGEST_PAUSE_SECONDS, at - before) if before is not None else 0.0
        shown, before = shown + pause, at
        if shown >= TICK_SECONDS:
            await asyncio.sleep(shown)
            shown = 0.0
        take(entry)


def moments(entries: Iterable[Entry]) -> list[tuple[float, Entry]]:
    """Lay a journal out in seconds, as it grew."""
    grown: list[tuple[float, int, Entry]] = []
    for entry in entries:
        at = from_text(entry.at).timestamp()
        if entry.kind == "exchange" and entry.duration_ms is not None:
            grown.append((at, 0, as_it_set_out(entry)))
            grown.append((at + entry.duration_ms / 1000, 1, entry))
        else:
            grown.append((at, 0, entry))
    grown.sort(key=lambda each: (each[0], each[2].seq, each[1]))
    return [(at, entry) for at, _, entry in grown]


def as_it_set_out(entry: Entry) -> Entry:
    """Give an exchange as it was before its answer: what was judged afterwards is not known yet."""
    return replace(entry, answer=None, error=None, duration_ms=None, verdict="passed", reasons=(), facts={})
