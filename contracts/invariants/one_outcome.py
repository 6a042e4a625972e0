"""A request has one outcome."""

from collections import Counter

from contracts.evidence import Evidence
from contracts.invariants.reading import Mismatches, need, short
from contracts.invariants.registry import invariant
from contracts.kit.states import PENDING, may_move


@invariant("one_outcome")
def one_outcome(evidence: Evidence) -> None:
    """A request has at most one accepted outcome and one end, and its state only moves forward."""
    need(evidence, "I08", "I10")
    wrong = Mismatches("A request has more than one outcome")
    for interaction, what in (("I08", "accepted outcomes"), ("I10", "ends")):
        counted = Counter(entry.correlation_id for entry in evidence.of(interaction))
        for request, count in counted.items():
            if count > 1:
                shown = evidence.of(interaction, correlation_id=request)
                wrong.add(f"{short(request)} has {count} {what}.", *shown)
    _check_moves(evidence, wrong)
    wrong.settle()


def _check_moves(evidence: Evidence, wrong: Mismatches) -> None:
    now: dict[str | None, str] = {}
    for entry in evidence.entries:
        status = entry.facts.get("status")
        if entry.kind != "state" or not isinstance(status, str):
            continue
        before = now.get(entry.correlation_id)
        if before is not None and not may_move(before, status):
            wrong.add(f"{short(entry.correlation_id)} went from {before} to {status}.", entry)
        elif before is None and entry.interaction == "I02" and status != PENDING:
            wrong.add(f"{short(entry.correlation_id)} began as {status}.", entry)
        now[entry.correlation_id] = status
