"""Journals written as lines and read back."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.evidence import Entry
from simulator.reports.journal_lines import LEADING, JournalError, read_journal, to_line, to_lines
from tests.reports.samples import broken, happy


def test_a_journal_reads_back_as_it_was_written(tmp_path: Path) -> None:
    """Every entry survives the round trip, in order."""
    path = tmp_path / "journal.jsonl"
    path.write_text(to_lines(broken().entries), encoding="utf-8")
    assert read_journal(path).entries == broken().entries


def test_a_line_starts_with_the_keys_that_scripts_rely_on() -> None:
    """The keys' order is the contract's, the same on every line."""
    keys = [tuple(json.loads(to_line(entry))) for entry in happy().entries]
    assert set(keys) == {keys[0]}
    assert keys[0][: len(LEADING)] == LEADING


@given(st.text())
def test_any_text_stays_on_one_line_and_survives(text: str) -> None:
    """Line separators, quotes and lone surrogates of a prompt neither break a line nor change."""
    entry = Entry(1, "2026-11-22T10:00:00Z", "support", text, "a", "b", "state", facts={text: text})
    line = to_line(entry).encode("utf-8", "backslashreplace").decode()
    assert "\n" not in line
    assert json.loads(line)["facts"] == {text: text}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"seq": "1"}, "seq has the wrong type"),
        ({"seq": True}, "seq has the wrong type"),
        ({"verdict": "green"}, "verdict is none of passed, failed, could not check"),
        ({"kind": "call"}, "kind is none of exchange, answer, state"),
        ({"at": "noon"}, "at is no RFC 3339 time"),
        ({"reasons": "why"}, "reasons has the wrong type"),
    ],
)
def test_a_malformed_entry_is_named_by_its_line(tmp_path: Path, change: dict[str, object], complaint: str) -> None:
    """The error names the line and what is wrong with it."""
    lines = to_lines(happy().entries).split("\n")
    lines[2] = json.dumps(json.loads(lines[2]) | change)
    path = tmp_path / "journal.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(JournalError, match=rf"Line 3 of journal\.jsonl is no journal entry \({complaint}\)"):
        read_journal(path)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "is not JSON"),
        ("[1]", "it is no JSON object"),
        ('{"seq": 1}', "it lacks at, interaction"),
        ("[" * 99_999, "is not JSON"),
    ],
)
def test_what_is_no_entry_at_all_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    """Broken JSON and other JSON are refused in a sentence."""
    path = tmp_path / "journal.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(JournalError, match=complaint):
        read_journal(path)


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    """A missing file and a binary one give a sentence, not a traceback."""
    with pytest.raises(JournalError, match="No such file"):
        read_journal(tmp_path / "none.jsonl")
    (tmp_path / "image.png").write_bytes(b"\x89PNG\xff")
    with pytest.raises(JournalError, match="not UTF-8"):
        read_journal(tmp_path / "image.png")
