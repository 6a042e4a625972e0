"""No picture is paid twice."""

from contracts.evidence import Entry, Evidence
from contracts.invariants.reading import Mismatches, need, short
from contracts.invariants.registry import CannotCheck, invariant


@invariant("one_generation")
def one_generation(evidence: Evidence) -> None:
    """A request is charged for one generation at most, unless an unknown outcome came between."""
    need(evidence, "I05", "I06")
    by_request: dict[str | None, list[Entry]] = {}
    for entry in evidence.of("I05", "I06"):
        by_request.setdefault(entry.correlation_id, []).append(entry)
    nobodys = _charged(by_request.pop(None, []), "yes")
    wrong = Mismatches("A generation was paid twice")
    for request, entries in by_request.items():
        charged, unknown = _charged(entries, "yes"), _charged(entries, "unknown")
        if not _all_excused(entries):
            wrong.add(
                f"{short(request)} was charged for {len(charged)} generations, "
                f"with {len(unknown)} unknown outcomes among them.",
                *charged,
            )
    wrong.settle()
    if nobodys:
        raise CannotCheck(f"Nothing tells which requests {len(nobodys)} charged generations belong to.")


def _charged(entries: list[Entry], how: str) -> list[Entry]:
    return [entry for entry in entries if entry.facts.get("charged") == how]


def _all_excused(entries: list[Entry]) -> bool:
    """Tell whether before each charge but the first there was an unknown outcome, after the charge before."""
    excused = True
    for entry in entries:
        charged = entry.facts.get("charged")
        if charged == "yes" and not excused:
            return False
        if charged in {"yes", "unknown"}:
            excused = charged == "unknown"
    return True
