"""Bodies that break a reader which trusts them: as octets, or put in place of one value of a good body."""

import gzip
import json
from collections.abc import Callable
from typing import Any

MANY = 100_000
TEN_MEGABYTES = 10 * 1024 * 1024

BODIES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _good: b"",
    "blanks": lambda _good: b" \r\n\t ",
    "null": lambda _good: b"null",
    "a number": lambda _good: b"1",
    "a huge number": lambda _good: b"9" * 5000,
    "a text": lambda _good: b'"text"',
    "a list": lambda good: b"[" + good + b"]",
    "an empty object": lambda _good: b"{}",
    "an open object": lambda _good: b"{",
    "no JSON": lambda _good: b"prompt=fox",
    "cut short": lambda good: good[:-1],
    "twice": lambda good: good + good,
    "trailing comma": lambda good: good[:-1] + b",}",
    "a comment": lambda good: b"/* */" + good,
    "single quotes": lambda good: good.replace(b'"', b"'"),
    "a NUL at the end": lambda good: good + b"\x00",
    "a NUL before": lambda good: b"\x00" + good,
    "a byte order mark": lambda good: b"\xef\xbb\xbf" + good,
    "UTF-16": lambda good: good.decode().encode("utf-16"),
    "UTF-16 without mark": lambda good: good.decode().encode("utf-16-le"),
    "UTF-32": lambda good: good.decode().encode("utf-32"),
    "deep lists": lambda _good: b"[" * MANY,
    "deep lists that close": lambda _good: b"[" * MANY + b"]" * MANY,
    "deep objects": lambda _good: b'{"a":' * MANY,
    "gzip": gzip.compress,
    "ten megabytes of blanks": lambda _good: b" " * TEN_MEGABYTES,
    "no UTF-8": lambda _good: b'{"\xff\xfe": 1}',
    "XML": lambda _good: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
}
"""What is sent instead of a good body, made of it."""

TEXTS: dict[str, bytes] = {
    "ten megabytes": b'"' + b"a" * TEN_MEGABYTES + b'"',
    "a NUL": b'"fox\\u0000"',
    "a raw NUL": b'"fox\x00"',
    "a raw line feed": b'"fox\n"',
    "no UTF-8": b'"\xff\xfe"',
    "overlong UTF-8": b'"\xc0\x80"',
    "UTF-8 of a surrogate": b'"\xed\xa0\x80"',
    "half a surrogate pair": b'"\\ud800"',
    "a pair the wrong way round": b'"\\udc00\\ud800"',
    "an unknown escape": b'"\\x41"',
    "a broken escape": b'"\\u12"',
    "null": b"null",
    "true": b"true",
    "a number": b"1",
    "a list": b'["fox"]',
    "an object": b'{"$ne": ""}',
    "deep lists": b"[" * 900 + b"]" * 900,
    "very deep lists": b"[" * MANY + b"]" * MANY,
}
"""What stands instead of a text."""

NUMBERS: dict[str, bytes] = {
    "1e400": b"1e400",
    "400 digits": b"9" * 400,
    "5000 digits": b"9" * 5000,
    "a text": b'"1"',
    "a float": b"1.0",
    "an exponent": b"1e0",
    "minus nothing": b"-0.0",
    "a sign": b"+1",
    "a leading zero": b"01",
    "a hexadecimal": b"0x1",
    "an underscore": b"1_0",
    "NaN": b"NaN",
    "infinity": b"Infinity",
    "beyond 64 bits": b"18446744073709551617",
    "negative": b"-1",
    "a list": b"[1]",
}
"""What stands instead of a number."""

_MARK = "the place"


def replaced(good: bytes, path: tuple[str, ...], value: bytes) -> bytes:
    """Put octets in place of the value at a path of a JSON object."""
    body = json.loads(good)
    place: Any = body
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = _MARK
    return json.dumps(body).encode().replace(json.dumps(_MARK).encode(), value)


def repeated(good: bytes, path: tuple[str, ...], first: bytes, second: bytes) -> bytes:
    """Name the last field of a path twice."""
    name = json.dumps(path[-1]).encode()
    return replaced(good, path, first + b", " + name + b": " + second)
