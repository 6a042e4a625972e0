"""Real file storage under the scenarios: read back at the end of each, and tidied."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from contracts.evidence import Entry
from contracts.ports.storage import StoragePort
from simulator.composition import make_storage
from simulator.settings import Settings


@dataclass
class LiveStorage:
    """One real storage for a session of scenarios.

    Attributes:
        address: its base address; keys and bucket are the environment's.
    """

    address: str

    def __post_init__(self) -> None:
        """Ask nothing yet."""
        self._storage: StoragePort = make_storage(self.address, Settings.from_environment())

    def adopt(self, key: str) -> None:
        """Note an object that is about to be put, so that it is removed."""
        self._storage.adopt(key)

    def check(self, entries: Iterable[Entry]) -> None:
        """Read back what a scenario has put and not deleted, hold it against what passed the tap, and remove it."""
        kept: dict[str, Entry] = {}
        for entry in entries:
            if entry.facts.get("stored") and entry.fault is None:
                kept[entry.facts["key"]] = entry
            elif entry.facts.get("deleted"):
                kept.pop(entry.facts["key"], None)
        try:
            for key, entry in kept.items():
                self._check(key, entry)
        finally:
            for key in kept:
                self._storage.adopt(key)
            asyncio.run(self._storage.withdraw())

    def _check(self, key: str, entry: Entry) -> None:
        found = asyncio.run(self._storage.get(key))
        assert found is not None, f"{key} passed the tap and is not in storage"
        assert found.sha256 == entry.facts["sha256"] == found.metadata["sha256"], key
        assert found.metadata["request-id"] == entry.correlation_id, key
        assert found.media_type.startswith("image/"), key
