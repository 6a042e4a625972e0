"""The error vocabulary: problem+json codes of Odoo's routes, and failure codes of requests."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MEDIA_TYPE = "application/problem+json"


class ProblemCode(StrEnum):
    """The stable `code` of a problem (RFC 9457); each names its HTTP status in `STATUS`."""

    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    IN_PROGRESS = "in_progress"
    CONFLICT = "conflict"
    TOO_LARGE = "too_large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    INVALID = "invalid"
    IDEMPOTENCY_MISMATCH = "idempotency_mismatch"
    QUOTA_EXCEEDED = "quota_exceeded"
    BAD_SIGNATURE = "bad_signature"
    UNAVAILABLE = "unavailable"


STATUS: dict[ProblemCode, int] = {
    ProblemCode.UNAUTHENTICATED: 401,
    ProblemCode.BAD_SIGNATURE: 401,
    ProblemCode.FORBIDDEN: 403,
    ProblemCode.NOT_FOUND: 404,
    ProblemCode.IN_PROGRESS: 409,
    ProblemCode.CONFLICT: 409,
    ProblemCode.TOO_LARGE: 413,
    ProblemCode.UNSUPPORTED_MEDIA_TYPE: 415,
    ProblemCode.INVALID: 422,
    ProblemCode.IDEMPOTENCY_MISMATCH: 422,
    ProblemCode.QUOTA_EXCEEDED: 429,
    ProblemCode.UNAVAILABLE: 503,
}

TITLE: dict[ProblemCode, str] = {
    ProblemCode.UNAUTHENTICATED: "Sign in first",
    ProblemCode.BAD_SIGNATURE: "The signature does not hold",
    ProblemCode.FORBIDDEN: "Not allowed",
    ProblemCode.NOT_FOUND: "Not found",
    ProblemCode.IN_PROGRESS: "The same request is still running",
    ProblemCode.CONFLICT: "Another outcome was accepted before",
    ProblemCode.TOO_LARGE: "The body is too large",
    ProblemCode.UNSUPPORTED_MEDIA_TYPE: "Send application/json",
    ProblemCode.INVALID: "The message breaks its contract",
    ProblemCode.IDEMPOTENCY_MISMATCH: "The idempotency key belongs to another body",
    ProblemCode.QUOTA_EXCEEDED: "The image quota is used up",
    ProblemCode.UNAVAILABLE: "Not to be had right now",
}


class FailureCode(StrEnum):
    """Why a request failed, as the portal and the API tell it."""

    BLOCKED = "blocked"
    PROVIDER_ERROR = "provider_error"
    PROVIDER_REJECTED = "provider_rejected"
    DISPATCH_FAILED = "dispatch_failed"
    TIMED_OUT = "timed_out"
    TOO_LARGE = "too_large"
    INVALID_IMAGE = "invalid_image"
    STORAGE_FAILED = "storage_failed"


class ErrorKind(StrEnum):
    """The `kind` of a failed callback's error."""

    BLOCKED = "blocked"
    REJECTED = "rejected"
    PROVIDER_ERROR = "provider_error"
    TOO_LARGE = "too_large"


FAILURE_OF: dict[ErrorKind, FailureCode] = {
    ErrorKind.BLOCKED: FailureCode.BLOCKED,
    ErrorKind.REJECTED: FailureCode.PROVIDER_REJECTED,
    ErrorKind.PROVIDER_ERROR: FailureCode.PROVIDER_ERROR,
    ErrorKind.TOO_LARGE: FailureCode.TOO_LARGE,
}


def failure_of_image(code: str, *, about_content: bool) -> FailureCode:
    """Tell the user what the refusal of an image means (`kit.download`): too large, no image, or nothing to be had."""
    if code == "too_large":
        return FailureCode.TOO_LARGE
    return FailureCode.INVALID_IMAGE if about_content else FailureCode.STORAGE_FAILED


@dataclass(frozen=True, slots=True)
class FieldError:
    """One fault of a message: where (a JSON path such as `data.images[0].url`), what, and a stable word for it."""

    path: str
    message: str
    type: str

    def as_json(self) -> dict[str, str]:
        """Give it as it stands in a problem's `errors`."""
        return {"path": self.path, "message": self.message, "type": self.type}


class Problem(Exception):
    """A refusal with a stable code; whoever serves HTTP turns it into problem+json."""

    def __init__(self, code: ProblemCode, detail: str, errors: tuple[FieldError, ...] = (), **extra: Any) -> None:
        """Name the code, one sentence that tells what to do, and every fault found in the message."""
        super().__init__(detail)
        self.code, self.detail, self.errors, self.extra = code, detail, errors, extra

    @property
    def status(self) -> int:
        """Give the HTTP status of the code."""
        return STATUS[self.code]

    def as_json(self) -> dict[str, Any]:
        """Give the problem's body (RFC 9457, with `code` and, when the message was read, `errors`)."""
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": TITLE[self.code],
            "status": self.status,
            "detail": self.detail,
            "code": self.code.value,
        }
        if self.errors:
            body["errors"] = [error.as_json() for error in self.errors]
        return body | self.extra
