"""The stub holds what S3 promises: every check of the conformance table, over a real socket."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from stubs.storage.settings import StorageSettings
from stubs.storage.stub import StorageStub
from tests.runtimes import fixed_runtime
from tests.serving import served
from tests.storage.conformance.everything import CHECKS
from tests.storage.conformance.table import Target, room_of


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    """A stub that all checks share, each with a bucket of its own."""
    stub = StorageStub(StorageSettings(), fixed_runtime(moment=datetime.now(UTC)))
    with served(stub.app, stub) as url:
        yield Target(url)


@pytest.mark.parametrize("name", CHECKS)
def test_the_stub_keeps_to_s3(target: Target, name: str) -> None:
    """The check of this name holds."""
    CHECKS[name](room_of(target))
