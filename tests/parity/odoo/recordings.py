"""The recordings: a file for each story, never edited by hand."""

import json
from pathlib import Path

from simulator.verification.differences import differences
from tests.parity.odoo.talk import Entry, Odoo, Talk

FOLDER = Path(__file__).parent / "recorded"


def played(name: str, odoo: Odoo) -> list[Entry]:
    """Play a story and give what was written down; what it made is removed."""
    from tests.parity.odoo.stories import STORIES  # noqa: PLC0415 - the stories need this package

    talk = Talk(odoo)
    talk.begin()
    try:
        STORIES[name](talk)
    finally:
        talk.session.cookies.clear()
        talk.tidy()
        talk.session.close()
    return talk.log


def read(name: str) -> list[Entry]:
    """Give a story's recording."""
    found: list[Entry] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def write(name: str, log: list[Entry]) -> None:
    """Keep a story's recording."""
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in log)
    (FOLDER / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def told_apart(recorded: list[Entry], found: list[Entry], declared: dict[str, str]) -> list[str]:
    """Say where two plays of a story differ, but for what is declared."""
    told = []
    for one, other in zip(recorded, found, strict=False):
        lines = list(differences(one, other))
        if lines and json.dumps(one["call"], ensure_ascii=False) not in declared:
            told.append("\n  ".join([json.dumps(one["call"], ensure_ascii=False), *lines]))
    if len(recorded) != len(found):
        told.append(f"{len(recorded)} calls were recorded, {len(found)} were made")
    return told
