"""A machine with an apt and a Python of the tests' own, and folders that nobody else uses."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.native.odoo import addon, install, running
from tests.native.odoo.fakes import make_programs


def machine(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Make a machine below a folder, and give the folder of its programs, first on the path."""
    python = make_programs(folder / "programs")
    keys = folder / "keyrings"
    keys.mkdir()
    (keys / "debian-archive-keyring.gpg").touch()
    patch.setenv("PATH", f"{python.parent}{os.pathsep}{os.environ['PATH']}")
    patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    patch.setattr("simulator.native.odoo.debian.KEYRINGS", keys)
    patch.setattr("simulator.native.odoo.release.PACKAGES", {"sid": ("odoo-19",), "bookworm": ("fonts-font-awesome",)})
    patch.setattr("simulator.native.odoo.install.suitable", lambda _: str(python))
    return python.parent


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The programs of a machine that nothing is installed on."""
    return machine(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A machine that Odoo is installed on."""
    with pytest.MonkeyPatch.context() as patch:
        machine(tmp_path_factory.mktemp("machine"), patch)
        install.install(lambda _: None, lambda _: None, ["vobject"])
        yield


@pytest.fixture
def data(installed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
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
