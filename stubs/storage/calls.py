"""A request after it was verified: what the operations work on."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response

from stubs.serving.bodies import BodyTooLarge
from stubs.storage.addresses import Query, decode
from stubs.storage.bodies.payloads import Payload, read_payload
from stubs.storage.errors import S3Error
from stubs.storage.signing.signatures import Seal

LONGEST_KEY = 1024
LARGEST_DOCUMENT = 1024 * 1024
SIGNING = re.compile(r"x-amz-(algorithm|credential|signature|date|signedheaders|expires|content-sha256|security-token)")
CHECKSUM = re.compile(r"x-amz-(sdk-)?checksum-.*")
"""In a link it is of no body: SDKs sign it before there is one, and S3 takes no notice."""
UNKNOWN_HEADERS = re.compile(
    r"x-amz-(copy-source-)?server-side-encryption-(customer|aws|bucket|context).*|x-amz-object-lock-.*|x-amz-mfa|"
    r"x-amz-website-redirect-location|x-amz-write-offset-bytes|x-amz-if-match-.*|x-amz-security-token|x-amz-rename-.*"
)
"""Headers that would change what S3 does, and that the stub lacks; others that it doesn't know S3 ignores as well."""


@dataclass(frozen=True, slots=True)
class Call:
    """One verified request.

    Attributes:
        method: in capitals.
        bucket: as decoded; empty for the service itself.
        key: as decoded; empty for a bucket.
        query: parameters by name, the first of each.
        headers: by name, trailers and what a presigned link says among them.
        payload: the body, as decoded from its chunks.
    """

    method: str
    bucket: str
    key: str
    query: dict[str, str]
    headers: dict[str, str]
    payload: Payload


Operation: TypeAlias = Callable[[Call], Response]


def place_of(request: Request) -> tuple[str, str]:
    """Give the bucket and the key of a request's path; raises `S3Error` (InvalidURI, KeyTooLongError)."""
    bucket = decode(request.path_params.get("bucket", ""))
    key = decode(request.path_params.get("key", ""))
    check_key(key)
    return bucket, key


def check_key(key: str) -> None:
    """Refuse a key of more than 1024 bytes of UTF-8; raises `S3Error` (KeyTooLongError)."""
    if (size := len(key.encode())) > LONGEST_KEY:
        raise S3Error("KeyTooLongError", Size=str(size), MaxSizeAllowed=str(LONGEST_KEY))


@dataclass(frozen=True, slots=True)
class Reception:
    """Makes calls of verified requests; `max_object_bytes` is the largest object."""

    max_object_bytes: int

    async def receive(self, request: Request, query: Query, seal: Seal, *, data: bool) -> Call:
        """Make a call of a request.

        Args:
            request: whose path was left raw.
            query: as it was read.
            seal: what was verified.
            data: whether the body is an object's bytes, or else a document.

        Raises:
            S3Error: what is wrong with what it asks for.
        """
        bucket, key = place_of(request)
        headers = hoisted(query) | dict(request.headers)
        _refuse_unknown(headers)
        if data and "content-length" not in headers:
            raise S3Error("MissingContentLength")
        limit, code = LARGEST_DOCUMENT, "MaxMessageLengthExceeded"
        if data:
            limit, code = self.max_object_bytes, "EntityTooLarge"
        try:
            payload = await read_payload(request, seal, limit)
        except BodyTooLarge:
            raise S3Error(code, MaxSizeAllowed=str(limit)) from None
        return Call(request.method, bucket, key, dict(reversed(query)), headers | payload.trailers, payload)


def hoisted(query: Query) -> dict[str, str]:
    """Give the headers that a presigned link bears in its query."""
    named = ((name.lower(), value) for name, value in query)
    return {
        name: value
        for name, value in named
        if name.startswith("x-amz-") and not (SIGNING.fullmatch(name) or CHECKSUM.fullmatch(name))
    }


def _refuse_unknown(headers: dict[str, str]) -> None:
    for name in headers:
        if UNKNOWN_HEADERS.fullmatch(name):
            why = "A header you provided implies functionality that is not implemented."
            raise S3Error("NotImplemented", why, Header=name)
    if headers.get("x-amz-server-side-encryption", "AES256") != "AES256":
        why = "Objects can't be encrypted by keys of another service: use AES256."
        raise S3Error("NotImplemented", why, Header="x-amz-server-side-encryption")
