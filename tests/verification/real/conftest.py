"""Played by `make test-real` alone."""

from pathlib import Path

from tests.only_real import left_out


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Collect nothing here otherwise."""
    return left_out(collection_path)
