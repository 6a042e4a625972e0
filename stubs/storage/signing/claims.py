"""What a request claims about its signature: who made it, when, for what, and how it covers the body."""

from dataclasses import dataclass
from datetime import datetime

from stubs.storage.errors import S3Error

ALGORITHM = "AWS4-HMAC-SHA256"
TERMINATOR = "aws4_request"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a signing key is for; `access_key` says whose it is."""

    access_key: str
    day: str
    region: str

    @classmethod
    def read(cls, credential: str, code: str) -> "Scope":
        """Take `KEY/DAY/REGION/s3/aws4_request` apart; raises `S3Error` with the given code."""
        parts = credential.rsplit("/", 4)
        if parts[3:] != ["s3", TERMINATOR]:
            why = 'The Credential must be of the form "<access key>/YYYYMMDD/REGION/s3/aws4_request".'
            raise S3Error(code, why)
        return cls(parts[0], parts[1], parts[2])

    def __str__(self) -> str:
        """Write the scope as a string to sign names it."""
        return f"{self.day}/{self.region}/s3/{TERMINATOR}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A signature over a request.

    Attributes:
        scope: whose key, of which day and region.
        moment: when it was made.
        signed_headers: in the order in which they were signed.
        signature: in hexadecimal.
        payload: what it says of the body: its SHA-256, or one of the words of `bodies.payloads`.
    """

    scope: Scope
    moment: datetime
    signed_headers: tuple[str, ...]
    signature: str
    payload: str

    @property
    def stamp(self) -> str:
        """Write the moment as it was signed."""
        return self.moment.strftime("%Y%m%dT%H%M%SZ")
