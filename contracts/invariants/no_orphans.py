"""Nothing lies around without a record."""

from contracts.evidence import Evidence
from contracts.interactions import SUPPORT
from contracts.invariants.reading import Mismatches, ends, need, short
from contracts.invariants.registry import CannotCheck, invariant


@invariant("no_orphans")
def no_orphans(evidence: Evidence) -> None:
    """There is no image without an accepted request, and no stored object without a record of it."""
    need(evidence, "I02", "I09", "I10")
    wrong = Mismatches("Something has no record")
    accepted = set(evidence.requests())
    recorded: set[str] = set()
    for end in ends(evidence, "completed"):
        recorded |= {image["key"] for image in end.facts["images"]}
        if end.correlation_id not in accepted:
            wrong.add(f"{short(end.correlation_id)} has images and was never accepted.", end)
    ended = {end.correlation_id for end in ends(evidence)}
    removed = {e.facts.get("key"): e.seq for e in evidence.of(SUPPORT) if e.facts.get("deleted")}
    still_open = []
    for put in evidence.of("I09"):
        key = put.facts.get("key")
        if not put.facts.get("stored") or key in recorded or removed.get(key, 0) > put.seq:
            continue
        if put.correlation_id in ended or put.correlation_id not in accepted:
            wrong.add(f"{short(put.correlation_id)}: the object {key} is stored and no record names it.", put)
        else:
            still_open.append(key)
    wrong.settle()
    if still_open:
        raise CannotCheck(f"The journal ends before the requests of {len(still_open)} stored objects do.")
