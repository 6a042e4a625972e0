"""Percent-encoding, as S3 takes URLs apart and as a signature puts them together again."""

import re
from urllib.parse import quote, unquote_to_bytes

from stubs.storage.errors import S3Error

BROKEN_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
UNRESERVED = "-_.~"
Query = list[tuple[str, str]]


def decode(raw: str) -> str:
    """Read a part of a path; raises `S3Error` (InvalidURI) for what is no UTF-8, has a NUL or a broken escape."""
    try:
        text = unquote_to_bytes(raw.encode("latin-1")).decode()
    except UnicodeDecodeError:
        raise S3Error("InvalidURI") from None
    if BROKEN_ESCAPE.search(raw) or "\0" in text:
        raise S3Error("InvalidURI")
    return text


def read_query(raw: str) -> Query:
    """Read a query string: names and values, in order; raises `S3Error` (InvalidURI)."""
    pairs = (pair.replace("+", " ").partition("=") for pair in raw.split("&") if pair)
    return [(decode(name), decode(value)) for name, _, value in pairs]


def canonical_path(raw: str) -> str:
    """Write a path as a signature covers it: each octet encoded but the unreserved ones and the slash."""
    return quote(decode(raw), safe=f"/{UNRESERVED}")


def canonical_query(query: Query) -> str:
    """Write a query as a signature covers it: encoded, then sorted by name and value (`a` comes before `a-b`)."""
    encoded = sorted((quote(name, safe=UNRESERVED), quote(value, safe=UNRESERVED)) for name, value in query)
    return "&".join(f"{name}={value}" for name, value in encoded)
