"""What needs a real Odoo is collected only where one is named."""

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave `live/` out unless `--real odoo=URL` is given (`make test-real`)."""
    return True if collection_path.name == "live" and not config.getoption("--real", []) else None
