"""A real S3 server: only where one is named."""

import contextlib
from pathlib import Path

import pytest

from contracts.participants import System
from simulator.settings import Settings
from simulator.topology import read_real
from tests.storage.conformance.table import Target


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--real`, unless another has added it in this session."""
    with contextlib.suppress(ValueError):
        parser.addoption("--real", metavar="storage=URL", action="append", default=[], help="This real S3 server.")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Collect nothing here unless `--real storage=URL` is given (`make test-real`)."""
    real = read_real(config.getoption("--real", []))
    return True if collection_path.suffix == ".py" and System.STORAGE not in real else None


@pytest.fixture(scope="session")
def target(pytestconfig: pytest.Config) -> Target:
    """Give the server, with the environment's keys."""
    settings = Settings.from_environment()
    address = read_real(pytestconfig.getoption("--real"))[System.STORAGE]
    return Target(address, settings.storage_access_key, settings.storage_secret_key)
