"""The first lines of a report: what came out, and where to look first."""

from dataclasses import dataclass

from contracts.evidence import Entry, Evidence, Verdict
from simulator.reports.divergence import suspects
from simulator.reports.lanes import LABELS
from simulator.reports.result import RunResult

WORDS: dict[Verdict, str] = {"passed": "Passed", "failed": "Failed", "could not check": "Could not check"}


@dataclass(frozen=True, slots=True)
class Headline:
    """The run's verdict in words.

    Attributes:
        verdict: the run's own.
        word: the same, for people.
        sentence: what it rests on.
        first: the first diverging hop; None when nothing diverged.
        first_at: that hop, from whom to whom.
        first_reason: what went wrong there.
    """

    verdict: Verdict
    word: str
    sentence: str
    first: Entry | None
    first_at: str
    first_reason: str


def headline_of(evidence: Evidence, result: RunResult) -> Headline:
    """Sum a run up."""
    found = suspects(evidence, result)
    first = next((entry for entry in evidence.entries if found and entry.seq == found[0]), None)
    way = f"{_label(first.sender)} → {_label(first.receiver)}" if first else ""
    reason = _reason(first, result) if first else ""
    return Headline(result.verdict, WORDS[result.verdict], _sentence(result), first, way, reason)


def _sentence(result: RunResult) -> str:
    if result.verdict == "passed":
        held = sum(check.verdict == "passed" for check in result.verdicts)
        return f"The request completed. {held} of {len(result.verdicts)} checks held, all required ones among them."
    if result.status == "failed":
        return f"The request failed: {(result.failure_code or 'no reason was given').replace('_', ' ')}."
    telling = [check for check in result.verdicts if check.required and check.verdict == result.verdict]
    if telling:
        return f"{telling[0].name}: {telling[0].reason or 'no reason was given.'}"
    return "Nothing tells how the request ended." if result.status != "completed" else "No required check was made."


def _reason(entry: Entry, result: RunResult) -> str:
    if entry.reasons:
        return " ".join(entry.reasons)
    pointing = (check.reason for check in result.verdicts if check.verdict == "failed" and entry.seq in check.entries)
    return next(pointing, "The journal gives no reason.")


def _label(participant: str) -> str:
    return LABELS.get(participant, participant)
