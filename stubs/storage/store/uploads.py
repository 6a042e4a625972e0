"""Uploads in parts that are not finished: kept as the objects of a bucket that no client can name.

An upload is an object under its id, each part another under `<id>/<number>`: so they come into being whole and outlive
a crash as objects do.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from stubs.storage.errors import S3Error
from stubs.storage.store.medium import Medium, Octets
from stubs.storage.store.records import Bucket, ObjectInfo

Part = ObjectInfo
"""A part is an object of its own."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What was asked for when an upload began.

    Attributes:
        id: opaque to clients.
        bucket: where the object will be.
        key: of the object.
        begun: to the second.
        headers: to be given back with the object.
        tags: of the object.
        algorithm: of its checksum (`crc32`).
        composite: whether the checksum is one of the parts' checksums, or one of the whole object.
        chosen: whether the client named the algorithm.
    """

    id: str
    bucket: str
    key: str
    begun: datetime
    headers: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    algorithm: str = "crc64nvme"
    composite: bool = False
    chosen: bool = False


class Uploads:
    """Every unfinished upload and its parts."""

    NAME = ".uploads"

    def __init__(self, medium: Medium, kept: Bucket | None, moment: datetime) -> None:
        """Take up what the medium kept."""
        self._medium, self._moment = medium, moment
        self._index = kept or Bucket(self.NAME, moment)
        self._there = kept is not None
        self._uploads = {key: self._load(key) for key in self._index.keys if "/" not in key}

    def _load(self, upload_id: str) -> Upload:
        info = self._index.objects[upload_id]
        known = json.loads(b"".join(self._medium.read(self.NAME, upload_id, 0, info.size)))
        return Upload(**known | {"begun": info.modified})

    def drop_done(self, buckets: Mapping[str, Bucket]) -> None:
        """Let go of what a crash left: uploads whose object is there already, parts of none."""
        for upload in list(self._uploads.values()):
            done = buckets[upload.bucket].objects.get(upload.key) if upload.bucket in buckets else None
            if upload.bucket not in buckets or (done and done.upload == upload.id):
                self.drop(upload)
        for key in [key for key in self._index.keys if key.partition("/")[0] not in self._uploads]:
            self._remove(key)

    def begin(self, upload: Upload) -> None:
        """Keep a new upload."""
        known = json.dumps({name: value for name, value in asdict(upload).items() if name != "begun"}).encode()
        self._keep(ObjectInfo(upload.id, len(known), "", upload.begun), [known])
        self._uploads[upload.id] = upload

    def find(self, bucket: str, key: str, upload_id: str) -> Upload:
        """Give an upload; raises `S3Error` (NoSuchUpload)."""
        upload = self._uploads.get(upload_id)
        if upload is None or (upload.bucket, upload.key) != (bucket, key):
            raise S3Error("NoSuchUpload", UploadId=upload_id)
        return upload

    def of(self, bucket: str) -> list[Upload]:
        """List a bucket's uploads by key, then by when they began."""
        found = [upload for upload in self._uploads.values() if upload.bucket == bucket]
        return sorted(found, key=lambda upload: (upload.key, upload.begun, upload.id))

    def put_part(self, part: Part, pieces: Iterable[Octets]) -> None:
        """Keep a part, in place of another under its key (`part_key`)."""
        self._keep(part, pieces)

    def parts(self, upload: Upload) -> dict[int, Part]:
        """Give an upload's parts by number, in order."""
        objects, beginning = self._index.objects, f"{upload.id}/"
        numbered = (int(key.removeprefix(beginning)) for key in self._index.keys if key.startswith(beginning))
        return {number: objects[part_key(upload, number)] for number in numbered}

    def read(self, part: Part) -> Iterator[Octets]:
        """Give a part's bytes in pieces."""
        return self._medium.read(self.NAME, part.key, 0, part.size)

    def drop(self, upload: Upload) -> None:
        """Let go of an upload, then of its parts."""
        self._remove(upload.id)
        del self._uploads[upload.id]
        for part in self.parts(upload).values():
            self._remove(part.key)

    def drop_bucket(self, bucket: str) -> None:
        """Let go of all of a bucket's uploads."""
        for upload in self.of(bucket):
            self.drop(upload)

    def _keep(self, info: ObjectInfo, pieces: Iterable[Octets]) -> None:
        if not self._there:
            self._medium.keep_bucket(self.NAME, self._moment, {})
            self._there = True
        self._medium.write(self.NAME, info, pieces)
        self._index.note(info)

    def _remove(self, key: str) -> None:
        self._medium.remove(self.NAME, key)
        self._index.forget(key)


def part_key(upload: Upload, number: int) -> str:
    """Name a part so that parts sort by number."""
    return f"{upload.id}/{number:05}"
