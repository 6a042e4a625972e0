"""`aws-chunked` bodies, read as they come: pieces with their sizes, perhaps signed, and trailers.

Source: Amazon S3 API reference, "Signature Calculations for the Authorization Header: Transferring Payload in
Multiple Chunks", with and without trailing headers.
"""

import hashlib
import hmac
import re

from stubs.storage.bodies.pieces import Pieces
from stubs.storage.errors import S3Error
from stubs.storage.signing.signatures import Seal

STREAMING = {
    "STREAMING-UNSIGNED-PAYLOAD-TRAILER": False,
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD": True,
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER": True,
}
"""Whether the chunks are signed."""
CHUNK_HEAD = re.compile(rb"([0-9A-Fa-f]{1,16})(?:;chunk-signature=([0-9a-f]{64}))?")
EMPTY_HASH = hashlib.sha256(b"").hexdigest()
LONGEST_LINE = 16 * 1024
TRAILER_SIGNATURE = b"x-amz-trailer-signature"


class Unchunker:
    """Takes an `aws-chunked` body apart; `feed` and `finish` raise `S3Error`."""

    def __init__(self, seal: Seal) -> None:
        """Hold each chunk against the seal, if it is one over chunks."""
        self.pieces = Pieces()
        self._seal, self._signed, self._previous = seal, STREAMING[seal.payload], seal.signature
        self._buffer, self._position = b"", 0
        self._left = -1  # bytes of this chunk still to come; -1: its head is
        self._last = False
        self._claimed: bytes | None = None
        self._hash = hashlib.sha256()

    def feed(self, octets: bytes) -> None:
        """Take what has come."""
        self._buffer, self._position = self._buffer[self._position :] + octets, 0
        while not self._last and (self._take_data() if self._left >= 0 else self._take_head()):
            pass
        if len(self._buffer) - self._position > LONGEST_LINE and (self._last or self._left < 0):
            raise _broken("The aws-chunked body is malformed.")

    def finish(self) -> dict[str, str]:
        """Give the trailers, names in lower case."""
        if not self._last:
            raise _broken("The aws-chunked body is cut short or malformed.")
        lines = [line.partition(b":") for line in self._buffer[self._position :].splitlines() if line]
        trailers = {name.strip().lower(): value.strip() for name, _, value in lines}
        signature = trailers.pop(TRAILER_SIGNATURE, None)
        if self._signed and self._seal.payload.endswith("TRAILER"):
            signed = b"".join(name + b":" + value + b"\n" for name, value in trailers.items())
            self._check(signature, "TRAILER", self._previous, hashlib.sha256(signed).hexdigest())
        return {name.decode("latin-1"): value.decode("latin-1") for name, value in trailers.items()}

    def _take_head(self) -> bool:
        end = self._buffer.find(b"\r\n", self._position)
        if end < 0:
            return False
        found = CHUNK_HEAD.fullmatch(self._buffer, self._position, end)
        if not found:
            raise _broken("The aws-chunked body is malformed.")
        self._left, self._claimed, self._hash = int(found[1], 16), found[2], hashlib.sha256()
        self._position = end + 2
        if self._left == 0:
            self._last = True
            self._end_chunk()
        return True

    def _take_data(self) -> bool:
        if self._left:
            data = self._buffer[self._position : self._position + self._left]
            self._left, self._position = self._left - len(data), self._position + len(data)
            self.pieces.add(data)
            if self._signed:
                self._hash.update(data)
        if self._left or len(self._buffer) < self._position + len(b"\r\n"):
            return False
        if not self._buffer.startswith(b"\r\n", self._position):
            raise _broken("A chunk is longer than its head says.")
        self._left, self._position = -1, self._position + 2
        self._end_chunk()
        return True

    def _end_chunk(self) -> None:
        if self._signed:
            lines = (self._previous, EMPTY_HASH, self._hash.hexdigest())
            self._previous = self._check(self._claimed, "PAYLOAD", *lines)

    def _check(self, given: bytes | None, kind: str, *lines: str) -> str:
        expected = self._seal.sign(kind, *lines)
        if not hmac.compare_digest(given or b"", expected.encode()):
            raise S3Error("SignatureDoesNotMatch")
        return expected


def _broken(why: str) -> S3Error:
    return S3Error("IncompleteBody", why)
