"""All checks of a run: its outcome, and every invariant over its journal."""

from contracts.evidence import Evidence, Verdict
from contracts.invariants.registry import all_invariants, judge
from simulator.flow import Outcome
from simulator.reports.result import Check


def check_all(evidence: Evidence, outcome: Outcome | None = None, *, require_all: bool = False) -> tuple[Check, ...]:
    """Hold every law against a journal.

    Args:
        evidence: the run's journal.
        outcome: of the one flow that was run; without it only the laws are held.
        require_all: whether the run's verdict rests on every law, not only on those that are required anyway.
    """
    checks = [] if outcome is None else [_outcome(outcome)]
    for invariant in all_invariants():
        finding = judge(invariant, evidence)
        required = require_all or finding.required
        checks.append(Check(finding.name, finding.verdict, finding.reason, required, tuple(finding.entries)))
    return tuple(checks)


def _outcome(outcome: Outcome) -> Check:
    if outcome.status == "completed":
        return Check("outcome", "passed", "The request was completed and its images were shown.", required=True)
    verdict: Verdict = "could not check" if outcome.status == "could not check" else "failed"
    return Check("outcome", verdict, outcome.detail, required=True)
