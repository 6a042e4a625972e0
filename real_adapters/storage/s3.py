"""One bucket of a live S3 server, spoken to by path-style URLs through boto3."""

import base64
import hashlib
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from contracts.ports.storage import KeyTaken, Put, StorageFailed, StoredObject
from real_adapters.storage.errors import code_of, sentence_of

CONNECT_SECONDS, READ_SECONDS = 10, 60
TAKEN = frozenset({"PreconditionFailed", "412"})
UNKNOWN = frozenset({"NotImplemented", "501"})
MISSING = frozenset({"NoSuchKey", "404"})
SHA256, REQUEST = "sha256", "request-id"
LARGEST = 64 * 1024 * 1024


class NoConditions(StorageFailed):
    """The server knows no conditional put."""


class Bucket:
    """The calls that are made; all of them block, so they are made from a thread."""

    def __init__(self, address: str, bucket: str, access_key: str, secret_key: str, region: str) -> None:
        """Know the bucket; nothing is sent yet."""
        self.address, self.bucket = address, bucket
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=address,
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            region_name=region,
            config=Config(
                s3={"addressing_style": "path"},
                connect_timeout=CONNECT_SECONDS,
                read_timeout=READ_SECONDS,
                retries={"total_max_attempts": 2, "mode": "standard"},
                proxies={},
            ),
        )

    def look(self) -> None:
        """See that the keys open the bucket; raises `StorageFailed`."""
        self._call("list_objects_v2", MaxKeys=1)

    def put(self, key: str, data: bytes, media_type: str, request_id: str | None, *, only_if_absent: bool) -> Put:
        """Put an object; the server verifies its hash where it knows how to.

        Raises:
            NoConditions: the server knows no conditional put; nothing was stored.
            StorageFailed: it was not put.
        """
        digest = hashlib.sha256(data)
        metadata = {SHA256: digest.hexdigest()} | ({REQUEST: request_id} if request_id else {})
        condition = {"IfNoneMatch": "*"} if only_if_absent else {}
        try:
            self._call(
                "put_object",
                Key=key,
                Body=data,
                ContentType=media_type,
                Metadata=metadata,
                ChecksumSHA256=base64.b64encode(digest.digest()).decode(),
                **condition,
            )
        except StorageFailed as error:
            code = code_of(error.__cause__) if isinstance(error.__cause__, Exception) else ""
            if code in TAKEN:
                return "there already"
            if code in UNKNOWN and only_if_absent:
                raise NoConditions(f"{self.address} knows no conditional put.") from None
            raise
        return "stored"

    def get(self, key: str) -> StoredObject | None:
        """Give an object, None when there is none; raises `StorageFailed`."""
        try:
            found = self._call("get_object", Key=key)
        except StorageFailed as error:
            if isinstance(error.__cause__, Exception) and code_of(error.__cause__) in MISSING:
                return None
            raise
        try:
            data: bytes = found["Body"].read(LARGEST + 1)
        except Exception as error:  # what boto3 reads with raises errors of its own, urllib3's and http.client's
            raise StorageFailed(f"{self.address} broke off in the midst of {key} ({type(error).__name__}).") from error
        if len(data) > LARGEST:
            raise StorageFailed(f"{key} at {self.address} is larger than {LARGEST} bytes.")
        metadata = {name.lower(): value for name, value in found["Metadata"].items()}
        return StoredObject(key, data, found.get("ContentType", ""), hashlib.sha256(data).hexdigest(), metadata)

    def delete(self, key: str) -> None:
        """Remove an object, which need not be there; raises `StorageFailed`."""
        self._call("delete_object", Key=key)

    def check_back(self, key: str, data: bytes) -> None:
        """Read an object back; raises `KeyTaken` when it holds other bytes, `StorageFailed` when it is not there."""
        found = self.get(key)
        if found is None:
            raise StorageFailed(f"{self.address} took {key} and does not have it.")
        if found.sha256 != hashlib.sha256(data).hexdigest():
            raise KeyTaken(f"{key} at {self.address} holds other bytes: they were left as they are.")

    def _call(self, operation: str, **arguments: Any) -> Any:
        try:
            return getattr(self._client, operation)(Bucket=self.bucket, **arguments)
        except (BotoCoreError, ClientError) as error:
            raise StorageFailed(sentence_of(self.address, error)) from error
