"""No picture is paid twice."""

from contracts.evidence import Evidence
from contracts.invariants.reading import Mismatches, short
from contracts.invariants.registry import invariant


@invariant("one_generation")
def one_generation(evidence: Evidence) -> None:
    """A request is charged for one generation at most, unless an unknown outcome came between."""
    wrong = Mismatches()
    for request in {entry.correlation_id for entry in evidence.of("I05", "I06")}:
        charged = [e for e in evidence.of("I06", correlation_id=request) if e.facts.get("charged") == "yes"]
        unknown = [e for e in evidence.of("I05", "I06", correlation_id=request) if e.facts.get("charged") == "unknown"]
        # A charge may follow each unknown one: nobody could know that the unknown one was charged.
        if len(charged) > 1 and len(charged) > 1 + sum(each.seq < charged[-1].seq for each in unknown):
            wrong.add(
                f"{short(request)} was charged for {len(charged)} generations, "
                f"with {len(unknown)} unknown outcomes among them.",
                *charged,
            )
    wrong.settle()
