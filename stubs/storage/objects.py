"""Buckets and their objects: an index in memory over a medium that keeps the bytes.

All work is done without a pause in the loop, so that a condition (`If-None-Match: *`) and the write that hangs on it
are one step.
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from stubs.storage.errors import S3Error

BUCKET_NAME = re.compile(r"(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
RESERVED = {"health", "openapi.json"}
"""Paths of the stub itself."""


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """What is known of an object beside its bytes.

    Attributes:
        key: any text of up to 1024 bytes of UTF-8.
        size: in bytes.
        etag: the MD5 in hexadecimal, without quotes.
        modified: when it was put, to the second.
        headers: to be given back with it: its type, its metadata, its checksums.
    """

    key: str
    size: int
    etag: str
    modified: datetime
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Bucket:
    """A bucket; `keys` are in the order in which S3 lists them, that of their UTF-8 (which is that of code points)."""

    name: str
    created: datetime
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


class Medium(Protocol):
    """Where bytes are kept; each step is done wholly or not at all, also when the process is killed in it."""

    def load(self) -> Iterator[Bucket]:
        """Give what was kept before."""

    def add_bucket(self, name: str, created: datetime) -> None:
        """Keep a new bucket."""

    def drop_bucket(self, name: str) -> None:
        """Let go of an empty bucket."""

    def write(self, bucket: str, info: ObjectInfo, data: bytes) -> None:
        """Keep an object, in place of another under its key."""

    def read(self, bucket: str, key: str) -> bytes:
        """Give an object's bytes."""

    def remove(self, bucket: str, key: str) -> None:
        """Let go of an object."""


class Memory:
    """A medium that ends with the process."""

    def __init__(self) -> None:
        """Start empty."""
        self._created: dict[str, datetime] = {}
        self._objects: dict[tuple[str, str], tuple[ObjectInfo, bytes]] = {}

    def load(self) -> Iterator[Bucket]:
        """Give every bucket."""
        for name, created in self._created.items():
            bucket = Bucket(name, created)
            for (of, _), (info, _) in self._objects.items():
                if of == name:
                    bucket.note(info)
            yield bucket

    def add_bucket(self, name: str, created: datetime) -> None:
        """Keep a new bucket."""
        self._created[name] = created

    def drop_bucket(self, name: str) -> None:
        """Let go of an empty bucket."""
        del self._created[name]

    def write(self, bucket: str, info: ObjectInfo, data: bytes) -> None:
        """Keep an object."""
        self._objects[bucket, info.key] = info, data

    def read(self, bucket: str, key: str) -> bytes:
        """Give an object's bytes."""
        return self._objects[bucket, key][1]

    def remove(self, bucket: str, key: str) -> None:
        """Let go of an object."""
        del self._objects[bucket, key]


class ObjectStore:
    """Every bucket and object of the stub. Each method that names a bucket raises `S3Error` (NoSuchBucket)."""

    def __init__(self, medium: Medium) -> None:
        """Take up what the medium kept."""
        self._medium = medium
        self._buckets = {bucket.name: bucket for bucket in medium.load()}

    def buckets(self) -> list[Bucket]:
        """List all buckets by name."""
        return [self._buckets[name] for name in sorted(self._buckets)]

    def bucket(self, name: str) -> Bucket:
        """Give a bucket."""
        if name not in self._buckets:
            raise S3Error("NoSuchBucket", BucketName=name)
        return self._buckets[name]

    def create(self, name: str, moment: datetime) -> None:
        """Make a bucket; raises `S3Error` (InvalidBucketName, BucketAlreadyOwnedByYou)."""
        if name in RESERVED or not BUCKET_NAME.fullmatch(name):
            raise S3Error("InvalidBucketName", BucketName=name)
        if name in self._buckets:
            raise S3Error("BucketAlreadyOwnedByYou", BucketName=name)
        self._medium.add_bucket(name, moment)
        self._buckets[name] = Bucket(name, moment)

    def drop(self, name: str) -> None:
        """Remove a bucket; raises `S3Error` (BucketNotEmpty)."""
        if self.bucket(name).keys:
            raise S3Error("BucketNotEmpty", BucketName=name)
        self._medium.drop_bucket(name)
        del self._buckets[name]

    def put(self, bucket: str, info: ObjectInfo, data: bytes, *, only_new: bool = False) -> None:
        """Keep an object; raises `S3Error` (PreconditionFailed) when it must be new and is not."""
        there = self.bucket(bucket)
        if only_new and info.key in there.objects:
            raise S3Error("PreconditionFailed", Condition="If-None-Match")
        self._medium.write(bucket, info, data)
        there.note(info)

    def info(self, bucket: str, key: str) -> ObjectInfo:
        """Give what is known of an object; raises `S3Error` (NoSuchKey)."""
        objects = self.bucket(bucket).objects
        if key not in objects:
            raise S3Error("NoSuchKey", Key=key)
        return objects[key]

    def read(self, bucket: str, key: str) -> bytes:
        """Give the bytes of an object that is there."""
        return self._medium.read(bucket, key)

    def delete(self, bucket: str, key: str) -> None:
        """Remove an object, if it is there."""
        there = self.bucket(bucket)
        if key in there.objects:
            self._medium.remove(bucket, key)
            there.forget(key)
