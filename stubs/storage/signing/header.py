"""A signature in the `Authorization` header."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from starlette.requests import Request

from stubs.storage.errors import S3Error
from stubs.storage.signing.claims import ALGORITHM, Claim, Scope

CONTENT_HASH = "x-amz-content-sha256"


def read_header(request: Request) -> Claim:
    """Take the header apart; raises `S3Error`."""
    header = request.headers.get("authorization")
    if header is None:
        raise S3Error("AccessDenied")
    scheme, _, rest = header.partition(" ")
    if scheme != ALGORITHM:
        why = f"The authorization mechanism you have provided is not supported. Please use {ALGORITHM}."
        raise S3Error("InvalidRequest", why)
    parts = {name.strip(): value.strip() for name, _, value in (part.partition("=") for part in rest.split(","))}
    if set(parts) != {"Credential", "SignedHeaders", "Signature"}:
        raise S3Error("AuthorizationHeaderMalformed")
    scope = Scope.read(parts["Credential"], "AuthorizationHeaderMalformed")
    names = tuple(parts["SignedHeaders"].lower().split(";"))
    return Claim(scope, _moment(request), names, parts["Signature"], request.headers.get(CONTENT_HASH, ""))


def _moment(request: Request) -> datetime:
    stamp = request.headers.get("x-amz-date")
    try:
        if stamp is None:
            moment = parsedate_to_datetime(request.headers.get("date", ""))
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise S3Error("AccessDenied", "AWS authentication requires a valid Date or x-amz-date header.") from None
