"""Signature Version 4 of a request's headers, recomputed by botocore, whose authors define it.

Sources: Amazon S3 API reference, "Authenticating Requests (AWS Signature Version 4)"; the error codes are S3's own.
Presigned URLs are refused as not implemented: `Signatures.verify` is the place where they would be let in.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.auth import SIGV4_TIMESTAMP, S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.compat import HTTPHeaders
from botocore.credentials import Credentials
from starlette.requests import Request

from contracts.runtime import Clock
from contracts.timestamps import to_text
from stubs.storage.addresses import Query, canonical_path, canonical_query
from stubs.storage.errors import S3Error
from stubs.storage.settings import StorageSettings

ALGORITHM = "AWS4-HMAC-SHA256"
LARGEST_SKEW = timedelta(minutes=15)
CONTENT_HASH = "x-amz-content-sha256"


class _Auth(S3SigV4Auth):
    def headers_to_sign(self, request: AWSRequest) -> HTTPHeaders:
        """Take the headers as they are: they were chosen by the client's SignedHeaders already."""
        return request.headers


@dataclass(frozen=True, slots=True)
class Authorization:
    """The parts of an `Authorization` header."""

    access_key: str
    day: str
    region: str
    signed_headers: tuple[str, ...]
    signature: str

    @classmethod
    def read(cls, header: str | None) -> "Authorization":
        """Take the header apart; raises `S3Error`."""
        if header is None:
            raise S3Error("AccessDenied")
        scheme, _, rest = header.partition(" ")
        if scheme != ALGORITHM:
            raise S3Error("InvalidRequest", f"This way of authorization is not supported: use {ALGORITHM}.")
        parts = {name.strip(): value.strip() for name, _, value in (part.partition("=") for part in rest.split(","))}
        credential = parts.get("Credential", "").rsplit("/", 4)
        if set(parts) != {"Credential", "SignedHeaders", "Signature"} or credential[3:] != ["s3", "aws4_request"]:
            raise S3Error("AuthorizationHeaderMalformed")
        names = tuple(dict.fromkeys(parts["SignedHeaders"].lower().split(";")))
        return cls(credential[0], credential[1], credential[2], names, parts["Signature"])


@dataclass(frozen=True, slots=True)
class Seal:
    """What a verified request says of its body, and the means to verify signatures inside it."""

    payload: str
    signature: str
    _auth: _Auth
    _request: AWSRequest

    def sign(self, kind: str, *lines: str) -> str:
        """Sign a part of the body (`AWS4-HMAC-SHA256-PAYLOAD`, `-TRAILER`) under the request's key."""
        stamp, scope = self._request.context["timestamp"], self._auth.credential_scope(self._request)
        signature: str = self._auth.signature("\n".join((f"{ALGORITHM}-{kind}", stamp, scope, *lines)), self._request)
        return signature


class Signatures:
    """Judges who sent a request, and whether it is still the one that was sent."""

    def __init__(self, settings: StorageSettings, clock: Clock) -> None:
        """Know one pair of keys, one region, and the run's time."""
        self._settings, self._clock = settings, clock
        self._auth = _Auth(Credentials(settings.access_key, settings.secret_key), "s3", settings.region)

    def verify(self, request: Request, query: Query) -> Seal:
        """Verify a request's headers; its body is still to be compared with the seal's `payload`.

        Raises:
            S3Error: AccessDenied (anonymous, or a header that should be signed is not), InvalidAccessKeyId,
                SignatureDoesNotMatch, RequestTimeTooSkewed, or what is malformed.
        """
        if any(name.lower() in {"x-amz-signature", "x-amz-algorithm"} for name, _ in query):
            raise S3Error("NotImplemented", "Presigned URLs are not implemented: sign the headers.")
        given = Authorization.read(request.headers.get("authorization"))
        self._check_scope(given)
        stamp = self._check_time(request, given)
        _check_signed_headers(request, given)
        aws_request = _rebuild(request, query, given, stamp)
        self._compare(given, aws_request)
        return Seal(request.headers[CONTENT_HASH], given.signature, self._auth, aws_request)

    def _check_scope(self, given: Authorization) -> None:
        if not _equal(given.access_key, self._settings.access_key):
            raise S3Error("InvalidAccessKeyId", AWSAccessKeyId=given.access_key)
        if given.region != (region := self._settings.region):
            why = f"The authorization header is malformed; the region '{given.region}' is wrong; expecting '{region}'"
            raise S3Error("AuthorizationHeaderMalformed", why, Region=region)

    def _check_time(self, request: Request, given: Authorization) -> str:
        stamp = request.headers.get("x-amz-date", "")
        try:
            moment = datetime.strptime(stamp, SIGV4_TIMESTAMP).replace(tzinfo=UTC)
        except ValueError:
            raise S3Error("AccessDenied", "AWS authentication requires a valid x-amz-date header.") from None
        if abs(self._clock.now() - moment) > LARGEST_SKEW:
            raise S3Error(
                "RequestTimeTooSkewed",
                RequestTime=stamp,
                ServerTime=to_text(self._clock.now()),
                MaxAllowedSkewMilliseconds=str(LARGEST_SKEW // timedelta(milliseconds=1)),
            )
        if given.day != moment.strftime("%Y%m%d"):
            raise S3Error("AuthorizationHeaderMalformed", "The credential's date is not the day of x-amz-date.")
        return moment.strftime(SIGV4_TIMESTAMP)

    def _compare(self, given: Authorization, request: AWSRequest) -> None:
        canonical = self._auth.canonical_request(request)
        to_sign = self._auth.string_to_sign(request, canonical)
        if not _equal(given.signature, self._auth.signature(to_sign, request)):
            raise S3Error(
                "SignatureDoesNotMatch",
                AWSAccessKeyId=given.access_key,
                StringToSign=to_sign,
                SignatureProvided=given.signature,
                CanonicalRequest=canonical,
            )


def _equal(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())


def _check_signed_headers(request: Request, given: Authorization) -> None:
    must = {"host", *(name for name in request.headers if name.startswith("x-amz-"))}
    if missing := sorted(must - set(given.signed_headers)):
        why = "There were headers present in the request which were not signed"
        raise S3Error("AccessDenied", why, HeadersNotSigned=", ".join(missing))
    if CONTENT_HASH not in request.headers:
        raise S3Error("InvalidRequest", f"Missing required header for this request: {CONTENT_HASH}")


def _rebuild(request: Request, query: Query, given: Authorization, stamp: str) -> Any:
    """Put the request together as its client signed it."""
    url = f"http://stub{canonical_path(request.scope['path'])}?{canonical_query(query)}"
    rebuilt = AWSRequest(request.method, url)
    rebuilt.context["timestamp"] = stamp
    for name in given.signed_headers:
        for value in request.headers.getlist(name) or [""]:
            rebuilt.headers[name] = _as_signed(value)
    return rebuilt


def _as_signed(value: str) -> str:
    """Read a header's octets as UTF-8, which clients sign, where they are (the server read them as Latin-1)."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeDecodeError:
        return value
