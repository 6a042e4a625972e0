"""A machine with an apt and a Python of the tests' own, and folders that nobody else uses."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.native.odoo import addon, running
from tests.native.odoo.fakes import make_programs


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the machine's programs, first on the path."""
    python = make_programs(tmp_path / "programs")
    keys = tmp_path / "keyrings"
    keys.mkdir()
    (keys / "debian-archive-keyring.gpg").touch()
    monkeypatch.setenv("PATH", f"{python.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("simulator.native.odoo.debian.KEYRINGS", keys)
    monkeypatch.setattr("simulator.native.odoo.install.suitable", lambda _: str(python))
    return python.parent


@pytest.fixture
def data(programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data folder of an Odoo, which ends with the test; its addon is a small one."""
    folder = tmp_path / "data" / "odoo"
    monkeypatch.setattr("simulator.native.odoo.addon.build", small_addon)
    monkeypatch.setattr("simulator.native.readiness.LOOK_SECONDS", 0.02)
    yield folder
    running.down(folder, lambda _: None)


def small_addon(data: Path) -> Path:
    """Write an addon that needs one package."""
    folder = data / addon.FOLDER / addon.MODULE
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "__manifest__.py").write_text('{"external_dependencies": {"python": ["vobject"]}}')
    return folder
