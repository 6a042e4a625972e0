"""A signature in the query: a link that lets its bearer do one thing until it expires.

Source: Amazon S3 API reference, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".
"""

from datetime import UTC, datetime, timedelta

from starlette.requests import Request

from contracts.timestamps import to_text
from stubs.storage.addresses import Query
from stubs.storage.errors import S3Error
from stubs.storage.signing.claims import ALGORITHM, Claim, Scope
from stubs.storage.signing.header import CONTENT_HASH

CODE = "AuthorizationQueryParametersError"
NAMES = ("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Expires")
LONGEST_SECONDS = 7 * 24 * 3600
UNSIGNED = "UNSIGNED-PAYLOAD"


def is_presigned(query: Query) -> bool:
    """Tell whether a query bears a signature of Version 4."""
    return any(name in {"X-Amz-Algorithm", "X-Amz-Signature"} for name, _ in query)


def read_query_claim(request: Request, query: Query) -> tuple[Claim, timedelta]:
    """Take the parameters apart: the claim, and for how long it holds; raises `S3Error`."""
    given = dict(query)
    if any(name not in given for name in NAMES):
        why = f"Query-string authentication version 4 requires the {', '.join(NAMES[:-1])}, and {NAMES[-1]} parameters."
        raise S3Error(CODE, why)
    if given["X-Amz-Algorithm"] != ALGORITHM:
        raise S3Error(CODE, f'X-Amz-Algorithm only supports "{ALGORITHM}".')
    scope = Scope.read(given["X-Amz-Credential"], CODE)
    names = tuple(given["X-Amz-SignedHeaders"].lower().split(";"))
    payload = given.get("X-Amz-Content-Sha256") or request.headers.get(CONTENT_HASH, UNSIGNED)
    claim = Claim(scope, _moment(given["X-Amz-Date"]), names, given["X-Amz-Signature"], payload)
    return claim, _lifetime(given["X-Amz-Expires"])


def check_lifetime(claim: Claim, lifetime: timedelta, now: datetime, skew: timedelta) -> None:
    """Refuse a link that has expired, or was made in the future; raises `S3Error` (AccessDenied)."""
    if now > claim.moment + lifetime:
        raise S3Error(
            "AccessDenied",
            "Request has expired",
            **{"X-Amz-Expires": str(lifetime // timedelta(seconds=1))},
            Expires=to_text(claim.moment + lifetime),
            ServerTime=to_text(now),
        )
    if claim.moment > now + skew:
        raise S3Error("AccessDenied", "Request is not yet valid", ServerTime=to_text(now))


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise S3Error(CODE, "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"") from None


def _lifetime(text: str) -> timedelta:
    if not (text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()):
        raise S3Error(CODE, "X-Amz-Expires should be a number")
    if text.startswith("-"):
        raise S3Error(CODE, "X-Amz-Expires must be non-negative")
    if len(text) > len(str(LONGEST_SECONDS)) or int(text) > LONGEST_SECONDS:
        why = "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than "
        raise S3Error(CODE, f"{why}{LONGEST_SECONDS} seconds")
    return timedelta(seconds=int(text))
