"""A folder as the medium: each object is one file that comes into being whole, by a rename.

A file begins with a line of JSON (what is known of the object) and goes on with the object's bytes. Its name is the
hash of the key, so that no key can name a path, be too long for one, or meet another that differs by case alone.
"""

import contextlib
import hashlib
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from stubs.storage.objects import Bucket, ObjectInfo

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
            folder = file.parent
            bucket = Bucket(folder.name, datetime.fromisoformat(json.loads(file.read_bytes())["created"]))
            for part in folder.glob(f"*{PART}"):
                part.unlink()
            for each in folder.glob(f"*{OBJECT}"):
                if info := _head_of(each):
                    bucket.note(info)
            yield bucket

    def add_bucket(self, name: str, created: datetime) -> None:
        """Make a folder; the file in it makes it a bucket."""
        folder = self._root / name
        folder.mkdir(exist_ok=True)
        _write(folder / BUCKET_FILE, json.dumps({"created": created.isoformat()}).encode())
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

    def write(self, bucket: str, info: ObjectInfo, data: bytes) -> None:
        """Write an object's file."""
        head = json.dumps(asdict(info) | {"modified": info.modified.isoformat()})
        _write(self._file(bucket, info.key), head.encode(), b"\n", data)

    def read(self, bucket: str, key: str) -> bytes:
        """Give what follows the first line of an object's file."""
        with self._file(bucket, key).open("rb") as file:
            file.readline()
            return file.read()

    def remove(self, bucket: str, key: str) -> None:
        """Remove an object's file."""
        file = self._file(bucket, key)
        file.unlink()
        _sync(file.parent)

    def _file(self, bucket: str, key: str) -> Path:
        return self._root / bucket / f"{hashlib.sha256(key.encode()).hexdigest()}{OBJECT}"


def _head_of(file: Path) -> ObjectInfo | None:
    with file.open("rb") as reading:
        line = reading.readline()
    try:
        head: dict[str, Any] = json.loads(line)
        info: ObjectInfo | None = ObjectInfo(**head | {"modified": datetime.fromisoformat(head["modified"])})
    except (ValueError, TypeError, KeyError):
        info = None
    if info and file.stat().st_size == len(line) + info.size:
        return info
    log.warning("%s is no whole object of this stub and is left alone", file)
    return None


def _write(file: Path, *pieces: bytes) -> None:
    part = file.with_suffix(PART)
    with part.open("wb") as writing:
        writing.writelines(pieces)
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
