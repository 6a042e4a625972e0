"""Conditions on what is there: of gets, copies, puts and deletions.

Sources: RFC 9110 section 13; Amazon S3 user guide, "Conditional requests".
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from stubs.storage.errors import S3Error
from stubs.storage.store.records import ObjectInfo

COPY_SOURCE = "x-amz-copy-source-"


def check_reading(headers: Mapping[str, str], info: ObjectInfo) -> bool:
    """Tell whether the client has the object already; raises `S3Error` (PreconditionFailed) if it wants another.

    An ETag outweighs a date, as RFC 9110 section 13.2.2 has it.
    """
    wanted, unchanged = _tags(headers.get("if-match")), _date(headers.get("if-unmodified-since"))
    if wanted and not wanted & {info.etag, "*"}:
        raise S3Error("PreconditionFailed", Condition="If-Match")
    if not wanted and unchanged and info.modified > unchanged:
        raise S3Error("PreconditionFailed", Condition="If-Unmodified-Since")
    known, since = _tags(headers.get("if-none-match")), _date(headers.get("if-modified-since"))
    return bool(known & {info.etag, "*"}) if known else bool(since and info.modified <= since)


def check_copying(headers: Mapping[str, str], info: ObjectInfo) -> None:
    """Refuse a copy whose source is not as it should be; raises `S3Error` (PreconditionFailed)."""
    asked = {name.removeprefix(COPY_SOURCE): value for name, value in headers.items() if name.startswith(COPY_SOURCE)}
    if check_reading(asked, info):
        known = "none-match" if "if-none-match" in asked else "modified-since"
        raise S3Error("PreconditionFailed", Condition=f"{COPY_SOURCE}if-{known}")


def check_writing(headers: Mapping[str, str], there: ObjectInfo | None) -> None:
    """Refuse to replace what should not be there, or is another.

    Raises:
        S3Error: PreconditionFailed; NoSuchKey where something should be there; NotImplemented for what S3 lacks.
    """
    absent, wanted = headers.get("if-none-match"), headers.get("if-match")
    if absent not in {None, "*"} or (absent and wanted):
        raise S3Error("NotImplemented", "A write may depend on If-None-Match: * or on If-Match alone.")
    if absent and there:
        raise S3Error("PreconditionFailed", Condition="If-None-Match")
    check_match(wanted, there)


def check_match(wanted: str | None, there: ObjectInfo | None) -> None:
    """Refuse to change anything but what is named by its ETag; raises `S3Error` (NoSuchKey, PreconditionFailed)."""
    if wanted is None:
        return
    if there is None:
        raise S3Error("NoSuchKey")
    if not _tags(wanted) & {there.etag, "*"}:
        raise S3Error("PreconditionFailed", Condition="If-Match")


def is_same(header: str | None, info: ObjectInfo) -> bool:
    """Tell whether `If-Range`, an ETag or a date, still holds."""
    if header is None:
        return True
    since = _date(header)
    return info.modified <= since if since else header.strip().strip('"') == info.etag


def _tags(header: str | None) -> set[str]:
    return {tag.strip().removeprefix("W/").strip('"') for tag in (header or "").split(",")} - {""}


def _date(header: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header or "")
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
