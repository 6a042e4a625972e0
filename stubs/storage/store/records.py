"""What is known of buckets and objects beside the bytes."""

import bisect
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """What is known of an object beside its bytes.

    Attributes:
        key: any text of up to 1024 bytes of UTF-8.
        size: in bytes.
        etag: without quotes; the MD5 in hexadecimal, or that of the parts' MD5s with `-` and their number.
        modified: when it was put, to the second.
        headers: to be given back with it: its type, its metadata, its storage class.
        checksums: base64 by algorithm (`crc32`), and by what they were made of: `-N` ends those of N parts' checksums.
        tags: by name.
        parts: the sizes of the parts that it was put together from; none for an object that came whole.
        upload: the upload that it came from.
    """

    key: str
    size: int
    etag: str
    modified: datetime
    headers: dict[str, str] = field(default_factory=dict)
    checksums: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    parts: tuple[int, ...] = ()
    upload: str = ""


@dataclass(slots=True)
class Bucket:
    """A bucket and the index of its objects.

    Attributes:
        name: as S3 allows it.
        created: to the second.
        documents: what was configured, as XML, by subresource (`cors`, `tagging`).
        keys: in the order in which S3 lists them, that of their UTF-8 (which is that of code points).
        objects: by key.
    """

    name: str
    created: datetime
    documents: dict[str, str] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    objects: dict[str, ObjectInfo] = field(default_factory=dict)

    def note(self, info: ObjectInfo) -> None:
        """Take an object into the index, in place of another under its key."""
        if info.key not in self.objects:
            bisect.insort(self.keys, info.key)
        self.objects[info.key] = info

    def forget(self, key: str) -> None:
        """Take an object out of the index."""
        del self.objects[key]
        del self.keys[bisect.bisect_left(self.keys, key)]
