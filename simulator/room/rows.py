"""Journal entries as rows of the live diagram: one for what set out, one for the answer when it has come."""

from bisect import bisect_right
from datetime import datetime
from typing import Any

from contracts.evidence import Entry
from contracts.participants import Participant
from contracts.timestamps import from_text
from simulator.reports.diagram import milliseconds, shorten
from simulator.reports.sequence import Step, answer_step, has_answer, own_step

LANES = {str(participant): index for index, participant in enumerate(Participant)}
LONGEST_LABEL = 120
SECOND = 1000.0

Row = dict[str, Any]


class Rows:
    """Draws the entries of one journal as they come; an answer stands where it came, not under its request."""

    def __init__(self) -> None:
        """Start before the first entry."""
        self._origin: datetime | None = None
        self._seqs: list[int] = []
        self._at: list[float] = []

    def of(self, entry: Entry, asked: Entry) -> list[Row]:
        """Give an entry's rows as they are now; `asked` is the exchange that it answers, or itself."""
        at_ms = self._place(entry)
        own = own_step(entry, asked, at_ms)
        rows = [self._row(own, str(entry.seq), entry.seq)]
        if has_answer(entry):
            answer = answer_step(entry, at_ms)
            rows.append(self._row(answer, f"{entry.seq}a", self._behind(entry.seq, answer.at_ms)))
        return rows

    def _place(self, entry: Entry) -> float:
        moment = from_text(entry.at)
        self._origin = self._origin or moment
        at_ms = (moment - self._origin).total_seconds() * 1000
        if not self._seqs or entry.seq > self._seqs[-1]:
            self._seqs.append(entry.seq)
            self._at.append(at_ms)
        return at_ms

    def _behind(self, seq: int, at_ms: float) -> float:
        """Give the place behind all that had set out when something came; what came later stands further behind."""
        last = max(0, bisect_right(self._at, at_ms) - 1)
        late = max(0.0, at_ms - self._at[last])
        return round(max(seq, self._seqs[last]) + 0.5 + 0.4 * late / (SECOND + late), 9)

    def _row(self, step: Step, key: str, order: float) -> Row:
        entry = step.entry
        return {
            "key": key,
            "seq": entry.seq,
            "order": order,
            "way": step.way,
            "from": LANES[step.sender],
            "to": LANES[step.receiver],
            "label": shorten(step.label, LONGEST_LABEL),
            "interaction": entry.interaction,
            "request_id": entry.correlation_id,
            "verdict": entry.verdict,
            "fault": entry.fault,
            "lost": step.lost,
            "open": step.way == "request" and entry.duration_ms is None,
            "at": f"+{milliseconds(step.at_ms)}",
            "took": milliseconds(entry.duration_ms) if step.way == "answer" and entry.duration_ms else "",
            "hop": entry.hop,
        }
