"""Every interaction of a completed request was seen, in order, under one id."""

from itertools import pairwise

from contracts.evidence import Entry, Evidence
from contracts.interactions import INTERACTIONS
from contracts.invariants.reading import Mismatches, ends, short
from contracts.invariants.registry import CannotCheck, invariant


@invariant("whole_flow", required=True)
def whole_flow(evidence: Evidence) -> None:
    """A completed request shows all eleven interactions, in their order, under its one id."""
    wrong = Mismatches()
    completed = _completed(evidence)
    looked_at = any(True for _ in evidence.of("I11"))
    for request in completed:
        _check(evidence, request, wrong, with_page=looked_at)
    for entry in evidence.entries:
        _check_ids(entry, wrong)
    wrong.settle()
    if completed and not looked_at:
        raise CannotCheck("No image was looked at in the portal (I11).")


def _completed(evidence: Evidence) -> list[str]:
    if "I10" in evidence.unobserved:
        return list(dict.fromkeys(e.correlation_id for e in evidence.of("I11") if e.correlation_id))
    return [end.correlation_id for end in ends(evidence, "completed") if end.correlation_id]


def _check(evidence: Evidence, request: str, wrong: Mismatches, *, with_page: bool) -> None:
    first: list[Entry] = []
    for interaction in INTERACTIONS:
        if interaction in evidence.unobserved or (interaction == "I11" and not with_page):
            continue
        entry = next(evidence.of(interaction, correlation_id=request), None)
        if entry is None and interaction != "I11":
            wrong.add(f"{short(request)} was completed without {interaction}.")
        elif entry is not None and entry.correlation_id == request:
            first.append(entry)
    for before, after in pairwise(first):
        if after.seq < before.seq:
            wrong.add(f"{short(request)}: {after.interaction} came before {before.interaction}.", before, after)


def _check_ids(entry: Entry, wrong: Mismatches) -> None:
    named = entry.facts.get("request_id")
    if named and entry.correlation_id and named != entry.correlation_id and not entry.fault:
        wrong.add(f"{entry.interaction} names request {named} and belongs to {entry.correlation_id}.", entry)
