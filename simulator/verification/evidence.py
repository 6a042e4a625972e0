"""The exchanges that a finding rests on: those that broke their contract, or else the last that crossed the wire."""

from collections.abc import Sequence

from contracts.evidence import Entry
from contracts.interactions import INTERACTIONS
from simulator.reports.curl import to_curl
from simulator.verification.finding import Proof

MOST = 4


def title_of(interaction: str) -> str:
    """Give an interaction as people read it."""
    known = INTERACTIONS.get(interaction)
    return f"{known.id} {known.title}" if known else interaction or "the whole flow"


def proofs_of(journal: Sequence[Entry]) -> tuple[Proof, ...]:
    """Give the exchanges to be shown, at most four, in their order."""
    shown = [each for each in journal if each.verdict == "failed" or each.error]
    wired = [each for each in journal if each.request and each.interaction != "support"]
    chosen = (shown or wired[-2:] or [each for each in journal if each.request][-2:])[:MOST]
    return tuple(proof_of(each, journal) for each in chosen)


def proof_of(entry: Entry, journal: Sequence[Entry]) -> Proof:
    """Give one; an answer that has a line of its own (I06) is shown with its request."""
    asked = next((each for each in journal if each.seq == entry.answers), entry)
    answer = entry.answer or next((each.answer for each in journal if each.answers == entry.seq), None)
    request = asked.request or {}
    return Proof(
        interaction=entry.interaction,
        hop=str(entry.hop.value if hasattr(entry.hop, "value") else entry.hop) if entry.hop else None,
        verdict=entry.verdict,
        reasons=entry.reasons,
        request=dict(request),
        answer=dict(answer or {}),
        error=entry.error,
        curl=to_curl(dict(request)) if request else "",
    )
