"""CopyObject: a new object from one that is there.

Source: Amazon S3 API reference, `CopyObject`.
"""

from dataclasses import dataclass

from starlette.responses import Response

from contracts.runtime import Clock
from stubs.storage.bodies import checksums, digests
from stubs.storage.calls import Call
from stubs.storage.documents import Elements
from stubs.storage.errors import S3Error
from stubs.storage.objects import tags
from stubs.storage.objects.conditions import check_writing
from stubs.storage.objects.metadata import STANDARD, STORAGE_CLASS, kept_headers, storage_class_of
from stubs.storage.objects.sources import Source, find_source
from stubs.storage.responses import document, moment_text
from stubs.storage.store.objects import ObjectStore
from stubs.storage.store.records import ObjectInfo

DIRECTIVES = ("x-amz-metadata-directive", "x-amz-tagging-directive")


@dataclass(frozen=True, slots=True)
class Copying:
    """The operation, from a call to its answer; raises `S3Error`."""

    store: ObjectStore
    clock: Clock

    def copy_object(self, call: Call) -> Response:
        """Put a copy, under the metadata and tags of its source unless the directives say otherwise."""
        there = self.store.find(call.bucket, call.key)
        check_writing(call.headers, there)
        source = find_source(self.store, call)
        metadata, tagging = (_replaces(call, directive) for directive in DIRECTIVES)
        _refuse_same(call, source, replaces=metadata)
        info = source.info
        algorithm = call.headers.get("x-amz-checksum-algorithm", next(iter(info.checksums), digests.DEFAULT)).lower()
        if algorithm not in digests.CHECKSUMS:
            raise S3Error("InvalidRequest", "Checksum algorithm provided is unsupported.")
        copy = ObjectInfo(
            call.key,
            info.size,
            digests.md5(self.store.read(source.bucket, info)).hex(),
            self.clock.now().replace(microsecond=0),
            kept_headers(call.headers) if metadata else _same_headers(call, info),
            checksums.computed(algorithm, self.store.read(source.bucket, info)),
            tags.read_header(call.headers) if tagging else info.tags,
        )
        self.store.put(call.bucket, copy, self.store.read(source.bucket, info))
        return document("CopyObjectResult", copy_elements(copy))


def copy_elements(info: ObjectInfo) -> Elements:
    """Tell of a copy."""
    told: Elements = [("LastModified", moment_text(info.modified)), ("ETag", f'"{info.etag}"')]
    return told + [(f"Checksum{name.upper()}", value) for name, value in info.checksums.items()]


def _replaces(call: Call, directive: str) -> bool:
    value = call.headers.get(directive, "COPY")
    if value not in {"COPY", "REPLACE"}:
        what = directive.removeprefix("x-amz-").replace("-", " ")
        raise S3Error("InvalidArgument", f"Unknown {what}.", ArgumentName=directive, ArgumentValue=value)
    return value == "REPLACE"


def _refuse_same(call: Call, source: Source, *, replaces: bool) -> None:
    same = (source.bucket, source.info.key) == (call.bucket, call.key)
    changes = call.headers.get(STORAGE_CLASS, storage_class_of(source.info)) != storage_class_of(source.info)
    if same and not (replaces or changes or "x-amz-server-side-encryption" in call.headers):
        why = (
            "This copy request is illegal because it is trying to copy an object to itself without changing the "
            "object's metadata, storage class, website redirect location or encryption attributes."
        )
        raise S3Error("InvalidRequest", why)


def _same_headers(call: Call, info: ObjectInfo) -> dict[str, str]:
    """Keep what is said of the source, but for its storage class, which is the request's or the standard one."""
    asked = kept_headers({STORAGE_CLASS: call.headers.get(STORAGE_CLASS, STANDARD)} | _acl(call))
    kept = {name: value for name, value in info.headers.items() if name != STORAGE_CLASS}
    return kept | ({STORAGE_CLASS: asked[STORAGE_CLASS]} if STORAGE_CLASS in asked else {})


def _acl(call: Call) -> dict[str, str]:
    return {
        name: value for name, value in call.headers.items() if name == "x-amz-acl" or name.startswith("x-amz-grant-")
    }
