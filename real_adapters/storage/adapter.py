"""A live S3 server: one bucket, in which each image is put once and read back."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

from contracts.ports.storage import Conditions, Put, StorageFailed, StoredObject
from contracts.ports.system import CouldNotCheck
from real_adapters.ledger import Ledger, Made
from real_adapters.probing import get, not_elsewhere
from real_adapters.storage.s3 import Bucket, NoConditions

OBJECT = "object"
TRIAL = "imageflow-trial"


@dataclass
class RealStorage:
    """An S3 endpoint, its keys, region and bucket.

    Attributes:
        ledgers: folder in which is written down what is put, before it is put.
    """

    address: str
    access_key: str
    secret_key: str = field(repr=False)
    region: str
    bucket: str
    ledgers: Path

    def __post_init__(self) -> None:
        """Ask nothing yet."""
        self._bucket = Bucket(self.address, self.bucket, self.access_key, self.secret_key, self.region)
        self._ledger = Ledger(self.ledgers / f"storage-{token_hex(6)}.json", self.address)
        self._conditions: Conditions | None = None

    async def ready(self) -> str:
        """See that something answers, and that the keys open the bucket; raises `CouldNotCheck`."""
        answer = not_elsewhere(await get(self.address))
        try:
            await asyncio.to_thread(self._bucket.look)
        except StorageFailed as error:
            raise CouldNotCheck(str(error)) from None
        return f"S3 server {answer.headers.get('server', '')}".strip()

    async def put_if_absent(self, key: str, data: bytes, media_type: str, request_id: str | None = None) -> Put:
        """Store an object unless there is one, and read it back; see `StoragePort`.

        Where the server overwrites all the same, it is looked whether there is one first: then two who put at once are
        not kept apart, but what was there before is.
        """
        honoured = await self.conditions() == "honoured"
        return await asyncio.to_thread(self._put, key, data, media_type, request_id, honoured)

    async def get(self, key: str) -> StoredObject | None:
        """Give an object, or None when there is none; raises `StorageFailed`."""
        return await asyncio.to_thread(self._bucket.get, key)

    def adopt(self, key: str) -> None:
        """Note an object that a run has put here by another way, so that `withdraw` removes it too."""
        self._ledger.known(self._ledger.about_to(OBJECT, key), key)

    async def conditions(self) -> Conditions:
        """Tell what becomes of a conditional put here; tried once, on a key of one's own that is removed again."""
        if self._conditions is not None:
            return self._conditions
        found = await asyncio.to_thread(self._tried)
        self._conditions = found
        return found

    async def withdraw(self) -> None:
        """Remove what this adapter put; raises `StorageFailed` when something stays, which the ledger then names."""
        await asyncio.to_thread(self._withdraw)

    def clean(self, ledger: Path) -> None:
        """Remove what another run's ledger names; raises `CouldNotCheck` when something stays."""
        self._ledger = Ledger.read(ledger)
        try:
            self._withdraw()
        except StorageFailed as error:
            raise CouldNotCheck(str(error)) from None

    def _put(self, key: str, data: bytes, media_type: str, request_id: str | None, honoured: bool) -> Put:
        if not honoured and self._bucket.get(key) is not None:
            self._bucket.check_back(key, data)
            return "there already"
        made = self._ledger.about_to(OBJECT, key)
        put = self._bucket.put(key, data, media_type, request_id, only_if_absent=honoured)
        if put == "there already":
            self._ledger.gone(made)  # another's, and not ours to remove
        else:
            self._ledger.known(made, key)
        self._bucket.check_back(key, data)
        return put

    def _tried(self) -> Conditions:
        key = f"{TRIAL}/{token_hex(8)}"
        made = self._ledger.about_to(OBJECT, key)
        try:
            self._bucket.put(key, b"first", "text/plain", None, only_if_absent=False)
            self._bucket.put(key, b"second", "text/plain", None, only_if_absent=True)
            found = self._bucket.get(key)
        except NoConditions:
            return "refused"
        finally:
            self._remove(made)
        return "honoured" if found is not None and found.data == b"first" else "ignored"

    def _withdraw(self) -> None:
        for made in list(self._ledger.made):
            self._remove(made)

    def _remove(self, made: Made) -> None:
        self._bucket.delete(made.name)
        self._ledger.gone(made)
