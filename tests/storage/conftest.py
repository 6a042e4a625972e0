"""A storage stub on a real socket, and boto3's client of it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from stubs.storage.settings import StorageSettings
from stubs.storage.stub import StorageStub
from tests.runtimes import FixedRuntime, fixed_runtime
from tests.serving import served
from tests.storage.service import S3Client, Service


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
def s3(service: Service) -> Iterator[S3Client]:
    """boto3's client with the right keys."""
    client = service.client()
    yield client
    client.close()
