"""Where two recordings differ, a line for each place."""

import json
from collections.abc import Iterator
from typing import Any

SHOWN = 300


def differences(recorded: Any, found: Any, place: str = "") -> Iterator[str]:
    """Give a line for each place at which they differ."""
    if isinstance(recorded, dict) and isinstance(found, dict):
        for key in sorted(recorded.keys() | found.keys()):
            yield from differences(recorded.get(key, "(absent)"), found.get(key, "(absent)"), f"{place}.{key}")
    elif isinstance(recorded, list) and isinstance(found, list):
        for index, (one, other) in enumerate(zip(recorded, found, strict=False)):
            yield from differences(one, other, f"{place}[{index}]")
        if len(recorded) != len(found):
            yield f"{place}: recorded {len(recorded)} entries, found {len(found)}"
    elif recorded != found or type(recorded) is not type(found):
        yield f"{place}: recorded {_shown(recorded)}, found {_shown(found)}"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text)} characters)"
