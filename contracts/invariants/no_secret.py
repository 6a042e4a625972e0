"""No secret stands in anything that is written."""

import json
from dataclasses import fields

from contracts.evidence import SHORTEST_SECRET, Entry, Evidence
from contracts.invariants.reading import Mismatches
from contracts.invariants.registry import CannotCheck, invariant

WRITTEN = tuple(field.name for field in fields(Entry))


@invariant("no_secret")
def no_secret(evidence: Evidence) -> None:
    """No key, password or signing secret stands anywhere in the journal."""
    if evidence.secrets is None:
        raise CannotCheck("The run's secrets are not known here, so nobody can look for them.")
    spellings = {text for secret in evidence.secrets if len(secret) >= SHORTEST_SECRET for text in _spellings(secret)}
    wrong = Mismatches("A secret was written")
    for entry in evidence.entries:
        text = json.dumps({name: getattr(entry, name) for name in WRITTEN}, default=str, ensure_ascii=False)
        if any(spelling in text for spelling in spellings):
            wrong.add(f"Entry {entry.seq} ({entry.interaction}) holds a secret.", entry)
    wrong.settle()


def _spellings(secret: str) -> list[str]:
    """Spell a secret as it stands in JSON, and in JSON that stands as text in JSON."""
    once = json.dumps(secret, ensure_ascii=False)[1:-1]
    return [once, json.dumps(once, ensure_ascii=False)[1:-1]]
