"""What is said of an object when it is put, and given back with it."""

from collections.abc import Mapping
from email.utils import format_datetime

from stubs.storage.errors import S3Error
from stubs.storage.store.records import ObjectInfo

META = "x-amz-meta-"
LARGEST = 2048
KEPT = ("cache-control", "content-disposition", "content-language", "expires", "x-amz-server-side-encryption")
DEFAULT_TYPE = "binary/octet-stream"
STORAGE_CLASS = "x-amz-storage-class"
STANDARD = "STANDARD"
STORAGE_CLASSES = {STANDARD, "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR"}
"""Those whose objects can be read at once."""
ARCHIVES = {"GLACIER", "DEEP_ARCHIVE", "OUTPOSTS", "SNOW", "EXPRESS_ONEZONE"}
PRIVATE = {"private", "bucket-owner-full-control"}
OVERRIDES = {
    f"response-{name}": name
    for name in (
        "cache-control",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-type",
        "expires",
    )
}
"""Query parameters of a get, and the headers whose values they replace."""


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Pick what is to be kept from a request's headers; raises `S3Error` (MetadataTooLarge, …)."""
    refuse_acl(headers)
    metadata = {name: value for name, value in headers.items() if name.startswith(META)}
    if (size := sum(len(name) - len(META) + len(value) for name, value in metadata.items())) > LARGEST:
        raise S3Error("MetadataTooLarge", Size=str(size), MaxSizeAllowed=str(LARGEST))
    kept = {name: headers[name] for name in KEPT if name in headers}
    codings = [each.strip() for each in headers.get("content-encoding", "").split(",")]
    if coding := ",".join(each for each in codings if each not in {"", "aws-chunked"}):
        kept["content-encoding"] = coding
    return {"content-type": headers.get("content-type") or DEFAULT_TYPE} | kept | _storage_class(headers) | metadata


def _storage_class(headers: Mapping[str, str]) -> dict[str, str]:
    name = headers.get(STORAGE_CLASS, STANDARD)
    if name in ARCHIVES:
        raise S3Error("NotImplemented", f"The storage class {name} is not implemented.", Header=STORAGE_CLASS)
    if name not in STORAGE_CLASSES:
        raise S3Error("InvalidStorageClass", StorageClassRequested=name)
    return {} if name == STANDARD else {STORAGE_CLASS: name}


def refuse_acl(headers: Mapping[str, str]) -> None:
    """Refuse to open anything to others, as a bucket of S3 does unless it was told to allow ACLs."""
    if headers.get("x-amz-acl", "private") not in PRIVATE or any(name.startswith("x-amz-grant-") for name in headers):
        raise S3Error("AccessControlListNotSupported")


def storage_class_of(info: ObjectInfo) -> str:
    """Give an object's storage class."""
    return info.headers.get(STORAGE_CLASS, STANDARD)


def headers_of(info: ObjectInfo) -> dict[str, str]:
    """Give the headers that tell of an object."""
    told = {
        "etag": f'"{info.etag}"',
        "last-modified": format_datetime(info.modified, usegmt=True),
        "accept-ranges": "bytes",
    }
    if info.tags:
        told["x-amz-tagging-count"] = str(len(info.tags))
    return info.headers | told
