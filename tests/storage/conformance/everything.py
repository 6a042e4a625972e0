"""All checks, in one table."""

from tests.storage.conformance import (
    authorization,
    buckets,
    checksums,
    conditions,
    configuration,
    copying,
    forms,
    listing,
    multipart,
    objects,
    presigned,
    tagging,
)
from tests.storage.conformance.table import CHECKS

__all__ = [
    "CHECKS",
    "authorization",
    "buckets",
    "checksums",
    "conditions",
    "configuration",
    "copying",
    "forms",
    "listing",
    "multipart",
    "objects",
    "presigned",
    "tagging",
]
