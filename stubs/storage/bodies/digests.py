"""The digests that S3 knows: MD5 for ETags, and five checksums, three of which can be put together from parts."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import anycrc

from stubs.storage.store.medium import Octets

Digest = Callable[[Iterable[Octets]], bytes]
DEFAULT = "crc64nvme"
"""What S3 computes for an object whose client named no checksum."""


def _crc(model: Any, size: int, pieces: Iterable[Octets]) -> bytes:
    value = model.calc(b"")
    for piece in pieces:
        value = model.calc(piece, value)
    octets: bytes = value.to_bytes(size, "big")
    return octets


def _hash(name: str, pieces: Iterable[Octets]) -> bytes:
    total = hashlib.new(name, usedforsecurity=False)
    for piece in pieces:
        total.update(piece)
    return total.digest()


CRCS = {
    "crc32": (anycrc.Model("CRC32-ISO-HDLC"), 4),
    "crc32c": (anycrc.Model("CRC32-ISCSI"), 4),
    "crc64nvme": (anycrc.Model("CRC64-NVME"), 8),
}
md5: Digest = partial(_hash, "md5")
CHECKSUMS: Mapping[str, Digest] = {name: partial(_crc, model, size) for name, (model, size) in CRCS.items()} | {
    "sha1": partial(_hash, "sha1"),
    "sha256": partial(_hash, "sha256"),
}
"""By the name that ends the header `x-amz-checksum-…`."""


def combine(algorithm: str, parts: Iterable[tuple[bytes, int]]) -> bytes:
    """Give the CRC of a whole from those of its parts and their sizes."""
    model, size = CRCS[algorithm]
    total = model.calc(b"")
    for digest, length in parts:
        total = model.combine(total, int.from_bytes(digest, "big"), length)
    octets: bytes = total.to_bytes(size, "big")
    return octets


def to_text(digest: bytes) -> str:
    """Write a digest as headers bear it."""
    return base64.b64encode(digest).decode()
