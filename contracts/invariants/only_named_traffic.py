"""Nothing crosses a hop that no contract names."""

from contracts.evidence import Evidence
from contracts.invariants.reading import Mismatches
from contracts.invariants.registry import invariant


@invariant("only_named_traffic")
def only_named_traffic(evidence: Evidence) -> None:
    """Nothing crosses a hop that no contract names."""
    wrong = Mismatches("No contract names some traffic")
    for entry in evidence.of("unnamed"):
        request = entry.request or {}
        wrong.add(f"{request.get('method')} {request.get('url')} on {entry.hop} is no traffic of the contract.", entry)
    wrong.settle()
