"""What the journal says of each of the eleven interactions."""

from dataclasses import dataclass

from contracts.evidence import Evidence, Verdict
from contracts.interactions import INTERACTIONS, Interaction


@dataclass(frozen=True, slots=True)
class Coverage:
    """One interaction in one run.

    Attributes:
        interaction: which.
        verdict: failed as soon as one of its entries failed; passed only when all of them held.
        reason: why, for people; empty when it passed.
        seqs: its entries.
        seconds: how long its exchanges took together.
    """

    interaction: Interaction
    verdict: Verdict
    reason: str
    seqs: tuple[int, ...]
    seconds: float


def coverage(evidence: Evidence) -> list[Coverage]:
    """Judge I01 to I11, in order."""
    return [_judge(evidence, interaction) for interaction in INTERACTIONS.values()]


def _judge(evidence: Evidence, interaction: Interaction) -> Coverage:
    entries = list(evidence.of(interaction.id))
    seconds = sum(entry.duration_ms or 0.0 for entry in entries) / 1000
    worst: Verdict = "passed"
    for verdict in ("could not check", "failed"):
        if any(entry.verdict == verdict for entry in entries):
            worst = verdict
    if not entries:
        hidden = evidence.unobserved.get(interaction.id, "The run never came to it.")
        return Coverage(interaction, "could not check", hidden, (), 0.0)
    reasons = dict.fromkeys(reason for each in entries if each.verdict == worst for reason in each.reasons)
    reason = "" if worst == "passed" else " ".join(reasons) or "The journal gives no reason."
    return Coverage(interaction, worst, reason, tuple(entry.seq for entry in entries), seconds)
