"""Versions, which no bucket here keeps: every object is the one version called `null`."""

from collections.abc import Mapping

from stubs.storage.errors import S3Error


def check_version(query: Mapping[str, str]) -> None:
    """Refuse any version but `null`; raises `S3Error` (InvalidArgument)."""
    if (version := query.get("versionId", "null")) != "null":
        why = "Invalid version id specified"
        raise S3Error("InvalidArgument", why, ArgumentName="versionId", ArgumentValue=version)
