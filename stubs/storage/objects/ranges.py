"""Ranges of bytes, as RFC 9110 section 14 writes them and S3 reads them: one range, or none."""

import re

from stubs.storage.errors import S3Error

ONE_RANGE = re.compile(r"bytes=(\d{0,19})-(\d{0,19})", re.ASCII)
COPIED_RANGE = re.compile(r"bytes=(\d{1,19})-(\d{1,19})", re.ASCII)


def read_range(header: str | None, size: int) -> tuple[int, int] | None:
    """Give where the bytes asked for begin and end; None when the header asks for none, several, or makes no sense.

    Raises:
        S3Error: InvalidRange, when the object has none of these bytes.
    """
    found = ONE_RANGE.fullmatch((header or "").strip())
    if header is None or not found or found.groups() == ("", ""):
        return None
    start, stop = _bounds(found[1], found[2], size)
    if found[1] and found[2] and int(found[1]) > int(found[2]):
        return None
    if start >= size or stop <= start:
        raise S3Error("InvalidRange", RangeRequested=header, ActualObjectSize=str(size))
    return start, stop


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(int(last) + 1, size) if last else size


def read_copied_range(header: str | None, size: int) -> tuple[int, int]:
    """Give where the bytes to be copied begin and end; raises `S3Error` (InvalidArgument) unless all are there."""
    if header is None:
        return 0, size
    found = COPIED_RANGE.fullmatch(header)
    if not found or int(found[1]) > int(found[2]):
        why = (
            "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the "
            "zero-based offsets of the first and last bytes to copy"
        )
        raise S3Error("InvalidArgument", why, ArgumentName="x-amz-copy-source-range", ArgumentValue=header)
    if int(found[2]) >= size:
        why = f"Range specified is not valid for source object of size: {size}"
        raise S3Error("InvalidArgument", why, ArgumentName="x-amz-copy-source-range", ArgumentValue=header)
    return int(found[1]), int(found[2]) + 1


def read_part(text: str, sizes: tuple[int, ...]) -> tuple[int, int]:
    """Give where a part of an object begins and ends; raises `S3Error` (InvalidArgument, InvalidPartNumber)."""
    number = part_number(text)
    if number > len(sizes):
        raise S3Error("InvalidPartNumber", PartNumberRequested=text, ActualPartCount=str(len(sizes)))
    start = sum(sizes[: number - 1])
    return start, start + sizes[number - 1]


def part_number(text: str) -> int:
    """Read the number of a part; raises `S3Error` (InvalidArgument)."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 10000):
        why = "Part number must be an integer between 1 and 10000, inclusive"
        raise S3Error("InvalidArgument", why, ArgumentName="partNumber", ArgumentValue=text)
    return int(text)
