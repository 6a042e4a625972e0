"""A request after it was verified: what the operations work on."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from stubs.serving.bodies import BodyTooLarge
from stubs.storage.addresses import decode, read_query
from stubs.storage.errors import S3Error
from stubs.storage.payloads import read_payload
from stubs.storage.signatures import Signatures

LONGEST_KEY = 1024
SUBRESOURCES = re.compile(
    r"accelerate|acl|analytics|attributes|cors|delete|encryption|intelligent-tiering|inventory|legal-hold|"
    r"lifecycle|location|logging|max-buckets|metrics|notification|object-lock|ownershipControls|partNumber|"
    r"policy|policyStatus|publicAccessBlock|replication|requestPayment|restore|retention|select|select-type|"
    r"session|tagging|torrent|uploadId|uploads|versionId|versioning|versions|website"
    r"|response-.*"
)
"""Query parameters that choose operations of S3; those that an operation here does not know are not implemented."""
KNOWN_HEADERS = re.compile(
    "x-amz-(date|content-sha256|decoded-content-length|sdk-checksum-algorithm|trailer|user-agent|meta-.*|checksum-.*)"
)
CONDITIONS_BY_TIME = frozenset({"if-modified-since", "if-unmodified-since", "if-range"})


@dataclass(frozen=True, slots=True)
class Call:
    """One verified request.

    Attributes:
        bucket: as decoded; empty for the service itself.
        key: as decoded; empty for a bucket.
        query: parameters by name, the first of each.
        headers: by name, trailers among them.
        body: as decoded from its chunks.
    """

    bucket: str
    key: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


Operation: TypeAlias = Callable[[Call], Response]


@dataclass(frozen=True, slots=True)
class Reception:
    """Verifies requests and makes calls of them."""

    signatures: Signatures

    async def receive(self, request: Request, known: frozenset[str], limit: int, too_large: str) -> Call:
        """Make a call of a request.

        Args:
            request: whose path was left raw.
            known: query parameters that the operation knows.
            limit: bytes of the body.
            too_large: S3's code for a larger body.

        Raises:
            S3Error: what is wrong with it; first who sent it, then what it asks for.
        """
        bucket, key = _place(request)
        query = read_query(request.scope["query_string"].decode("latin-1"))
        seal = self.signatures.verify(request, query)
        _refuse_unknown_query({name for name, _ in query}, known)
        _refuse_unknown_headers(request.headers)
        try:
            payload = await read_payload(request, seal, limit)
        except BodyTooLarge:
            raise S3Error(too_large, MaxSizeAllowed=str(limit)) from None
        headers = dict(request.headers) | payload.trailers
        return Call(bucket, key, dict(reversed(query)), headers, payload.data)


def _place(request: Request) -> tuple[str, str]:
    bucket = decode(request.path_params.get("bucket", ""))
    key = decode(request.path_params.get("key", ""))
    if len(key.encode()) > LONGEST_KEY:
        raise S3Error("KeyTooLongError")
    return bucket, key


def _refuse_unknown_query(names: set[str], known: frozenset[str]) -> None:
    """Refuse what would change the answer; S3 ignores `x-…` parameters, which clients add for its access log."""
    for name in sorted(names - known):
        if SUBRESOURCES.fullmatch(name):
            raise S3Error("NotImplemented", f"?{name} is not implemented.", ResourceType=name)
        if not name.startswith("x-"):
            raise S3Error("InvalidArgument", "This query parameter is not known here.", ArgumentName=name)


def _refuse_unknown_headers(headers: Headers) -> None:
    for name in headers:
        unknown = name.startswith("x-amz-") and not KNOWN_HEADERS.fullmatch(name)
        if unknown or name in CONDITIONS_BY_TIME:
            why = "A header you provided implies functionality that is not implemented."
            raise S3Error("NotImplemented", why, Header=name)
