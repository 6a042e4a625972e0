"""The steps of a run as they happened: requests, their answers and states, in the order of a sequence diagram."""

from dataclasses import dataclass
from http import HTTPStatus
from itertools import takewhile
from typing import Any, Literal
from urllib.parse import urlsplit

from contracts.evidence import Entry, Evidence
from contracts.interactions import INTERACTIONS, SUPPORT
from contracts.timestamps import from_text
from simulator.reports.divergence import Mark, mark_of, suspects
from simulator.reports.result import RunResult

Way = Literal["request", "answer", "state"]


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the diagram.

    Attributes:
        entry: the journal's entry that it shows.
        way: a request, an answer, or a state.
        sender: the participant at the arrow's start.
        receiver: the participant at its tip.
        at_ms: milliseconds since the run's first entry.
        label: what crossed, in one line.
        mark: how it stands to the first diverging hop.
        lost: the answer never came.
    """

    entry: Entry
    way: Way
    sender: str
    receiver: str
    at_ms: float
    label: str
    mark: Mark
    lost: bool = False

    @property
    def support(self) -> bool:
        """Tell whether it serves the flow without being one of its interactions."""
        return self.entry.interaction == SUPPORT

    @property
    def own(self) -> bool:
        """Tell whether the entry starts at this row: false only for an answer that shares its request's entry."""
        return self.way != "answer" or self.entry.kind == "answer"


def steps(evidence: Evidence, result: RunResult) -> list[Step]:
    """Lay the journal out in time; an answer stands where it came, not under its request."""
    entries = sorted(evidence.entries, key=lambda entry: entry.seq)
    by_seq = {entry.seq: entry for entry in entries}
    answered = {entry.answers for entry in entries}
    found = suspects(evidence, result)
    placed: list[tuple[float, float, Step]] = []
    for index, entry in enumerate(entries):
        at_ms = (from_text(entry.at) - from_text(entries[0].at)).total_seconds() * 1000
        mark = mark_of(entry, found)
        placed.append((at_ms, entry.seq, own_step(entry, by_seq.get(entry.answers or 0, entry), at_ms, mark)))
        if has_answer(entry) and entry.seq not in answered:
            answer = answer_step(entry, at_ms, mark)
            before = entry.seq if entry.duration_ms else _last_state_behind(entries, index)
            placed.append((answer.at_ms, before + 0.5, answer))
    return [step for _, _, step in sorted(placed, key=lambda each: each[:2])]


def own_step(entry: Entry, asked: Entry, at_ms: float, mark: Mark = "fine") -> Step:
    """Give the row that an entry starts with; `asked` is the exchange that it answers, or itself."""
    if entry.kind == "answer":
        return Step(entry, "answer", entry.sender, entry.receiver, at_ms, _answer_label(entry, asked), mark)
    way: Way = "state" if entry.kind == "state" else "request"
    return Step(entry, way, entry.sender, entry.receiver, at_ms, _label(entry), mark)


def answer_step(entry: Entry, at_ms: float, mark: Mark = "fine") -> Step:
    """Give the row of the answer that an exchange got, or was left without; it began at `at_ms`."""
    lost, end_ms = entry.answer is None, at_ms + (entry.duration_ms or 0.0)
    return Step(entry, "answer", entry.receiver, entry.sender, end_ms, _answer_label(entry, entry), mark, lost)


def has_answer(entry: Entry) -> bool:
    """Tell whether an exchange got its answer in its own entry, or got none; one that is still open has neither."""
    return entry.kind == "exchange" and not (entry.answer is None and entry.error is None)


def _last_state_behind(entries: list[Entry], index: int) -> int:
    """On a clock that stands still, the states that an exchange brought about come before its answer."""
    states = takewhile(lambda entry: entry.kind == "state", entries[index + 1 :])
    return max((entry.seq for entry in states), default=entries[index].seq)


def _label(entry: Entry) -> str:
    if entry.request:
        return f"{entry.request.get('method', '')} {path_of(entry.request)}".strip()
    if entry.interaction in INTERACTIONS:
        return INTERACTIONS[entry.interaction].title
    return str(entry.facts.get("step", "Supporting step" if entry.interaction == SUPPORT else "Unnamed traffic"))


def path_of(request: dict[str, Any]) -> str:
    """Give the path of a request's URL, without its query."""
    try:
        return urlsplit(str(request.get("url", ""))).path or "/"
    except ValueError:
        return str(request["url"])


def _answer_label(entry: Entry, asked: Entry) -> str:
    answer = entry.answer or asked.answer
    if answer is None and (entry.error or asked.error):
        return f"No answer: {entry.error or asked.error}"
    status = (answer or {}).get("status", entry.facts.get("answer_status"))
    outcome = entry.facts.get("outcome") if entry.kind == "answer" else None
    return f"{_status(status)} · {outcome}" if outcome else _status(status)


def _status(status: Any) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"Status {status or 'unknown'}"
