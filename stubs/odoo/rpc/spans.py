"""The part of a file that a Range header asks for."""

import re

_ONE = re.compile(r"bytes=(\d*)-(\d*)\Z")


def span_of(header: str | None, size: int) -> range | None:
    """Give the bytes that are asked for; None for all of them, or for what can't be given."""
    found = _ONE.match(header or "")
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        start, stop = max(0, size - int(found[2])), size
    else:
        start, stop = int(found[1]), min(size, int(found[2]) + 1) if found[2] else size
    return range(start, stop) if start < stop else None
