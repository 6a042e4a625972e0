"""CreateMultipartUpload, UploadPart, UploadPartCopy and AbortMultipartUpload.

Source: Amazon S3 API reference, under these names.
"""

from dataclasses import dataclass

from starlette.responses import Response

from contracts.runtime import Clock, Entropy
from stubs.storage.bodies import checksums, digests
from stubs.storage.calls import Call
from stubs.storage.errors import S3Error
from stubs.storage.objects import tags
from stubs.storage.objects.copying import copy_elements
from stubs.storage.objects.metadata import kept_headers
from stubs.storage.objects.ranges import part_number, read_copied_range
from stubs.storage.objects.sources import find_source
from stubs.storage.responses import document
from stubs.storage.store.objects import ObjectStore
from stubs.storage.store.records import ObjectInfo
from stubs.storage.store.uploads import Upload, part_key

KINDS = {"COMPOSITE", "FULL_OBJECT"}


@dataclass(frozen=True, slots=True)
class Uploading:
    """The operations, each from a call to its answer; all raise `S3Error`."""

    store: ObjectStore
    clock: Clock
    entropy: Entropy

    def create_upload(self, call: Call) -> Response:
        """Begin an upload."""
        self.store.bucket(call.bucket)
        algorithm, composite = _checksum(call)
        upload = Upload(
            self.entropy.token(32),
            call.bucket,
            call.key,
            self.clock.now().replace(microsecond=0),
            kept_headers(call.headers),
            tags.read_header(call.headers),
            algorithm or digests.DEFAULT,
            composite,
            bool(algorithm),
        )
        self.store.uploads.begin(upload)
        names = [("Bucket", call.bucket), ("Key", call.key), ("UploadId", upload.id)]
        return document("InitiateMultipartUploadResult", [*names], told(upload))

    def upload_part(self, call: Call) -> Response:
        """Keep a part, and verify the digests that came with it."""
        upload, number = self._find(call)
        pieces = call.payload.pieces
        given = checksums.verify(call.headers, pieces)
        _check_algorithm(upload, given)
        part = self._part(upload, number, call.payload.size, digests.md5(pieces).hex(), given)
        kept = given or checksums.computed(upload.algorithm, pieces)
        self.store.uploads.put_part(_with(part, kept), pieces)
        shown = checksums.shown(kept if given or upload.chosen else {})
        shown.pop(f"{checksums.PREFIX}type", None)
        return Response(headers={"etag": f'"{part.etag}"'} | shown)

    def copy_part(self, call: Call) -> Response:
        """Make a part of an object that is there, or of some of its bytes."""
        upload, number = self._find(call)
        source = find_source(self.store, call)
        place = read_copied_range(call.headers.get("x-amz-copy-source-range"), source.info.size)
        etag = digests.md5(self.store.read(source.bucket, source.info, *place)).hex()
        given = checksums.computed(upload.algorithm, self.store.read(source.bucket, source.info, *place))
        part = self._part(upload, number, place[1] - place[0], etag, given)
        self.store.uploads.put_part(part, self.store.read(source.bucket, source.info, *place))
        return document("CopyPartResult", copy_elements(_with(part, given if upload.chosen else {})))

    def abort_upload(self, call: Call) -> Response:
        """Let go of an upload and its parts."""
        self.store.bucket(call.bucket)
        self.store.uploads.drop(self.store.uploads.find(call.bucket, call.key, call.query["uploadId"]))
        return Response(status_code=204)

    def _find(self, call: Call) -> tuple[Upload, int]:
        self.store.bucket(call.bucket)
        number = part_number(call.query["partNumber"])
        return self.store.uploads.find(call.bucket, call.key, call.query["uploadId"]), number

    def _part(self, upload: Upload, number: int, size: int, etag: str, given: dict[str, str]) -> ObjectInfo:
        moment = self.clock.now().replace(microsecond=0)
        return ObjectInfo(part_key(upload, number), size, etag, moment, checksums=given)


def told(upload: Upload) -> dict[str, str]:
    """Give the headers that tell of an upload's checksum, if its client chose one."""
    if not upload.chosen:
        return {}
    kind = "COMPOSITE" if upload.composite else "FULL_OBJECT"
    return {f"{checksums.PREFIX}algorithm": upload.algorithm.upper(), f"{checksums.PREFIX}type": kind}


def _with(part: ObjectInfo, given: dict[str, str]) -> ObjectInfo:
    return ObjectInfo(part.key, part.size, part.etag, part.modified, checksums=given)


def _checksum(call: Call) -> tuple[str, bool]:
    """Read which checksum the object is to have, and whether it is one of the parts' checksums."""
    algorithm = call.headers.get(f"{checksums.PREFIX}algorithm", "").lower()
    kind = call.headers.get(f"{checksums.PREFIX}type", "").upper()
    if algorithm and algorithm not in digests.CHECKSUMS:
        raise S3Error(
            "InvalidRequest",
            "Checksum algorithm provided is unsupported: use CRC32, CRC32C, CRC64NVME, SHA1 or SHA256.",
        )
    if kind and (kind not in KINDS or not algorithm):
        raise S3Error(
            "InvalidRequest",
            "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.",
        )
    whole_only, parts_only = algorithm == "crc64nvme", algorithm in {"sha1", "sha256"}
    if (kind == "COMPOSITE" and whole_only) or (kind == "FULL_OBJECT" and parts_only):
        why = f"The {kind} checksum type cannot be used with the {algorithm} checksum algorithm."
        raise S3Error("InvalidRequest", why)
    return algorithm, kind == "COMPOSITE" or (not kind and algorithm not in {"", "crc64nvme"})


def _check_algorithm(upload: Upload, given: dict[str, str]) -> None:
    actual = next(iter(given), "null")
    if upload.chosen and given and actual != upload.algorithm:
        why = (
            f"Checksum Type mismatch occurred, expected checksum Type: {upload.algorithm}, "
            f"actual checksum Type: {actual}"
        )
        raise S3Error("InvalidRequest", why)
