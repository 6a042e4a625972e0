"""How the entries of each interaction were judged, counted as they come."""

from collections import Counter
from typing import Any

from contracts.evidence import Entry, Verdict
from contracts.interactions import INTERACTIONS


class Tally:
    """Counts verdicts; an entry that is judged anew counts once."""

    def __init__(self) -> None:
        """Count nothing yet."""
        self._seen: dict[int, tuple[str, Verdict]] = {}
        self._counts: Counter[tuple[str, Verdict]] = Counter()

    def take(self, entry: Entry) -> None:
        """Count an entry as it is judged now."""
        before, now = self._seen.get(entry.seq), (entry.interaction, entry.verdict)
        if before is not None:
            self._counts[before] -= 1
        self._seen[entry.seq] = now
        self._counts[now] += 1

    def total(self, verdict: Verdict) -> int:
        """Count the entries of a verdict."""
        return sum(count for (_, each), count in self._counts.items() if each == verdict)

    def coverage(self) -> list[dict[str, Any]]:
        """Say of I01 to I11 how they stand: failed as soon as one of their entries failed."""
        return [{"id": each, "verdict": self._worst(each), "count": self._count(each)} for each in INTERACTIONS]

    def _count(self, interaction: str) -> int:
        return sum(count for (each, _), count in self._counts.items() if each == interaction)

    def _worst(self, interaction: str) -> Verdict:
        for verdict in ("failed", "could not check"):
            if self._counts[interaction, verdict]:
                return verdict
        return "passed" if self._counts[interaction, "passed"] else "could not check"
