"""CompleteMultipartUpload: the parts that the client names become the object.

Source: Amazon S3 API reference, `CompleteMultipartUpload`.
"""

import hashlib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import Response

from contracts.runtime import Clock
from stubs.storage.bodies import checksums, digests
from stubs.storage.calls import Call
from stubs.storage.documents import Elements, read_groups
from stubs.storage.errors import S3Error
from stubs.storage.objects.conditions import check_writing
from stubs.storage.responses import document
from stubs.storage.settings import StorageSettings
from stubs.storage.store.medium import Octets
from stubs.storage.store.objects import ObjectStore
from stubs.storage.store.records import ObjectInfo
from stubs.storage.store.uploads import Upload

MOST_PARTS = 10000


@dataclass(frozen=True, slots=True)
class Completing:
    """The operation, from a call to its answer; raises `S3Error`."""

    settings: StorageSettings
    store: ObjectStore
    clock: Clock

    def complete_upload(self, call: Call) -> Response:
        """Put the object together; to be asked again for what was done already is no error."""
        there = self.store.find(call.bucket, call.key)
        named = _read(call.payload.data)
        if there and there.upload == call.query["uploadId"]:
            return _answer(call, there)
        upload = self.store.uploads.find(call.bucket, call.key, call.query["uploadId"])
        parts = self._choose(upload, named)
        check_writing(call.headers, there)
        info = self._whole(call, upload, parts)
        self.store.put(call.bucket, info, self._bytes(parts))
        self.store.uploads.drop(upload)
        return _answer(call, info)

    def _choose(self, upload: Upload, named: list[dict[str, str]]) -> list[ObjectInfo]:
        there, numbers = self.store.uploads.parts(upload), [int(part["PartNumber"]) for part in named]
        if numbers != sorted(set(numbers)):
            raise S3Error("InvalidPartOrder", UploadId=upload.id)
        parts = [_match(upload, part, there.get(number)) for part, number in zip(named, numbers, strict=True)]
        for number, part in list(zip(numbers, parts, strict=True))[:-1]:
            if part.size < self.settings.min_part_bytes:
                raise S3Error(
                    "EntityTooSmall",
                    ProposedSize=str(part.size),
                    MinSizeAllowed=str(self.settings.min_part_bytes),
                    PartNumber=str(number),
                    ETag=part.etag,
                )
        return parts

    def _whole(self, call: Call, upload: Upload, parts: list[ObjectInfo]) -> ObjectInfo:
        size = sum(part.size for part in parts)
        if size > self.settings.max_object_bytes:
            raise S3Error("EntityTooLarge", MaxSizeAllowed=str(self.settings.max_object_bytes))
        if call.headers.get("x-amz-mp-object-size", str(size)) != str(size):
            why = "The provided 'x-amz-mp-object-size' header does not match what was computed."
            raise S3Error("InvalidRequest", why)
        etags = b"".join(bytes.fromhex(part.etag) for part in parts)
        return ObjectInfo(
            upload.key,
            size,
            f"{hashlib.md5(etags, usedforsecurity=False).hexdigest()}-{len(parts)}",
            self.clock.now().replace(microsecond=0),
            upload.headers,
            _checked(call, upload, self._checksum(upload, parts)),
            upload.tags,
            tuple(part.size for part in parts),
            upload.id,
        )

    def _checksum(self, upload: Upload, parts: list[ObjectInfo]) -> str:
        algorithm = upload.algorithm
        each = [
            b64decode(part.checksums[algorithm])
            if algorithm in part.checksums
            else digests.CHECKSUMS[algorithm](self.store.uploads.read(part))
            for part in parts
        ]
        if upload.composite:
            return f"{digests.to_text(digests.CHECKSUMS[algorithm]([b''.join(each)]))}-{len(parts)}"
        sizes = [part.size for part in parts]
        return digests.to_text(digests.combine(algorithm, zip(each, sizes, strict=True)))

    def _bytes(self, parts: list[ObjectInfo]) -> Iterator[Octets]:
        for part in parts:
            yield from self.store.uploads.read(part)


def _read(body: bytes) -> list[dict[str, str]]:
    parts = [dict(group) for group in read_groups(body, "CompleteMultipartUpload/Part")]
    if not 0 < len(parts) <= MOST_PARTS:
        raise S3Error("MalformedXML")
    if any(not ({"PartNumber", "ETag"} <= set(part) and part["PartNumber"].isdecimal()) for part in parts):
        raise S3Error("MalformedXML")
    return parts


def _match(upload: Upload, named: dict[str, str], there: ObjectInfo | None) -> ObjectInfo:
    """Give the part that is named, by its number, ETag and perhaps checksum; raises `S3Error` (InvalidPart)."""
    number, etag = named["PartNumber"], named["ETag"].strip('"')
    given = {name: named[f"Checksum{name.upper()}"] for name in digests.CHECKSUMS if f"Checksum{name.upper()}" in named}
    if there is None or there.etag != etag or any(there.checksums.get(name) != given[name] for name in given):
        raise S3Error("InvalidPart", UploadId=upload.id, PartNumber=number, ETag=etag)
    if upload.chosen and upload.composite and not given:
        why = (
            f"The upload was created using a {upload.algorithm} checksum. The complete request must include the "
            f"checksum for each part. It was missing for part {number} in the request."
        )
        raise S3Error("InvalidRequest", why)
    return there


def _checked(call: Call, upload: Upload, computed: str) -> dict[str, str]:
    """Hold the object's checksum against the one that the client named, if it did."""
    for algorithm, value in checksums.named(call.headers).items():
        if algorithm != upload.algorithm or value.partition("-")[0] != computed.partition("-")[0]:
            raise S3Error("BadDigest", f"The {algorithm} you specified did not match the calculated checksum.")
    return {upload.algorithm: computed}


def _answer(call: Call, info: ObjectInfo) -> Response:
    elements: Elements = [
        ("Location", f"http://{call.headers['host']}/{call.bucket}/{call.key}"),
        ("Bucket", call.bucket),
        ("Key", call.key),
        ("ETag", f'"{info.etag}"'),
    ]
    elements += [(f"Checksum{name.upper()}", value) for name, value in info.checksums.items()]
    elements.append(("ChecksumType", checksums.type_of(info.checksums)))
    return document("CompleteMultipartUploadResult", elements)
