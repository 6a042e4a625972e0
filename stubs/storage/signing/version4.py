"""Signature Version 4 itself: what is signed, and with which key.

Source: Amazon S3 API reference, "Authenticating Requests (AWS Signature Version 4)". Written here because botocore's
takes several times as long; botocore and other clients, who sign on their own, are the judges in the tests.
"""

import hashlib
import hmac
from functools import lru_cache

from starlette.requests import Request

from stubs.storage.addresses import Query, canonical_path, canonical_query
from stubs.storage.front import sent_path_of
from stubs.storage.signing.claims import ALGORITHM, TERMINATOR, Claim, Scope


def canonical_request(request: Request, query: Query, claim: Claim) -> str:
    """Write a request as its claim says that it was signed; `query` without the signature itself."""
    headers = "".join(f"{name}:{_values(request, name)}\n" for name in claim.signed_headers)
    path, names = canonical_path(sent_path_of(request)), ";".join(claim.signed_headers)
    return "\n".join((request.method, path, canonical_query(query), headers, names, claim.payload))


def string_to_sign(claim: Claim, canonical: str) -> str:
    """Sum a canonical request up."""
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return "\n".join((ALGORITHM, claim.stamp, str(claim.scope), digest))


def sign(secret_key: str, scope: Scope, text: str) -> str:
    """Sign a text with the key of a day and a region."""
    return hmac.new(_key(secret_key, scope.day, scope.region), text.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=8)
def _key(secret_key: str, day: str, region: str) -> bytes:
    key = f"AWS4{secret_key}".encode()
    for text in (day, region, "s3", TERMINATOR):
        key = hmac.digest(key, text.encode(), "sha256")
    return key


def _values(request: Request, name: str) -> str:
    return ",".join(" ".join(_as_signed(value).split()) for value in request.headers.getlist(name))


def _as_signed(value: str) -> str:
    """Read a header's octets as UTF-8, which clients sign, where they are (the server read them as Latin-1)."""
    if value.isascii():
        return value
    try:
        return value.encode("latin-1").decode()
    except UnicodeDecodeError:
        return value
