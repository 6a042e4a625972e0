"""Ranges of bytes, as RFC 9110 section 14 writes them and S3 reads them: one range, or none."""

import re

from stubs.storage.errors import S3Error

ONE_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})")


def read_range(header: str | None, size: int) -> tuple[int, int] | None:
    """Give the first and the last byte asked for; None when the header asks for none, several, or makes no sense.

    Raises:
        S3Error: InvalidRange, when the object has none of these bytes.
    """
    found = ONE_RANGE.fullmatch((header or "").strip())
    if header is None or not found or found.groups() == ("", ""):
        return None
    first, last = _bounds(found[1], found[2], size)
    if found[1] and found[2] and int(found[1]) > int(found[2]):
        return None
    if first >= size or last < first:
        raise S3Error("InvalidRange", RangeRequested=header, ActualObjectSize=str(size))
    return first, last


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
