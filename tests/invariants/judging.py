"""What the tests of the laws share: all laws held against a small journal."""

from typing import Any

from contracts.invariants.registry import Finding, all_invariants, judge
from tests.invariants.journals import Journal


def findings(journal: Journal, **changes: Any) -> dict[str, Finding]:
    """Hold every law against a journal."""
    return {law.name: judge(law, journal.evidence(**changes)) for law in all_invariants()}


def failed(journal: Journal, **changes: Any) -> set[str]:
    """Name the laws that a journal breaks."""
    return {name for name, finding in findings(journal, **changes).items() if finding.verdict == "failed"}


def unchecked(journal: Journal, **changes: Any) -> set[str]:
    """Name the laws that could not be checked."""
    return {name for name, finding in findings(journal, **changes).items() if finding.verdict == "could not check"}
