"""Where bytes are kept, and the memory as the simplest such place."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol, TypeAlias

from stubs.storage.store.records import Bucket, ObjectInfo

Octets: TypeAlias = bytes | bytearray | memoryview
PIECE = 1024 * 1024
"""Bytes that are handed on at once, so that a large object is never held twice."""


class Medium(Protocol):
    """Where bytes are kept; each step is done wholly or not at all, also when the process is killed in it."""

    def load(self) -> Iterator[Bucket]:
        """Give what was kept before."""

    def keep_bucket(self, name: str, created: datetime, documents: dict[str, str]) -> None:
        """Keep a bucket, new or with other documents than before."""

    def drop_bucket(self, name: str) -> None:
        """Let go of an empty bucket."""

    def write(self, bucket: str, info: ObjectInfo, pieces: Iterable[Octets]) -> None:
        """Keep an object, in place of another under its key; the pieces may be those of the other."""

    def read(self, bucket: str, key: str, start: int, stop: int) -> Iterator[Octets]:
        """Give an object's bytes in pieces: those that are there now, whatever happens to the key meanwhile."""

    def remove(self, bucket: str, key: str) -> None:
        """Let go of an object."""


class Memory:
    """A medium that ends with the process."""

    def __init__(self) -> None:
        """Start empty."""
        self._buckets: dict[str, tuple[datetime, dict[str, str]]] = {}
        self._objects: dict[tuple[str, str], tuple[ObjectInfo, tuple[Octets, ...]]] = {}

    def load(self) -> Iterator[Bucket]:
        """Give every bucket."""
        for name, (created, documents) in self._buckets.items():
            bucket = Bucket(name, created, dict(documents))
            for (of, _), (info, _) in self._objects.items():
                if of == name:
                    bucket.note(info)
            yield bucket

    def keep_bucket(self, name: str, created: datetime, documents: dict[str, str]) -> None:
        """Keep a bucket."""
        self._buckets[name] = created, dict(documents)

    def drop_bucket(self, name: str) -> None:
        """Let go of an empty bucket."""
        del self._buckets[name]

    def write(self, bucket: str, info: ObjectInfo, pieces: Iterable[Octets]) -> None:
        """Keep an object as the pieces that it came in; whoever gave them must not change them."""
        self._objects[bucket, info.key] = info, tuple(pieces)

    def read(self, bucket: str, key: str, start: int, stop: int) -> Iterator[Octets]:
        """Give an object's bytes, views of those that are kept where they can be."""
        return _cut(self._objects[bucket, key][1], start, stop)

    def remove(self, bucket: str, key: str) -> None:
        """Let go of an object."""
        del self._objects[bucket, key]


def _cut(pieces: Iterable[Octets], start: int, stop: int) -> Iterator[Octets]:
    position = 0
    for piece in pieces:
        first, last = max(start - position, 0), min(stop - position, len(piece))
        for begin in range(first, last, PIECE):
            end = min(begin + PIECE, last)
            yield piece if end - begin == len(piece) else memoryview(piece)[begin:end]
        position += len(piece)
