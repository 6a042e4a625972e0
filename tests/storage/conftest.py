"""A storage stub on a real socket, and boto3 as its client."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config

from stubs.storage.settings import StorageSettings
from stubs.storage.stub import StorageStub
from tests.runtimes import FixedRuntime, fixed_runtime
from tests.serving import served

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True)
class Service:
    """A served stub: its address, its parts, and clients for it."""

    url: str
    stub: StorageStub
    runtime: FixedRuntime

    def client(self, access_key: str = "imageflow", secret_key: str = "imageflow-secret", **config: Any) -> "S3Client":
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


@pytest.fixture
def runtime() -> FixedRuntime:
    """A run that begins now, since boto3 signs by the machine's time."""
    return fixed_runtime(moment=datetime.now(UTC))


@pytest.fixture
def service(runtime: FixedRuntime) -> Iterator[Service]:
    """A stub with its default settings but for a small cap."""
    stub = StorageStub(StorageSettings(max_object_bytes=1024 * 1024), runtime)
    with served(stub.app, stub) as url:
        yield Service(url, stub, runtime)


@pytest.fixture
def s3(service: Service) -> "Iterator[S3Client]":
    """boto3's client with the right keys."""
    client = service.client()
    yield client
    client.close()
