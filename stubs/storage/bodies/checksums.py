"""What vouches for a body: Content-MD5 and `x-amz-checksum-*`, in a header or in a trailer.

Source: Amazon S3 user guide, "Checking object integrity".
"""

import base64
import binascii
import hmac
from collections.abc import Iterable, Mapping

from stubs.storage.bodies.digests import CHECKSUMS, md5, to_text
from stubs.storage.errors import S3Error
from stubs.storage.store.medium import Octets

PREFIX = "x-amz-checksum-"
NOT_VALUES = {f"{PREFIX}mode", f"{PREFIX}type", f"{PREFIX}algorithm"}
SDK = "x-amz-sdk-checksum-algorithm"


def verify(headers: Mapping[str, str], pieces: Iterable[Octets]) -> dict[str, str]:
    """Check every digest that came along (headers and trailers, names in lower case).

    Returns:
        The checksum that was given, by algorithm; empty when there was none.

    Raises:
        S3Error: InvalidDigest, InvalidRequest, BadDigest.
    """
    if "content-md5" in headers and not _same(headers["content-md5"], md5(pieces), "InvalidDigest", "Content-MD5"):
        raise S3Error("BadDigest", "The Content-MD5 you specified did not match what we received.")
    given = named(headers)
    for algorithm, value in given.items():
        if not _same(value, CHECKSUMS[algorithm](pieces), "InvalidRequest", f"{PREFIX}{algorithm}"):
            raise S3Error("BadDigest", f"The {algorithm.upper()} you specified did not match the calculated checksum.")
    return given


def named(headers: Mapping[str, str]) -> dict[str, str]:
    """Give the one checksum that headers name, by algorithm; raises `S3Error` (InvalidRequest)."""
    names = [name.removeprefix(PREFIX) for name in headers if name.startswith(PREFIX) and name not in NOT_VALUES]
    if any(name not in CHECKSUMS for name in names):
        raise S3Error("InvalidRequest", f"The algorithm type you specified in {PREFIX} header is invalid.")
    if len(names) > 1:
        why = f"Expecting a single {PREFIX} header. Multiple checksum Types are not allowed."
        raise S3Error("InvalidRequest", why)
    if wanted := headers.get(SDK, "").lower():
        if wanted not in CHECKSUMS or (names and names != [wanted]):
            raise S3Error("InvalidRequest", f"Value for {SDK} header is invalid.")
        if not names:
            what = f"{SDK} specified, but no corresponding {PREFIX}* or x-amz-trailer headers were found."
            raise S3Error("InvalidRequest", what)
    return {name: headers[f"{PREFIX}{name}"] for name in names}


def computed(algorithm: str, pieces: Iterable[Octets]) -> dict[str, str]:
    """Give a body's checksum."""
    return {algorithm: to_text(CHECKSUMS[algorithm](pieces))}


def shown(checksums: Mapping[str, str]) -> dict[str, str]:
    """Give the headers that tell of an object's checksums."""
    if not checksums:
        return {}
    return {f"{PREFIX}{name}": value for name, value in checksums.items()} | {f"{PREFIX}type": type_of(checksums)}


def type_of(checksums: Mapping[str, str]) -> str:
    """Tell what checksums were made of: base64 has no hyphen."""
    return "COMPOSITE" if any("-" in value for value in checksums.values()) else "FULL_OBJECT"


def _same(given: str, digest: bytes, code: str, name: str) -> bool:
    try:
        claimed = base64.b64decode(given, validate=True)
    except (binascii.Error, ValueError):
        claimed = b""
    if len(claimed) != len(digest):
        raise S3Error(code, f"Value for {name} header is invalid.")
    return hmac.compare_digest(claimed, digest)
