"""All that the page shows of one journal, the live one or a saved one, kept up as entries come."""

import json
from itertools import islice
from typing import Literal

from contracts.evidence import Entry
from simulator.journal.journal import LONGEST
from simulator.room.requests import Requests
from simulator.room.rows import Rows
from simulator.room.tally import Tally

Source = Literal["live", "replay"]


class View:
    """Rows, requests and verdicts of a journal. Each change of a row is a revision, counted from 1.

    Attributes:
        epoch: names the view; a reader of another one has to begin anew.
        source: whether the journal is the run's own or was read from a file.
        requests: what became of each request.
        tally: how the interactions stand.
        entries: by seq, the newest.
    """

    def __init__(self, epoch: int, source: Source, longest: int = LONGEST) -> None:
        """Start empty."""
        self.epoch, self.source = epoch, source
        self.requests, self.tally = Requests(), Tally()
        self.entries: dict[int, Entry] = {}
        self._longest = longest
        self._drawn = Rows()
        self._rows: dict[str, tuple[int, str]] = {}
        self._log: list[str] = []

    @property
    def revision(self) -> int:
        """Count the changes so far."""
        return len(self._log)

    @property
    def count(self) -> int:
        """Count the rows."""
        return len(self._rows)

    def take(self, entry: Entry) -> None:
        """Show an entry that is new, or has more in it."""
        self.entries[entry.seq] = entry
        for row in self._drawn.of(entry, self.asked(entry)):
            self._log.append(row["key"])
            self._rows[row["key"]] = (self.revision, json.dumps(row, ensure_ascii=False))
        self.requests.take(entry)
        self.tally.take(entry)
        if len(self.entries) > self._longest:
            self._forget(next(iter(self.entries)))

    def asked(self, entry: Entry) -> Entry:
        """Give the exchange that an entry answers, or the entry itself."""
        return self.entries.get(entry.answers or 0, entry)

    def _forget(self, seq: int) -> None:
        del self.entries[seq]
        for key in (str(seq), f"{seq}a"):
            self._rows.pop(key, None)

    def since(self, revision: int, most: int) -> tuple[int, list[str]]:
        """Give rows that changed after a revision, as JSON, and the revision up to which these are all."""
        rows: list[str] = []
        for number, key in enumerate(islice(self._log, revision, None), revision + 1):
            known = self._rows.get(key)
            if known is not None and known[0] == number:
                rows.append(known[1])
            if len(rows) == most:
                return number, rows
        return self.revision, rows
