"""Who sent a request, and whether it is still the one that was sent.

Sources: Amazon S3 API reference, "Authenticating Requests (AWS Signature Version 4)"; the error codes are S3's own.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request

from contracts.runtime import Clock
from contracts.timestamps import to_text
from stubs.storage.addresses import Query
from stubs.storage.errors import S3Error
from stubs.storage.settings import StorageSettings
from stubs.storage.signing import presigned, version2, version4
from stubs.storage.signing.claims import ALGORITHM, Claim, Scope
from stubs.storage.signing.header import CONTENT_HASH, read_header

LARGEST_SKEW = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Seal:
    """What a verified request says of its body, and the means to verify signatures inside it.

    Attributes:
        payload: the body's SHA-256, or one of the words of `bodies.payloads`.
        signature: of the request; the first chunk's covers it.
        sign: signs a part of the body (`PAYLOAD`, `TRAILER`) under the request's key.
    """

    payload: str
    signature: str = ""
    sign: Callable[..., str] = lambda *_: ""


class Signatures:
    """Judges who sent a request, and whether it is still the one that was sent."""

    def __init__(self, settings: StorageSettings, clock: Clock) -> None:
        """Know one pair of keys, one region, and the run's time."""
        self._settings, self._clock = settings, clock

    def verify(self, request: Request, query: Query) -> Seal:
        """Verify a request's headers or query; its body is still to be compared with the seal's `payload`.

        Raises:
            S3Error: AccessDenied (anonymous, expired, or a header that should be signed is not), InvalidAccessKeyId,
                SignatureDoesNotMatch, RequestTimeTooSkewed, or what is malformed.
        """
        second, fourth = version2.is_presigned(query), presigned.is_presigned(query)
        if sum((second, fourth, "authorization" in request.headers)) > 1:
            why = (
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string "
                "parameter or the Authorization header should be specified"
            )
            raise S3Error("InvalidArgument", why, ArgumentName="Authorization")
        if second:
            keys = self._settings.access_key, self._settings.secret_key
            version2.verify(request, query, *keys, self._clock.now())
            return Seal(presigned.UNSIGNED)
        return self._verify_query(request, query) if fourth else self._verify_header(request, query)

    def _verify_header(self, request: Request, query: Query) -> Seal:
        claim = read_header(request)
        self.check_scope(claim.scope, "AuthorizationHeaderMalformed")
        self._check_time(request, claim)
        _check_signed_headers(request, claim)
        if not claim.payload:
            raise S3Error("InvalidRequest", f"Missing required header for this request: {CONTENT_HASH}")
        return self._compare(request, query, claim)

    def _verify_query(self, request: Request, query: Query) -> Seal:
        claim, lifetime = presigned.read_query_claim(request, query)
        self.check_scope(claim.scope, presigned.CODE)
        presigned.check_lifetime(claim, lifetime, self._clock.now(), LARGEST_SKEW)
        _check_signed_headers(request, claim)
        return self._compare(request, [pair for pair in query if pair[0] != "X-Amz-Signature"], claim)

    def check_scope(self, scope: Scope, code: str) -> None:
        """Refuse another's key, or another region; `code` is for the latter."""
        if not _equal(scope.access_key, self._settings.access_key):
            raise S3Error("InvalidAccessKeyId", AWSAccessKeyId=scope.access_key)
        if scope.region != (region := self._settings.region):
            what = "the Credential is malformed" if code == presigned.CODE else "The authorization header is malformed"
            why = f"{what}; the region '{scope.region}' is wrong; expecting '{region}'"
            raise S3Error(code, why, Region=region)

    def _check_time(self, request: Request, claim: Claim) -> None:
        if abs(self._clock.now() - claim.moment) > LARGEST_SKEW:
            raise S3Error(
                "RequestTimeTooSkewed",
                RequestTime=request.headers.get("x-amz-date") or request.headers["date"],
                ServerTime=to_text(self._clock.now()),
                MaxAllowedSkewMilliseconds=str(LARGEST_SKEW // timedelta(milliseconds=1)),
            )
        if claim.scope.day != claim.stamp[:8]:
            raise S3Error("AuthorizationHeaderMalformed", "The credential's date is not the day of x-amz-date.")

    def _compare(self, request: Request, query: Query, claim: Claim) -> Seal:
        canonical = version4.canonical_request(request, query, claim)
        to_sign = version4.string_to_sign(claim, canonical)
        if not _equal(claim.signature, self.signature(claim.scope, to_sign)):
            raise S3Error(
                "SignatureDoesNotMatch",
                AWSAccessKeyId=claim.scope.access_key,
                StringToSign=to_sign,
                SignatureProvided=claim.signature,
                CanonicalRequest=canonical,
            )

        def sign(kind: str, *lines: str) -> str:
            return self.signature(
                claim.scope, "\n".join((f"{ALGORITHM}-{kind}", claim.stamp, str(claim.scope), *lines))
            )

        return Seal(claim.payload, claim.signature, sign)

    def signature(self, scope: Scope, text: str) -> str:
        """Sign a text as the one who may."""
        return version4.sign(self._settings.secret_key, scope, text)


def _equal(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())


def _check_signed_headers(request: Request, claim: Claim) -> None:
    must = {"host", *(name for name in request.headers if name.startswith("x-amz-") and name != CONTENT_HASH)}
    if missing := sorted(must - set(claim.signed_headers)):
        why = "There were headers present in the request which were not signed"
        raise S3Error("AccessDenied", why, HeadersNotSigned=", ".join(missing))
