"""What several laws read from a journal."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from contracts.evidence import SEEN_LATE, Entry, Evidence
from contracts.invariants.registry import CannotCheck, Violation

LOST = "A submission (I01) has lost its answer, and with it the id of its request."


class Mismatches:
    """Gathers every mismatch of a law, so that all are told and not the first alone."""

    def __init__(self, title: str) -> None:
        """Start with none; the title says in a few words what they have in common."""
        self.title = title
        self.sentences: list[str] = []
        self.entries: list[int] = []

    def add(self, sentence: str, *entries: Entry) -> None:
        """Note one."""
        self.sentences.append(sentence)
        self.entries += [entry.seq for entry in entries]

    def settle(self) -> None:
        """Raise `Violation` when there are any."""
        if self.sentences:
            raise Violation(self.title, " ".join(self.sentences), self.entries)


def need(evidence: Evidence, *interactions: str) -> None:
    """Raise `CannotCheck` when the topology cannot show one of these interactions."""
    for interaction in interactions:
        if interaction in evidence.unobserved:
            raise CannotCheck(f"{interaction} can't be seen: {evidence.unobserved[interaction]}")


def ends(evidence: Evidence, status: str | None = None) -> list[Entry]:
    """Give the I10 states, of one status or all."""
    return [entry for entry in evidence.of("I10") if status in {None, entry.facts.get("status")}]


def by_request(evidence: Evidence) -> dict[str | None, Evidence]:
    """Split a journal by request once, so that a law's work grows with the journal and not with its square."""
    parts: dict[str | None, list[Entry]] = defaultdict(list)
    for entry in evidence.entries:
        parts[entry.correlation_id].append(entry)
    return {request: replace(evidence, entries=tuple(entries)) for request, entries in parts.items()}


def excused(evidence: Evidence) -> Evidence:
    """Give the journal without demanding I01 of any request, when a submission has lost its answer with its id."""
    lost = any(
        each.correlation_id is None and each.facts.get("answer_status", 201) == 201 for each in evidence.of("I01")
    )
    return replace(evidence, unobserved={**evidence.unobserved, "I01": LOST}) if lost else evidence


def need_submissions(evidence: Evidence, requests: Iterable[str | None]) -> None:
    """Raise `CannotCheck` when any of these requests has no I01 of its own while a submission has lost its answer."""
    known = {each.correlation_id for each in evidence.of("I01")}
    missing = [short(each) for each in requests if each not in known]
    if missing and excused(evidence).unobserved.get("I01") == LOST:
        raise CannotCheck(f"{LOST} It may have been {' or '.join(missing)}.")


def is_late(entry: Entry) -> bool:
    """Tell whether a state was read too late for its place to say anything."""
    return bool(entry.facts.get(SEEN_LATE))


def need_order(evidence: Evidence) -> None:
    """Raise `CannotCheck` when a state has no place in the order."""
    late = [f"{each.interaction} of {short(each.correlation_id)}" for each in evidence.entries if is_late(each)]
    if late:
        raise CannotCheck(f"It was read too late to tell what it came before: {', '.join(late)}.")


def asked(part: Evidence) -> int | None:
    """Give how many images a request was accepted for, from its part of the journal."""
    return next((int(each.facts["n"]) for each in part.of("I02", "I01") if each.facts.get("n") is not None), None)


def moment(text: str) -> datetime:
    """Read an entry's time or a deadline."""
    return datetime.fromisoformat(text)


def short(request_id: str | None) -> str:
    """Name a request in a sentence."""
    return f"Request {request_id}" if request_id else "A request without an id"
