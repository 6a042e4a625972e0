"""A storage stub for other people's clients."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from stubs.storage.settings import StorageSettings
from stubs.storage.stub import StorageStub
from tests.runtimes import fixed_runtime
from tests.serving import served


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve a stub whose clock stands at this moment, since clients sign by the machine's."""
    stub = StorageStub(StorageSettings(), fixed_runtime(moment=datetime.now(UTC)))
    with served(stub.app, stub) as url:
        yield url
