"""Signature Version 2 in a query: what boto3 presigns with unless it is told otherwise.

Source: Amazon S3 user guide, "Signing and authenticating REST requests (AWS signature version 2)". In the header it is
refused, as by every region of S3 that is younger than 2014.
"""

import base64
import hmac
from datetime import UTC, datetime

from botocore.auth import HmacV1Auth
from starlette.requests import Request

from contracts.timestamps import to_text
from stubs.storage.addresses import Query
from stubs.storage.errors import S3Error
from stubs.storage.front import bucket_path_of

NAMES = ("AWSAccessKeyId", "Signature", "Expires")
LATEST = 253402300799
"""The last second of the year 9999."""


def is_presigned(query: Query) -> bool:
    """Tell whether a query bears a signature of Version 2."""
    return any(name in {"AWSAccessKeyId", "Signature"} for name, _ in query)


def verify(request: Request, query: Query, access_key: str, secret_key: str, now: datetime) -> None:
    """Verify a presigned request; raises `S3Error` (AccessDenied, InvalidAccessKeyId, SignatureDoesNotMatch)."""
    given = dict(query)
    if any(name not in given for name in NAMES):
        why = "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters"
        raise S3Error("AccessDenied", why)
    if given["AWSAccessKeyId"] != access_key:
        raise S3Error("InvalidAccessKeyId", AWSAccessKeyId=given["AWSAccessKeyId"])
    text = _string_to_sign(request, query, given)
    signature = sign(secret_key, text)
    if not hmac.compare_digest(signature.encode(), given["Signature"].encode()):
        shown = {"AWSAccessKeyId": access_key, "StringToSign": text, "SignatureProvided": given["Signature"]}
        raise S3Error("SignatureDoesNotMatch", **shown)
    _check_expiry(given["Expires"], now)


def sign(secret_key: str, text: str) -> str:
    """Sign a text."""
    return base64.b64encode(hmac.digest(secret_key.encode(), text.encode(), "sha1")).decode()


def _check_expiry(text: str, now: datetime) -> None:
    if not (text.isascii() and text.isdigit() and int(text[:20]) <= LATEST):
        raise S3Error("AccessDenied", f"Invalid date (should be seconds since epoch): {text}")
    expires = datetime.fromtimestamp(int(text), UTC)
    if now > expires:
        raise S3Error("AccessDenied", "Request has expired", Expires=to_text(expires), ServerTime=to_text(now))


def _string_to_sign(request: Request, query: Query, given: dict[str, str]) -> str:
    def value(name: str) -> str:
        return request.headers.get(name) or given.get(name, "")

    names = {name for name in (*request.headers, *given) if name.startswith("x-amz-")}
    amz = "".join(f"{name}:{value(name).strip()}\n" for name in sorted(names))
    named = [pair for pair in sorted(query) if pair[0] in HmacV1Auth.QSAOfInterest]
    listed = "&".join(f"{name}={text}" if text else name for name, text in named)
    resource = bucket_path_of(request) + (f"?{listed}" if listed else "")
    head = (request.method, value("content-md5"), value("content-type"), given["Expires"])
    return "\n".join((*head, f"{amz}{resource}"))
