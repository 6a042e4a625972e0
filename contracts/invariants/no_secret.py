"""No secret stands in anything that is written."""

import json
from dataclasses import asdict

from contracts.evidence import Evidence
from contracts.invariants.reading import Mismatches
from contracts.invariants.registry import CannotCheck, invariant


@invariant("no_secret")
def no_secret(evidence: Evidence) -> None:
    """No key, password or signing secret stands anywhere in the journal."""
    if evidence.secrets is None:
        raise CannotCheck("The run's secrets are not known here, so nobody can look for them.")
    wrong = Mismatches()
    for entry in evidence.entries:
        text = json.dumps(asdict(entry), default=str, ensure_ascii=False)
        if any(secret in text for secret in evidence.secrets):
            wrong.add(f"Entry {entry.seq} ({entry.interaction}) holds a secret.", entry)
    wrong.settle()
