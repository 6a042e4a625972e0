"""The ledger of proofs: what it keeps, and what it lets a CI ask."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contracts.participants import System
from simulator.proofs.book import Book, Proof, read_age
from simulator.proofs.summary import table
from simulator.settings import SettingsError
from tests.cli.commands import imageflow

OLD = Proof("test_flow.py::test_a", "n8n", "n8n 2.41.1", "2026-01-02T00:00:00Z", "one")
NEW = Proof("test_flow.py::test_a", "n8n", "n8n 2.41.1", "2026-02-02T00:00:00Z", "two")
NOW = datetime(2026, 2, 20, tzinfo=UTC)


def test_the_newest_proof_of_a_version_is_kept(tmp_path: Path) -> None:
    """Whatever order they come in; and the file is the same each time."""
    one, other = Book([OLD, NEW]), Book([NEW, OLD])
    assert one.proofs() == other.proofs() == [NEW]
    one.write(tmp_path / "proofs.json")
    assert Book.read(tmp_path / "proofs.json").proofs() == [NEW]


def test_what_failed_is_struck_out() -> None:
    """A proof that does not hold any more is none."""
    book = Book([NEW])
    book.forget(NEW.scenario, NEW.system, NEW.version)
    assert book.proofs() == []


def test_a_ci_learns_what_is_lacking() -> None:
    """A system that was never proved, or too long ago."""
    book = Book([NEW])
    assert book.lacking([System.N8N], timedelta(days=30), NOW) == []
    assert "last proved" in book.lacking([System.N8N], timedelta(days=3), NOW)[0]
    assert "never proved" in book.lacking([System.ODOO], timedelta(days=30), NOW)[0]


def test_the_summary_counts_by_version() -> None:
    """A line for each system and version."""
    assert "| n8n 2.41.1 (n8n) | 1 | 2026-02-02 |" in table(Book([NEW]))


@pytest.mark.parametrize("age", ["30", "d", "-1d", "1w"])
def test_an_age_is_days_or_hours(age: str) -> None:
    """Anything else is refused in a sentence."""
    with pytest.raises(SettingsError, match="write days or hours"):
        read_age(age)


def test_the_command_gates(tmp_path: Path) -> None:
    """Exit 1 names the system; a file that is no ledger is refused."""
    Book([NEW]).write(tmp_path / "proofs.json")
    asked = ("ledger", "--file", str(tmp_path / "proofs.json"))
    assert "n8n 2.41.1" in imageflow(*asked).stdout
    gated = imageflow(*asked, "--require", "odoo,n8n", "--max-age", "9999d")
    assert gated.returncode == 1
    assert "odoo was never proved" in gated.stderr
    (tmp_path / "proofs.json").write_text("[]")
    assert imageflow(*asked).returncode == 2
