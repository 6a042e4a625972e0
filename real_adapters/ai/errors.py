"""One reading of refusals for all dialects: a table of rows, and what any status means that no row names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from contracts.ports.ai import Charged, FailureKind, GenerationFailed
from real_adapters.ai.wire import Answer

LONGEST_MESSAGE = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A refusal of a provider.

    Attributes:
        status: of the answer.
        code: the provider's own; any when None.
        kind: what it means.
        retryable: whether the same job may go better later.
        charged: whether it was.
    """

    status: int
    code: str | None
    kind: FailureKind
    retryable: bool = False
    charged: Charged = "no"


COMMON = (
    Row(400, None, "invalid"),
    Row(401, None, "auth"),
    Row(402, None, "quota"),
    Row(403, None, "auth"),
    Row(404, None, "not_found"),
    Row(405, None, "not_found"),
    Row(408, None, "timeout", retryable=True, charged="unknown"),
    Row(409, None, "upstream", retryable=True),
    Row(413, None, "invalid"),
    Row(415, None, "invalid"),
    Row(422, None, "invalid"),
    Row(429, None, "rate_limited", retryable=True),
    Row(500, None, "upstream", retryable=True, charged="unknown"),
    Row(502, None, "upstream", retryable=True, charged="unknown"),
    Row(503, None, "upstream", retryable=True),
    Row(504, None, "timeout", retryable=True, charged="unknown"),
    Row(529, None, "upstream", retryable=True),
)
"""What a status means everywhere, unless a dialect's own table says otherwise."""


def failure_of(answer: Answer, table: Iterable[Row], code: str | None, message: str) -> GenerationFailed:
    """Give the failure that an answer is; a dialect's rows come before the common ones."""
    row = _row_of(answer.status, code, (*table, *COMMON))
    text = " ".join(message.split())[:LONGEST_MESSAGE] or "no reason was given"
    return GenerationFailed(
        row.kind,
        f"{answer.host} refused with {answer.status}: {text}",
        charged=row.charged,
        retryable=row.retryable,
        status=answer.status,
        code=code,
        retry_after=retry_after(answer),
        provider_request_id=answer.request_id,
    )


def protocol(answer: Answer, message: str, charged: Charged = "unknown") -> GenerationFailed:
    """Give the failure of an answer that is none in this dialect."""
    return GenerationFailed(
        "protocol",
        f"{answer.host} answered {answer.status}, and {message}",
        charged=charged,
        status=answer.status,
        provider_request_id=answer.request_id,
    )


def retry_after(answer: Answer, now: datetime | None = None) -> float | None:
    """Give the seconds that an answer asks to wait, by milliseconds, seconds or a date; None when it asks for none."""
    milliseconds, given = answer.header("retry-after-ms"), answer.header("retry-after")
    for text, unit in ((milliseconds, 1000), (given, 1)):
        if text and text.replace(".", "", 1).isdecimal():
            return float(text) / unit
    try:
        until = parsedate_to_datetime(given) if given else None
    except ValueError:
        return None
    if until is None:
        return None
    return max((until - (now or datetime.now(UTC))).total_seconds(), 0.0)


def _row_of(status: int, code: str | None, rows: tuple[Row, ...]) -> Row:
    for row in rows:
        if row.status == status and row.code in {None, code}:
            return row
    return Row(status, None, "upstream" if status >= 500 else "protocol", charged="unknown")
