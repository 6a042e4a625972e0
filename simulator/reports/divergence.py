"""Where a run first left its contract, so that a reader looks at the cause before its consequences."""

from typing import Literal

from contracts.evidence import Entry, Evidence
from simulator.reports.result import Check, RunResult

Mark = Literal["first", "later", "unsure", "fine"]
"""`first`: the first diverging hop; `later`: failed after it; `unsure`: could not be checked; `fine`: it held."""


def suspects(evidence: Evidence, result: RunResult) -> list[int]:
    """List the seqs at which something failed, in causal order: a seq is given when its request sets out."""
    failed = {entry.seq for entry in evidence.entries if entry.verdict == "failed"}
    known = {entry.seq for entry in evidence.entries}
    pointed: set[int] = set()
    for check in result.verdicts:
        pointed |= _pointed_by(check, failed)
    return sorted((failed | pointed) & known)


def _pointed_by(check: Check, failed: set[int]) -> set[int]:
    """A check that compares entries points at healthy ones too: the broken ones among them are meant."""
    if check.verdict != "failed":
        return set()
    return set(check.entries) & failed or set(check.entries)


def mark_of(entry: Entry, found: list[int]) -> Mark:
    """Give an entry's mark, by the `suspects` of the run."""
    if entry.seq in found:
        return "first" if entry.seq == found[0] else "later"
    return "unsure" if entry.verdict == "could not check" else "fine"
