"""Bodies as S3 takes them: plain, or in signed or unsigned `aws-chunked` pieces with trailers.

Source: Amazon S3 API reference, "Signature Calculations for the Authorization Header: Transferring Payload in
Multiple Chunks", with and without trailing headers.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass, field

from starlette.requests import Request

from stubs.serving.bodies import BodyTooLarge, read_body
from stubs.storage.errors import S3Error
from stubs.storage.signatures import CONTENT_HASH, Seal

UNSIGNED = "UNSIGNED-PAYLOAD"
STREAMING = {
    "STREAMING-UNSIGNED-PAYLOAD-TRAILER": False,
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD": True,
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER": True,
}
"""Whether the chunks are signed."""
HASH = re.compile("[0-9a-f]{64}")
CHUNK_HEAD = re.compile(rb"([0-9A-Fa-f]{1,16})(?:;chunk-signature=([0-9a-f]{64}))?")
EMPTY_HASH = hashlib.sha256(b"").hexdigest()
FRAMING = 64 * 1024
"""Bytes of chunk heads and trailers that are taken beside the data, plus an eighth of the data."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What a body holds, and the headers that came after it."""

    data: bytes
    trailers: dict[str, str] = field(default_factory=dict)


async def read_payload(request: Request, seal: Seal, limit: int) -> Payload:
    """Read a body and hold it against the seal.

    Raises:
        BodyTooLarge: it holds more than `limit` bytes.
        S3Error: XAmzContentSHA256Mismatch, SignatureDoesNotMatch (of a chunk), IncompleteBody, InvalidArgument.
    """
    if seal.payload in STREAMING:
        raw = await read_body(request, limit + limit // 8 + FRAMING)
        return _unchunk(raw, request.headers.get("x-amz-decoded-content-length", ""), seal, limit)
    data = await read_body(request, limit)
    if seal.payload == UNSIGNED:
        return Payload(data)
    if not HASH.fullmatch(seal.payload):
        raise S3Error("InvalidArgument", f"{CONTENT_HASH} must be {UNSIGNED}, {', '.join(STREAMING)}, or a SHA-256.")
    computed = hashlib.sha256(data).hexdigest()
    if not hmac.compare_digest(seal.payload, computed):
        raise S3Error(
            "XAmzContentSHA256Mismatch",
            ClientComputedContentSHA256=seal.payload,
            S3ComputedContentSHA256=computed,
        )
    return Payload(data)


def _unchunk(raw: bytes, announced: str, seal: Seal, limit: int) -> Payload:
    chunks: list[bytes] = []
    position, previous = 0, seal.signature
    while not chunks or chunks[-1]:
        head, position = _line(raw, position)
        found = CHUNK_HEAD.fullmatch(head)
        size = int(found[1], 16) if found else 0
        chunk = raw[position : position + size]
        if not found or len(chunk) < size:
            raise S3Error("IncompleteBody", "The aws-chunked body is cut short or malformed.")
        if STREAMING[seal.payload]:
            previous = _check(found[2], seal, "PAYLOAD", previous, EMPTY_HASH, hashlib.sha256(chunk).hexdigest())
        chunks.append(chunk)
        position = _after_chunk(raw, position + size) if size else position
    data = b"".join(chunks)
    if announced != str(len(data)):
        raise S3Error("IncompleteBody", "x-amz-decoded-content-length is not the number of bytes in the chunks.")
    if len(data) > limit:
        raise BodyTooLarge(limit)
    return Payload(data, _trailers(raw[position:], seal, previous))


def _line(raw: bytes, position: int) -> tuple[bytes, int]:
    end = raw.find(b"\r\n", position)
    return (raw[position:end], end + 2) if end >= 0 else (raw[position:], len(raw))


def _after_chunk(raw: bytes, position: int) -> int:
    if raw[position : position + 2] != b"\r\n":
        raise S3Error("IncompleteBody", "A chunk is longer than its head says.")
    return position + 2


def _check(given: bytes | None, seal: Seal, kind: str, *lines: str) -> str:
    expected = seal.sign(kind, *lines)
    if not hmac.compare_digest(given or b"", expected.encode()):
        raise S3Error("SignatureDoesNotMatch")
    return expected


def _trailers(raw: bytes, seal: Seal, previous: str) -> dict[str, str]:
    lines = [line.partition(b":") for line in raw.splitlines() if line]
    trailers = {name.strip().lower(): value.strip() for name, _, value in lines}
    signature = trailers.pop(b"x-amz-trailer-signature", None)
    if STREAMING[seal.payload] and seal.payload.endswith("TRAILER"):
        signed = b"".join(name + b":" + value + b"\n" for name, value in trailers.items())
        _check(signature, seal, "TRAILER", previous, hashlib.sha256(signed).hexdigest())
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in trailers.items()}
