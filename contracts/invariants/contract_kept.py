"""What crossed the hops kept its contract."""

from contracts.evidence import Entry, Evidence
from contracts.invariants.reading import Mismatches, short
from contracts.invariants.registry import CannotCheck, invariant


@invariant("contract_kept")
def contract_kept(evidence: Evidence) -> None:
    """Every exchange kept its clause; what a tap disturbed on purpose is held against nobody."""
    wrong = Mismatches("The contract was broken")
    unchecked = []
    for entry in evidence.entries:
        if entry.fault is not None:
            continue
        if entry.verdict == "failed":
            wrong.add(_told(entry, "It broke its contract."), entry)
        elif entry.verdict == "could not check":
            unchecked.append(_told(entry, "It was not judged."))
    wrong.settle()
    if unchecked:
        raise CannotCheck(" ".join(unchecked))


def _told(entry: Entry, otherwise: str) -> str:
    reasons = " ".join(entry.reasons) or otherwise
    return f"{short(entry.correlation_id)}, {entry.interaction} (entry {entry.seq}): {reasons}"
