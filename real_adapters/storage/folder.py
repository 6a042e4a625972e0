"""Images in a folder of this machine, behind the same port as an S3 server."""

import asyncio
import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

from contracts.ports.storage import Conditions, KeyTaken, Put, StorageFailed, StoredObject
from contracts.ports.system import CouldNotCheck

KEY = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
BESIDE = ".json"
LONGEST_KEY = 512


@dataclass
class LocalFolder:
    """A folder that keeps objects as files, and what is said of each in a file beside it.

    Put-if-absent is the file system's own: a link is made only where there is no file.

    Attributes:
        folder: where; made when it is missing.
    """

    folder: Path

    def __post_init__(self) -> None:
        """Put nothing yet."""
        self._made: list[str] = []

    @property
    def address(self) -> str:
        """Give the folder as an address."""
        return self.folder.resolve().as_uri()

    async def ready(self) -> str:
        """See that the folder can be written; raises `CouldNotCheck`."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            trial = self.folder / f".trial-{token_hex(6)}"
            trial.touch()
            trial.unlink()
        except OSError as error:
            raise CouldNotCheck(f"{self.folder} can't be written ({error.strerror}): name another folder.") from None
        return "folder"

    async def put_if_absent(self, key: str, data: bytes, media_type: str, request_id: str | None = None) -> Put:
        """Store an object unless there is one; see `StoragePort`."""
        return await asyncio.to_thread(self._put, key, data, media_type, request_id)

    async def get(self, key: str) -> StoredObject | None:
        """Give an object, or None when there is none; raises `StorageFailed`."""
        return await asyncio.to_thread(self._get, key)

    def adopt(self, key: str) -> None:
        """Note an object that a run has put here by another way."""
        self._made.append(key)

    async def conditions(self) -> Conditions:
        """A link is never made over a file."""
        return "honoured"

    async def withdraw(self) -> None:
        """Remove what this adapter put."""
        for key in self._made:
            path = self._path(key)
            for each in (path, _beside(path)):
                each.unlink(missing_ok=True)
        self._made.clear()

    def _put(self, key: str, data: bytes, media_type: str, request_id: str | None) -> Put:
        path, digest = self._path(key), hashlib.sha256(data).hexdigest()
        metadata = {"sha256": digest} | ({"request-id": request_id} if request_id else {})
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # What is said of it is there before it is, so that no object is ever found without.
            _write_once(_beside(path), json.dumps({"media_type": media_type, "metadata": metadata}).encode())
            stored = _write_once(path, data)
        except OSError as error:
            raise StorageFailed(f"{key} can't be written to {self.folder} ({error.strerror}).") from None
        found = self._get(key)
        if found is None or found.sha256 != digest:
            raise KeyTaken(f"{key} in {self.folder} holds other bytes: they were left as they are.")
        if stored:
            self._made.append(key)
        return "stored" if stored else "there already"

    def _get(self, key: str) -> StoredObject | None:
        path = self._path(key)
        try:
            data = path.read_bytes()
            about: dict[str, Any] = json.loads(_beside(path).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise StorageFailed(f"{key} can't be read from {self.folder} ({type(error).__name__}).") from None
        return StoredObject(key, data, about["media_type"], hashlib.sha256(data).hexdigest(), about["metadata"])

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key) or len(key) > LONGEST_KEY or key.endswith(BESIDE):
            raise StorageFailed(f"{key[:80]!r} is no key for a folder: use letters, digits, and - _ . between slashes.")
        return self.folder / key


def _beside(path: Path) -> Path:
    return path.with_name(path.name + BESIDE)


def _write_once(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all, and never over another; tell whether it was written."""
    part = path.with_name(f".part-{token_hex(8)}")
    try:
        with part.open("wb") as writing:
            writing.write(data)
            writing.flush()
            os.fsync(writing.fileno())
        os.link(part, path)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    return True
