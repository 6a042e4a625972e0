"""Checks of a body's integrity that a client asks for: Content-MD5 and `x-amz-checksum-*`."""

import base64
import binascii
import hashlib
import hmac
import zlib
from collections.abc import Callable, Mapping

from stubs.storage.errors import S3Error

PREFIX = "x-amz-checksum-"
NOT_VALUES = {"x-amz-checksum-mode", "x-amz-checksum-type", "x-amz-checksum-algorithm"}
ALGORITHMS: dict[str, Callable[[bytes], bytes]] = {
    "crc32": lambda data: zlib.crc32(data).to_bytes(4, "big"),
    "sha1": lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
    "sha256": lambda data: hashlib.sha256(data).digest(),
}


def md5(data: bytes) -> bytes:
    """Give the digest that S3's ETag and Content-MD5 are made of."""
    return hashlib.md5(data, usedforsecurity=False).digest()


def verify(headers: Mapping[str, str], data: bytes) -> dict[str, str]:
    """Check every digest that came along (headers and trailers, names in lower case).

    Returns:
        The `x-amz-checksum-*` values, to be kept with the object.

    Raises:
        S3Error: InvalidDigest, InvalidRequest, BadDigest; NotImplemented for an algorithm that is not known here.
    """
    if "content-md5" in headers and not _same(headers["content-md5"], md5(data), "InvalidDigest", "Content-MD5"):
        raise S3Error("BadDigest", "The Content-MD5 that you specified did not match what we received.")
    given = {name: value for name, value in headers.items() if name.startswith(PREFIX) and name not in NOT_VALUES}
    for name, value in given.items():
        algorithm = name.removeprefix(PREFIX)
        if algorithm not in ALGORITHMS:
            raise S3Error("NotImplemented", f"The checksum algorithm {algorithm} is not implemented.", Header=name)
        if not _same(value, ALGORITHMS[algorithm](data), "InvalidRequest", name):
            shown = algorithm.upper()
            raise S3Error("BadDigest", f"The {shown} you specified did not match the calculated checksum.")
    return given


def _same(given: str, digest: bytes, code: str, name: str) -> bool:
    try:
        claimed = base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError):
        claimed = b""
    if len(claimed) != len(digest):
        raise S3Error(code, f"Value for {name} header is invalid.")
    return hmac.compare_digest(claimed, digest)
