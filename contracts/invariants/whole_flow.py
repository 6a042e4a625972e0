"""Every interaction of a completed request was seen, in order, under one id."""

from itertools import pairwise

from contracts.evidence import Entry, Evidence
from contracts.interactions import INTERACTIONS, SUPPORT
from contracts.invariants.reading import (
    Mismatches,
    by_request,
    ends,
    excused,
    is_late,
    need_order,
    need_submissions,
    short,
)
from contracts.invariants.registry import CannotCheck, invariant


@invariant("whole_flow", required=True)
def whole_flow(evidence: Evidence) -> None:
    """A completed request shows all eleven interactions, in their order, under its one id."""
    wrong = Mismatches("The flow is not whole")
    completed, parts = _completed(evidence), by_request(excused(evidence))
    for request in completed:
        _check_steps(parts[request], request, wrong)
    for entry in evidence.entries:
        _check_ids(entry, wrong)
    _check_attempts(evidence, wrong)
    wrong.settle()
    need_order(evidence)
    need_submissions(evidence, completed)
    if not completed and "I10" in evidence.unobserved:
        raise CannotCheck(f"No request was seen to be completed: {evidence.unobserved['I10']}")
    if missing := [request for request in completed if not _shown(parts[request])]:
        # Nobody is wrong in not having looked, yet the flow is not proved whole.
        raise CannotCheck(f"No image was looked at in the portal (I11) of {', '.join(map(short, missing))}.")


def _shown(part: Evidence) -> bool:
    return any(entry.facts.get("answer_status") in {200, 304} for entry in part.of("I11"))


def _completed(evidence: Evidence) -> list[str]:
    """Give the completed requests; where that state can't be seen, those that the portal was told are."""
    told = ends(evidence, "completed")
    if "I10" in evidence.unobserved:
        told = [entry for entry in evidence.of(SUPPORT) if entry.facts.get("status") == "completed"]
    return list(dict.fromkeys(entry.correlation_id for entry in told if entry.correlation_id))


def _check_steps(part: Evidence, request: str, wrong: Mismatches) -> None:
    first: list[Entry] = []
    for interaction in INTERACTIONS:
        entry = next(part.of(interaction), None)
        if entry is not None:
            first += [] if is_late(entry) else [entry]
        elif interaction != "I11" and interaction not in part.unobserved:
            wrong.add(f"{short(request)} was completed without {interaction}.")
    for before, after in pairwise(first):
        if after.seq < before.seq:
            wrong.add(f"{short(request)}: {after.interaction} came before {before.interaction}.", before, after)


def _check_ids(entry: Entry, wrong: Mismatches) -> None:
    """Check the ids that a message bears against the id that it travelled under."""
    names = ["request_id", "webhook_id"] if entry.interaction in {"I03", "I04"} else ["request_id"]
    for name in names:
        borne = entry.facts.get(name)
        if borne and entry.correlation_id and borne != entry.correlation_id and not entry.fault:
            wrong.add(f"{short(entry.correlation_id)}: {entry.interaction} bears the {name} {borne}.", entry)


def _check_attempts(evidence: Evidence, wrong: Mismatches) -> None:
    """Check that all attempts to report one outcome bear one id; what bears a bad signature is nobody's attempt."""
    first: dict[tuple[str | None, str, str], Entry] = {}
    for entry in evidence.of("I07"):
        if entry.verdict == "failed" or not entry.facts.get("images"):
            continue
        outcome = (entry.correlation_id, str(entry.facts.get("type")), str(entry.facts["images"]))
        before = first.setdefault(outcome, entry)
        if before.facts.get("webhook_id") != entry.facts.get("webhook_id"):
            wrong.add(f"{short(entry.correlation_id)}: one outcome was sent under two webhook-ids.", before, entry)
