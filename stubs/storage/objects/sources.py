"""Where a copy comes from: `x-amz-copy-source`."""

from dataclasses import dataclass
from urllib.parse import unquote

from stubs.storage.calls import Call
from stubs.storage.errors import S3Error
from stubs.storage.objects.conditions import check_copying
from stubs.storage.objects.versions import check_version
from stubs.storage.store.objects import ObjectStore
from stubs.storage.store.records import ObjectInfo

HEADER = "x-amz-copy-source"


@dataclass(frozen=True, slots=True)
class Source:
    """An object that is to be copied."""

    bucket: str
    info: ObjectInfo


def find_source(store: ObjectStore, call: Call) -> Source:
    """Find what is to be copied; raises `S3Error` (InvalidArgument, NoSuchBucket, NoSuchKey, PreconditionFailed)."""
    path, _, version = call.headers[HEADER].partition("?versionId=")
    bucket, _, key = unquote(path).removeprefix("/").partition("/")
    if not bucket or not key:
        why = "Copy Source must mention the source bucket and key: sourcebucket/sourcekey"
        raise S3Error("InvalidArgument", why, ArgumentName=HEADER, ArgumentValue=call.headers[HEADER])
    check_version({"versionId": version or "null"})
    info = store.info(bucket, key)
    check_copying(call.headers, info)
    return Source(bucket, info)
