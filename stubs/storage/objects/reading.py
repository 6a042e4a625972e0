"""GetObject, HeadObject and GetObjectAttributes."""

from dataclasses import dataclass

from starlette.responses import Response

from stubs.storage.bodies import checksums
from stubs.storage.calls import Call
from stubs.storage.documents import Elements
from stubs.storage.errors import S3Error
from stubs.storage.objects.conditions import check_reading, is_same
from stubs.storage.objects.metadata import OVERRIDES, headers_of, storage_class_of
from stubs.storage.objects.ranges import read_part, read_range
from stubs.storage.objects.versions import check_version
from stubs.storage.responses import Pieced, document
from stubs.storage.store.medium import PIECE
from stubs.storage.store.objects import ObjectStore
from stubs.storage.store.records import ObjectInfo

TOLD_WHEN_UNCHANGED = ("etag", "last-modified", "cache-control", "expires")
ATTRIBUTES = ("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize")


@dataclass(frozen=True, slots=True)
class Reading:
    """The operations, each from a call to its answer; all raise `S3Error`."""

    store: ObjectStore

    def get_object(self, call: Call) -> Response:
        """Give an object, a range or a part of it."""
        info = self._find(call)
        if check_reading(call.headers, info):
            told = headers_of(info)
            return Response(status_code=304, headers={name: told[name] for name in TOLD_WHEN_UNCHANGED if name in told})
        place = _place(call, info)
        start, stop = place or (0, info.size)
        headers = headers_of(info) | _overrides(call) | {"content-length": str(stop - start)}
        if place and info.size:
            headers["content-range"] = f"bytes {start}-{stop - 1}/{info.size}"
        if "partNumber" in call.query and info.parts:
            headers["x-amz-mp-parts-count"] = str(len(info.parts))
        if not place and call.headers.get("x-amz-checksum-mode", "").upper() == "ENABLED":
            headers |= checksums.shown(info.checksums)
        return self._send(call, info, (start, stop), 206 if "content-range" in headers else 200, headers)

    def _send(
        self, call: Call, info: ObjectInfo, place: tuple[int, int], status: int, headers: dict[str, str]
    ) -> Response:
        if call.method == "HEAD":
            return Response(b"", status, headers)
        pieces = self.store.read(call.bucket, info, *place)
        if place[1] - place[0] <= PIECE:
            return Response(b"".join(pieces), status, headers)
        return Pieced(pieces, status, headers)

    def get_attributes(self, call: Call) -> Response:
        """Give what `x-amz-object-attributes` names."""
        info = self._find(call)
        asked = [name.strip() for name in call.headers.get("x-amz-object-attributes", "").split(",")]
        if not set(asked) <= set(ATTRIBUTES):
            why = "Invalid attribute name specified: " + ", ".join(sorted(set(asked) - set(ATTRIBUTES)))
            raise S3Error("InvalidArgument", why, ArgumentName="x-amz-object-attributes")
        told: dict[str, Elements] = {
            "ETag": [("ETag", info.etag)],
            "Checksum": [("Checksum", _checksum_elements(info))] if info.checksums else [],
            "ObjectParts": [("ObjectParts", [("PartsCount", str(len(info.parts)))])] if info.parts else [],
            "StorageClass": [("StorageClass", storage_class_of(info))],
            "ObjectSize": [("ObjectSize", str(info.size))],
        }
        elements = [element for name in ATTRIBUTES if name in asked for element in told[name]]
        modified = {"last-modified": headers_of(info)["last-modified"]}
        return document("GetObjectAttributesResponse", elements, modified)

    def _find(self, call: Call) -> ObjectInfo:
        check_version(call.query)
        return self.store.info(call.bucket, call.key)


def _place(call: Call, info: ObjectInfo) -> tuple[int, int] | None:
    asked = call.headers.get("range")
    if "partNumber" in call.query:
        if asked:
            raise S3Error("InvalidRequest", "Cannot specify both Range header and partNumber query parameter")
        return read_part(call.query["partNumber"], info.parts or (info.size,))
    return read_range(asked, info.size) if is_same(call.headers.get("if-range"), info) else None


def _overrides(call: Call) -> dict[str, str]:
    return {header: call.query[name] for name, header in OVERRIDES.items() if name in call.query}


def _checksum_elements(info: ObjectInfo) -> Elements:
    kind: Elements = [("ChecksumType", checksums.type_of(info.checksums))]
    return [(f"Checksum{name.upper()}", value) for name, value in info.checksums.items()] + kind
