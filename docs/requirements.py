"""Writes `docs/requirements.md`: each requirement id, how it is read, and where it is held (`make docs`)."""

import re
from collections import defaultdict
from pathlib import Path

from contracts.requirements import REQUIREMENTS

DOCS = Path(__file__).parent
PAGE = DOCS / "requirements.md"
FEATURES = DOCS.parent / "features"
HEAD = """# Requirements

The specification names these ids without their text: the readings are this project's own. Written by `make docs`.

| id | read as | interactions | scenarios |
|---|---|---|---|
"""


def scenarios() -> dict[str, list[str]]:
    """Give the scenarios that bear each tag, as `feature: title`."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted(FEATURES.rglob("*.feature")):
        pattern = r"^ *((?:@\S+ *)+)\n *Scenario(?: Outline)?: (.+)$"
        for tags, title in re.findall(pattern, file.read_text(encoding="utf-8"), re.MULTILINE):
            for tag in tags.split():
                found[tag.lstrip("@")].append(f"{file.stem}: {title}")
    return found


def page() -> str:
    """Give the page's text."""
    by_tag = scenarios()
    rows = [
        f"| {each.id} | {each.reading} | {', '.join(each.interactions)} | {'<br>'.join(by_tag[each.id])} |\n"
        for each in REQUIREMENTS.values()
    ]
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
