"""A folder as the medium: each object is one file that comes into being whole, by a rename.

A file begins with a line of JSON (what is known of the object) and goes on with the object's bytes. Its name is the
hash of the key, so that no key can name a path, be too long for one, or meet another that differs by case alone.
"""

import contextlib
import hashlib
import json
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from stubs.storage.store.medium import PIECE, Octets
from stubs.storage.store.records import Bucket, ObjectInfo

BUCKET_FILE = "bucket.json"
OBJECT = ".object"
PART = ".part"
log = logging.getLogger(__name__)


class Folder:
    """Keeps buckets as folders and objects as files in them; one process at a time."""

    def __init__(self, root: Path) -> None:
        """Use a folder, which is made when it is missing."""
        self._root = root
        root.mkdir(parents=True, exist_ok=True)

    def load(self) -> Iterator[Bucket]:
        """Give every bucket; what a crash left half written is removed."""
        for file in sorted(self._root.glob(f"*/{BUCKET_FILE}")):
            folder, known = file.parent, json.loads(file.read_bytes())
            bucket = Bucket(folder.name, datetime.fromisoformat(known["created"]), known.get("documents", {}))
            for part in folder.glob(f"*{PART}"):
                part.unlink()
            for each in folder.glob(f"*{OBJECT}"):
                if info := _head_of(each):
                    bucket.note(info)
            yield bucket

    def keep_bucket(self, name: str, created: datetime, documents: dict[str, str]) -> None:
        """Make a folder; the file in it makes it a bucket."""
        folder = self._root / name
        folder.mkdir(exist_ok=True)
        known = {"created": created.isoformat(), "documents": documents}
        _write(folder / BUCKET_FILE, [json.dumps(known).encode()])
        _sync(self._root)

    def drop_bucket(self, name: str) -> None:
        """Remove the file that makes it a bucket, then the folder, unless something foreign lies in it."""
        folder = self._root / name
        (folder / BUCKET_FILE).unlink()
        _sync(folder)
        for part in folder.glob(f"*{PART}"):
            part.unlink()
        with contextlib.suppress(OSError):
            folder.rmdir()
        _sync(self._root)

    def write(self, bucket: str, info: ObjectInfo, pieces: Iterable[Octets]) -> None:
        """Write an object's file."""
        head = json.dumps(asdict(info) | {"modified": info.modified.isoformat()})
        _write(self._file(bucket, info.key), _chain(head.encode() + b"\n", pieces))

    def read(self, bucket: str, key: str, start: int, stop: int) -> Iterator[Octets]:
        """Give what follows the first line of an object's file, which is open from now on."""
        file = self._file(bucket, key).open("rb")
        file.seek(len(file.readline()) + start)
        return _pieces(file, stop - start)

    def remove(self, bucket: str, key: str) -> None:
        """Remove an object's file."""
        file = self._file(bucket, key)
        file.unlink()
        _sync(file.parent)

    def _file(self, bucket: str, key: str) -> Path:
        return self._root / bucket / f"{hashlib.sha256(key.encode()).hexdigest()}{OBJECT}"


def _pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    with file:
        while size > 0 and (piece := file.read(min(size, PIECE))):
            yield piece
            size -= len(piece)


def _chain(head: bytes, pieces: Iterable[Octets]) -> Iterator[Octets]:
    yield head
    yield from pieces


def _head_of(file: Path) -> ObjectInfo | None:
    with file.open("rb") as reading:
        line = reading.readline()
    try:
        head: dict[str, Any] = json.loads(line)
        typed = {"modified": datetime.fromisoformat(head["modified"]), "parts": tuple(head.get("parts", ()))}
        info: ObjectInfo | None = ObjectInfo(**head | typed)
    except (ValueError, TypeError, KeyError):
        info = None
    if info and file.stat().st_size == len(line) + info.size:
        return info
    log.warning("%s is no whole object of this stub and is left alone", file)
    return None


def _write(file: Path, pieces: Iterable[Octets]) -> None:
    part = file.with_suffix(PART)
    with part.open("wb") as writing:
        for piece in pieces:
            writing.write(piece)
        writing.flush()
        os.fsync(writing.fileno())
    part.replace(file)
    _sync(file.parent)


def _sync(folder: Path) -> None:
    """Make what was renamed or removed in a folder last."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
