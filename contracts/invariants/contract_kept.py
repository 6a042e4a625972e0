"""What crossed the hops kept its contract."""

from contracts.evidence import Evidence
from contracts.invariants.reading import Mismatches
from contracts.invariants.registry import CannotCheck, invariant


@invariant("contract_kept")
def contract_kept(evidence: Evidence) -> None:
    """Every exchange kept its clause; what a tap disturbed on purpose is held against nobody."""
    wrong = Mismatches()
    unchecked = []
    for entry in evidence.entries:
        if entry.fault is not None:
            continue
        if entry.verdict == "failed":
            wrong.add(f"{entry.interaction} (entry {entry.seq}): {' '.join(entry.reasons)}", entry)
        elif entry.verdict == "could not check":
            unchecked.append(f"{entry.interaction} (entry {entry.seq}): {' '.join(entry.reasons)}")
    wrong.settle()
    if unchecked:
        raise CannotCheck(" ".join(unchecked))
