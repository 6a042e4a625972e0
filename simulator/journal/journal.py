"""The journal: every exchange and state change of a run, in the order in which they set out."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from contracts.clauses.base import Reading
from contracts.evidence import Entry, Evidence, Kind
from contracts.interactions import INTERACTIONS
from contracts.participants import Hop, Participant
from contracts.runtime import Clock
from simulator.journal.messages import Shelf
from simulator.journal.redaction import Redactor

LONGEST = 100_000
"""Entries kept; the oldest fall out."""

Listener = Callable[[Entry], None]


class Journal:
    """Takes entries, keeps the newest, and tells whoever listens. It is the run's `Observer`."""

    def __init__(self, clock: Clock, redactor: Redactor, longest: int = LONGEST) -> None:
        """Start empty."""
        self.clock, self.redactor, self.shelf = clock, redactor, Shelf(redactor)
        self._entries: deque[Entry] = deque(maxlen=longest)
        self._seq = 0
        self._listeners: list[Listener] = []
        self._in_flight: set[str] = set()

    def entry(
        self,
        interaction: str,
        kind: Kind,
        ends: tuple[Participant, Participant],
        correlation_id: str | None,
        hop: Hop | None = None,
    ) -> Entry:
        """Open an entry: its place in the order is given here."""
        self._seq += 1
        at = f"{self.clock.now().isoformat(timespec='microseconds')[:-6]}Z"  # a run's clock gives UTC
        entry = Entry(self._seq, at, interaction, correlation_id, ends[0].value, ends[1].value, kind)
        entry.hop = hop.value if hop else None
        self._entries.append(entry)
        return entry

    def changed(self, entry: Entry) -> None:
        """Tell that an entry is new or has more in it."""
        for listener in list(self._listeners):
            listener(entry)

    def state(self, interaction: str, correlation_id: str, facts: dict[str, Any]) -> None:
        """Note a committed state of Odoo (I02, I03, I08, I10, `support`)."""
        known = INTERACTIONS.get(interaction)
        ends = (known.sender, known.receiver) if known else (Participant.SERVICE, Participant.CORE)
        entry = self.entry(interaction, "state", ends, correlation_id)
        entry.facts = facts
        (self._in_flight.discard if interaction == "I10" else self._in_flight.add)(correlation_id)
        self.changed(entry)

    def clear(self) -> None:
        """Forget everything; the next entry is the first."""
        self._entries.clear()
        self._in_flight.clear()
        self._seq = 0

    @property
    def in_flight(self) -> frozenset[str]:
        """Give the ids of requests that have begun and not ended; kept as states come, for every tap may ask."""
        return frozenset(self._in_flight)

    def entries(self) -> list[Entry]:
        """Give the entries that are kept, in order."""
        return list(self._entries)

    def evidence(self, secrets: frozenset[str] | None, unobserved: dict[str, str] | None = None) -> Evidence:
        """Give the journal as the invariants read it."""
        finished: datetime = self.clock.now()
        return Evidence(tuple(self._entries), secrets, finished.isoformat(), unobserved or {})

    @contextmanager
    def listening(self, listener: Listener) -> Iterator[None]:
        """Have a listener told of every change while the block runs."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    async def wait_for(self, condition: Callable[[Entry], bool], seconds: float = 10) -> Entry:
        """Wait until an entry fits, also one that is there already.

        Raises:
            TimeoutError: none came within so many seconds of wall time.
        """
        found = next((entry for entry in self._entries if condition(entry)), None)
        if found is not None:
            return found
        future: asyncio.Future[Entry] = asyncio.get_running_loop().create_future()

        def listen(entry: Entry) -> None:
            if not future.done() and condition(entry):
                future.set_result(entry)

        with self.listening(listen):
            async with asyncio.timeout(seconds):
                return await future


def judge(entry: Entry, reading: Reading) -> None:
    """Put what a clause read into an entry; a fault outweighs what could not be checked."""
    entry.facts |= reading.facts
    if reading.faults or reading.unchecked:
        entry.reasons = (*entry.reasons, *reading.faults, *reading.unchecked)
    if reading.faults:
        entry.verdict = "failed"
    elif reading.unchecked and entry.verdict == "passed":
        entry.verdict = "could not check"
    entry.correlation_id = entry.correlation_id or reading.correlation_id
