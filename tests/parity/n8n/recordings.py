"""Recordings as files, one a case. They are made by `record`, and never edited."""

import json
from pathlib import Path

from tests.parity.n8n.case import Case, Document

FOLDER = Path(__file__).parent / "recorded"


def file_of(case: Case) -> Path:
    """Give the file of a case."""
    return FOLDER / f"{case.name}.json"


def read(case: Case) -> Document | None:
    """Give what is recorded of a case; None when nothing is."""
    file = file_of(case)
    if not file.exists():
        return None
    found: Document = json.loads(file.read_text(encoding="utf-8"))
    return found


def write(case: Case, found: Document) -> None:
    """Keep a recording."""
    FOLDER.mkdir(exist_ok=True)
    file_of(case).write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
