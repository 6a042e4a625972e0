"""Nothing happens before what causes it."""

from contracts.evidence import Entry, Evidence
from contracts.interactions import INTERACTIONS
from contracts.invariants.reading import Mismatches, excused, is_late, need_order, need_submissions, short
from contracts.invariants.registry import invariant


@invariant("causal_order")
def causal_order(evidence: Evidence) -> None:
    """Every interaction of a request happens after one that causes it, and every answer after its question."""
    wrong = Mismatches("Something came before its cause")
    # What was read late may have been there from the start.
    seen = {(entry.interaction, entry.correlation_id): entry.seq for entry in evidence.entries if is_late(entry)}
    demanded = excused(evidence)
    for entry in evidence.entries:
        _check(entry, seen, demanded, wrong)
        seen.setdefault((entry.interaction, entry.correlation_id), entry.seq)
    wrong.settle()
    need_order(evidence)
    need_submissions(evidence, dict.fromkeys(entry.correlation_id for entry in evidence.of("I02")))


def _check(entry: Entry, seen: dict[tuple[str, str | None], int], evidence: Evidence, wrong: Mismatches) -> None:
    interaction = INTERACTIONS.get(entry.interaction)
    if interaction is None or entry.correlation_id is None:
        return
    causes = [cause for cause in interaction.follows if cause not in evidence.unobserved]
    if causes and not any((cause, entry.correlation_id) in seen for cause in causes):
        wrong.add(f"{short(entry.correlation_id)}: {entry.interaction} came before {' or '.join(causes)}.", entry)
    if entry.answers is not None and entry.answers >= entry.seq:
        wrong.add(f"{short(entry.correlation_id)}: an answer came before its question.", entry)
