"""A machine of the tests' own: its Node, its cache folder, nothing else."""

import os
from pathlib import Path

import pytest

from tests.native.fakes import make_node


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `node/` (a Node that is first on the path), `cache/` and `data/`."""
    programs = make_node(tmp_path / "node")
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path
