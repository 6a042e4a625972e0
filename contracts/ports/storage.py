"""File storage (I09): S3 over path-style URLs or a folder, its port, and what is said over it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from contracts.ports.system import SystemPort

Put = Literal["stored", "there already"]
Conditions = Literal["honoured", "ignored", "refused"]
"""What a server does with `If-None-Match: *`: keeps to it, overwrites all the same, or knows no such thing."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object as it was read back; its hash is of the bytes that came, not what somebody says of them."""

    key: str
    data: bytes = field(repr=False)
    media_type: str
    sha256: str
    metadata: dict[str, str]


class StorageFailed(Exception):
    """An object was not put, given or removed; the text is one sentence that tells what to do."""


class KeyTaken(StorageFailed):
    """Other bytes are there under the key, and were left as they are."""


class StoragePort(SystemPort, Protocol):
    """A place that keeps images under keys, each put once."""

    async def put_if_absent(self, key: str, data: bytes, media_type: str, request_id: str | None = None) -> Put:
        """Store an object unless there is one under the key, and read it back.

        Raises:
            KeyTaken: other bytes are there.
            StorageFailed: it can't be put, or what is read back differs from what was put.
        """
        ...

    async def get(self, key: str) -> StoredObject | None:
        """Give an object, or None when there is none; raises `StorageFailed`."""
        ...

    def adopt(self, key: str) -> None:
        """Note an object that a run has put here by another way, so that `withdraw` removes it too."""
        ...

    async def conditions(self) -> Conditions:
        """Tell what becomes of a conditional put here, by trying it on a key of one's own; raises `StorageFailed`."""
        ...

    def clean(self, ledger: Path) -> None:
        """Remove what another run's ledger names; blocks. Raises `CouldNotCheck` when something stays."""
        ...

    async def withdraw(self) -> None:
        """Remove what this adapter put, and nothing else; raises `StorageFailed` when something stays."""
        ...
