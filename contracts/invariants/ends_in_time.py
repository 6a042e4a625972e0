"""Every accepted request ends within its deadline."""

from datetime import timedelta

from contracts.evidence import Entry, Evidence
from contracts.invariants.reading import Mismatches, by_request, moment, need, short
from contracts.invariants.registry import CannotCheck, invariant

SLACK = timedelta(seconds=1)
"""The watch-dog wakes at the deadline and takes a moment."""


@invariant("ends_in_time")
def ends_in_time(evidence: Evidence) -> None:
    """Every accepted request has its outcome accepted by its deadline, or is ended as timed out then."""
    need(evidence, "I02", "I08", "I10")
    wrong, running = Mismatches("A deadline was missed"), []
    parts = by_request(evidence)
    for accepted in evidence.of("I02"):
        deadline = moment(accepted.facts["deadline"])
        # What decides a request is its outcome's acceptance, or its end without one.
        decided = next(parts[accepted.correlation_id].of("I08", "I10"), None)
        if decided is None:
            if evidence.finished_at is None or moment(evidence.finished_at) <= deadline + SLACK:
                running.append(accepted.correlation_id)
            else:
                wrong.add(f"{short(accepted.correlation_id)} has not ended by its deadline.", accepted)
        elif moment(decided.at) > deadline + SLACK and not _woken_late(decided):
            wrong.add(f"{short(accepted.correlation_id)} was decided after its deadline.", decided)
    wrong.settle()
    if running:
        raise CannotCheck(f"The journal ends before {len(running)} requests do.")


def _woken_late(decided: Entry) -> bool:
    """Tell a time-out that was noticed late: after a stop of Odoo, or a skip of the run's time."""
    return decided.facts.get("failure_code") == "timed_out"
