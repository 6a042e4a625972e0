"""What a verification adds to the ledger, and takes from it."""

from pathlib import Path

from simulator.proofs.book import Book, Proof
from simulator.verification.finding import Verification


def note(found: Verification, file: Path) -> int:
    """Note what held, strike out what failed, and give how many proofs were noted; raises `SettingsError`."""
    book, noted = Book.read(file), 0
    for system, version in found.versions.items():
        for each in found.findings:
            if each.verdict == "passed":
                book.note(Proof(each.node, system, version, found.started_at, found.run))
                noted += 1
            elif each.verdict == "failed":
                book.forget(each.node, system, version)
    book.write(file)
    return noted
