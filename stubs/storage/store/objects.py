"""Buckets and their objects: an index in memory over a medium that keeps the bytes.

All work is done without a pause in the loop, so that a condition (`If-None-Match: *`) and the write that hangs on it
are one step.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from stubs.storage.errors import S3Error
from stubs.storage.store.medium import Medium, Octets
from stubs.storage.store.names import is_bucket_name
from stubs.storage.store.records import Bucket, ObjectInfo
from stubs.storage.store.uploads import Uploads


class ObjectStore:
    """Every bucket and object of the stub. Each method that names a bucket raises `S3Error` (NoSuchBucket)."""

    def __init__(self, medium: Medium, moment: datetime) -> None:
        """Take up what the medium kept; `moment` is when it begins, should it be new."""
        self._medium = medium
        self._buckets = {bucket.name: bucket for bucket in medium.load()}
        self.uploads = Uploads(medium, self._buckets.pop(Uploads.NAME, None), moment)
        self.uploads.drop_done(self._buckets)

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
        if not is_bucket_name(name):
            raise S3Error("InvalidBucketName", BucketName=name)
        if name in self._buckets:
            raise S3Error("BucketAlreadyOwnedByYou", BucketName=name)
        self._medium.keep_bucket(name, moment, {})
        self._buckets[name] = Bucket(name, moment)

    def configure(self, name: str, document: str, content: str | None) -> None:
        """Keep a document of a bucket's configuration; None lets go of it."""
        bucket = self.bucket(name)
        documents = {each: text for each, text in bucket.documents.items() if each != document}
        if content is not None:
            documents[document] = content
        self._medium.keep_bucket(name, bucket.created, documents)
        bucket.documents = documents

    def drop(self, name: str) -> None:
        """Remove a bucket and its unfinished uploads; raises `S3Error` (BucketNotEmpty)."""
        if self.bucket(name).keys:
            raise S3Error("BucketNotEmpty", BucketName=name)
        self.uploads.drop_bucket(name)
        self._medium.drop_bucket(name)
        del self._buckets[name]

    def put(self, bucket: str, info: ObjectInfo, pieces: Iterable[Octets]) -> None:
        """Keep an object, in place of another under its key."""
        there = self.bucket(bucket)
        self._medium.write(bucket, info, pieces)
        there.note(info)

    def find(self, bucket: str, key: str) -> ObjectInfo | None:
        """Give what is known of an object, if it is there."""
        return self.bucket(bucket).objects.get(key)

    def info(self, bucket: str, key: str) -> ObjectInfo:
        """Give what is known of an object; raises `S3Error` (NoSuchKey)."""
        info = self.find(bucket, key)
        if info is None:
            raise S3Error("NoSuchKey", Key=key)
        return info

    def read(self, bucket: str, info: ObjectInfo, start: int = 0, stop: int | None = None) -> Iterator[Octets]:
        """Give the bytes of an object that is there, in pieces."""
        return self._medium.read(bucket, info.key, start, info.size if stop is None else stop)

    def tag(self, bucket: str, key: str, tags: dict[str, str]) -> None:
        """Give an object other tags; raises `S3Error` (NoSuchKey)."""
        info = self.info(bucket, key)
        self.put(bucket, replace(info, tags=tags), self.read(bucket, info))

    def delete(self, bucket: str, key: str) -> None:
        """Remove an object, if it is there."""
        there = self.bucket(bucket)
        if key in there.objects:
            self._medium.remove(bucket, key)
            there.forget(key)
