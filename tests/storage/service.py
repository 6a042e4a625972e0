"""A served storage stub, and boto3 as its client."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import boto3
from botocore.config import Config

from stubs.storage.settings import StorageSettings
from stubs.storage.stub import StorageStub
from tests.runtimes import FixedRuntime

S3Client: TypeAlias = Any
"""boto3 makes its clients while it runs; their types are a package for each service."""
SECRET = StorageSettings().secret_key


@dataclass(frozen=True)
class Service:
    """A served stub: its address, its parts, and clients for it."""

    url: str
    stub: StorageStub
    runtime: FixedRuntime

    def client(self, access_key: str = "imageflow", secret_key: str = SECRET, **config: Any) -> S3Client:
        """Give boto3's client, path-style and without retries; further settings go into its Config."""
        given: dict[str, Any] = {"retries": {"total_max_attempts": 1}, "s3": {"addressing_style": "path"}}
        return boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            config=Config(**given | config),
        )
