"""Bodies as S3 takes them: plain, or in signed or unsigned `aws-chunked` pieces with trailers."""

import hashlib
import hmac
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.requests import ClientDisconnect, Request

from stubs.serving.bodies import DRAINED, BodyCutShort, BodyTooLarge
from stubs.storage.bodies.chunks import STREAMING, Unchunker
from stubs.storage.bodies.pieces import Pieces
from stubs.storage.errors import S3Error
from stubs.storage.signing.header import CONTENT_HASH
from stubs.storage.signing.presigned import UNSIGNED
from stubs.storage.signing.signatures import Seal

HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Payload:
    """What a body holds, and the headers that came after it."""

    pieces: tuple[bytes, ...]
    size: int
    trailers: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        """Give it in one piece."""
        return b"".join(self.pieces)


async def read_payload(request: Request, seal: Seal, limit: int) -> Payload:
    """Read a body and hold it against the seal.

    Raises:
        BodyTooLarge: it holds more than `limit` bytes.
        BodyCutShort: its sender closed the connection first.
        S3Error: XAmzContentSHA256Mismatch, SignatureDoesNotMatch (of a chunk), IncompleteBody, InvalidArgument.
    """
    if seal.payload in STREAMING:
        return await _read_chunked(request, seal, limit)
    if seal.payload != UNSIGNED and not HASH.fullmatch(seal.payload):
        raise S3Error("InvalidArgument", f"{CONTENT_HASH} must be {UNSIGNED}, {', '.join(STREAMING)}, or a SHA-256.")
    payload = await read_plain(request, limit)
    if seal.payload != UNSIGNED:
        _compare(seal.payload, payload)
    return payload


async def read_plain(request: Request, limit: int) -> Payload:
    """Read a body as it is; raises as `read_payload` does."""
    pieces = Pieces()
    async for octets in _octets(request, pieces, limit):
        pieces.add(octets)
    return Payload(pieces.give(), pieces.size)


async def _read_chunked(request: Request, seal: Seal, limit: int) -> Payload:
    announced = request.headers.get("x-amz-decoded-content-length")
    if announced is None:
        raise S3Error("MissingContentLength")
    unchunker = Unchunker(seal)
    async for octets in _octets(request, unchunker.pieces, limit):
        unchunker.feed(octets)
    trailers = unchunker.finish()
    if announced != str(unchunker.pieces.size):
        raise S3Error("IncompleteBody", "x-amz-decoded-content-length is not the number of bytes in the chunks.")
    _check_trailers(request.headers.get("x-amz-trailer", ""), trailers)
    return Payload(unchunker.pieces.give(), unchunker.pieces.size, trailers)


async def _octets(request: Request, pieces: Pieces, limit: int) -> AsyncIterator[bytes]:
    """Give what comes until the cap; then drop some, so that the sender, who reads no answer while it sends, hears."""
    announced = request.headers.get("x-amz-decoded-content-length") or request.headers.get("content-length", "")
    size = int(announced[:19]) if announced.isascii() and announced.isdigit() else 0
    if size > max(limit, DRAINED):
        raise BodyTooLarge(limit)
    too_large, dropped = size > limit, 0
    try:
        async for octets in request.stream():
            if too_large or pieces.size > limit:
                too_large, dropped = True, dropped + len(octets)
                if dropped > DRAINED:
                    break
            elif octets:
                yield octets
    except ClientDisconnect:
        raise BodyCutShort("The connection closed before the body was whole.") from None
    if too_large or pieces.size > limit:
        raise BodyTooLarge(limit)


def _compare(claimed: str, payload: Payload) -> None:
    total = hashlib.sha256()
    for piece in payload.pieces:
        total.update(piece)
    if not hmac.compare_digest(claimed, total.hexdigest()):
        raise S3Error(
            "XAmzContentSHA256Mismatch",
            ClientComputedContentSHA256=claimed,
            S3ComputedContentSHA256=total.hexdigest(),
        )


def _check_trailers(announced: str, trailers: dict[str, str]) -> None:
    """Refuse trailers that were not announced, or did not come."""
    names = {name.strip().lower() for name in announced.split(",")} - {""}
    if names != set(trailers):
        raise S3Error("MalformedTrailerError")
