"""The ledger for people: a line for each system and version, and a table of scenarios."""

from collections import Counter
from collections.abc import Sequence

from simulator.proofs.book import Book, Proof


def summary(book: Book) -> list[tuple[str, str, int, str]]:
    """Give system, version, how many scenarios were proved on it, and the day of the newest proof."""
    proofs = book.proofs()
    counts = Counter((each.system, each.version) for each in proofs)
    return [(*key, count, _newest(proofs, key)) for key, count in sorted(counts.items())]


def _newest(proofs: Sequence[Proof], key: tuple[str, str]) -> str:
    return max(each.at for each in proofs if (each.system, each.version) == key)[:10]


def table(book: Book) -> str:
    """Give the summary as Markdown, as the README shows it."""
    lines = ["| real system | scenarios proved | last |", "|---|---|---|"]
    lines += [f"| {version} ({system}) | {count} | {day} |" for system, version, count, day in summary(book)]
    return "\n".join(lines) + "\n"
