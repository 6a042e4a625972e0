"""ListParts and ListMultipartUploads.

Source: Amazon S3 API reference, under these names.
"""

from dataclasses import dataclass

from starlette.responses import Response

from stubs.storage.acl import OWNER
from stubs.storage.buckets.paging import Shown, read_number
from stubs.storage.calls import Call
from stubs.storage.documents import Elements
from stubs.storage.objects.metadata import STANDARD, STORAGE_CLASS
from stubs.storage.responses import document, moment_text
from stubs.storage.store.objects import ObjectStore
from stubs.storage.store.records import ObjectInfo
from stubs.storage.store.uploads import Upload

MOST = 1000


@dataclass(frozen=True, slots=True)
class UploadListing:
    """The operations, each from a call to its answer; all raise `S3Error`."""

    store: ObjectStore

    def list_parts(self, call: Call) -> Response:
        """List the parts that an upload has so far."""
        self.store.bucket(call.bucket)
        upload = self.store.uploads.find(call.bucket, call.key, call.query["uploadId"])
        most, marker = read_number(call.query, "max-parts", MOST), read_number(call.query, "part-number-marker", None)
        parts = [each for each in self.store.uploads.parts(upload).items() if each[0] > marker]
        page, truncated = parts[:most], len(parts) > most > 0
        shown = Shown.read(call.query)
        elements: Elements = [
            ("Bucket", call.bucket),
            ("Key", shown.text(call.key)),
            ("UploadId", upload.id),
            ("PartNumberMarker", str(marker)),
            ("NextPartNumberMarker", str(page[-1][0] if page else 0)),
            ("MaxParts", str(most)),
            ("IsTruncated", str(truncated).lower()),
            *_people(upload),
            *_checksum(upload),
        ]
        elements += [("Part", _part(number, part, told=upload.chosen)) for number, part in page]
        return document("ListPartsResult", elements)

    def list_uploads(self, call: Call) -> Response:
        """List a bucket's unfinished uploads, by key and then by age; a delimiter folds keys as in ListObjects."""
        self.store.bucket(call.bucket)
        query, shown = call.query, Shown.read(call.query)
        most = read_number(query, "max-uploads", MOST)
        prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
        uploads = _after(
            self.store.uploads.of(call.bucket), query.get("key-marker", ""), query.get("upload-id-marker", "")
        )
        found: dict[str, Upload | None] = {}
        for upload in uploads:
            if upload.key.startswith(prefix):
                end = upload.key.find(delimiter, len(prefix)) if delimiter else -1
                common = upload.key[: end + len(delimiter)] if end >= 0 else ""
                if common != query.get("key-marker") or not common:
                    found[common or f"\0{upload.id}"] = None if common else upload
        page = list(found.items())[:most]
        truncated = len(found) > most > 0
        elements: Elements = [
            ("Bucket", call.bucket),
            ("KeyMarker", shown.text(query.get("key-marker", ""))),
            ("UploadIdMarker", query.get("upload-id-marker", "")),
        ]
        if truncated:
            name, last = page[-1]
            elements += [("NextKeyMarker", shown.text(last.key if last else name))]
            elements += [("NextUploadIdMarker", last.id if last else "")]
        elements += [("Prefix", shown.text(prefix))]
        elements += [("Delimiter", shown.text(delimiter))] if delimiter else []
        elements += [*shown.elements, ("MaxUploads", str(most)), ("IsTruncated", str(truncated).lower())]
        elements += [("Upload", _upload(shown, upload)) for _, upload in page if upload]
        elements += [("CommonPrefixes", [("Prefix", shown.text(name))]) for name, upload in page if not upload]
        return document("ListMultipartUploadsResult", elements)


def _after(uploads: list[Upload], key: str, upload_id: str) -> list[Upload]:
    """Leave out what comes before a marker: a key, or an upload of that key."""
    ids = [upload.id for upload in uploads if upload.key == key]
    begun = ids.index(upload_id) + 1 if upload_id in ids else len(ids)
    later = set(ids[begun:])
    return [upload for upload in uploads if upload.key > key or upload.id in later]


def _people(upload: Upload) -> Elements:
    storage_class = upload.headers.get(STORAGE_CLASS, STANDARD)
    return [("Initiator", OWNER), ("Owner", OWNER), ("StorageClass", storage_class)]


def _checksum(upload: Upload) -> Elements:
    if not upload.chosen:
        return []
    kind = "COMPOSITE" if upload.composite else "FULL_OBJECT"
    return [("ChecksumAlgorithm", upload.algorithm.upper()), ("ChecksumType", kind)]


def _part(number: int, part: ObjectInfo, *, told: bool) -> Elements:
    elements: Elements = [
        ("PartNumber", str(number)),
        ("LastModified", moment_text(part.modified)),
        ("ETag", f'"{part.etag}"'),
        ("Size", str(part.size)),
    ]
    checksums = part.checksums.items() if told else ()
    return elements + [(f"Checksum{name.upper()}", value) for name, value in checksums]


def _upload(shown: Shown, upload: Upload) -> Elements:
    elements: Elements = [("Key", shown.text(upload.key)), ("UploadId", upload.id), *_people(upload)]
    return [*elements, ("Initiated", moment_text(upload.begun)), *_checksum(upload)]
