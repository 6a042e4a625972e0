"""What a crash left on a real system is removed later, and nothing else."""

import asyncio
import json
import os
from pathlib import Path

import pytest

from contracts.ports.storage import StoragePort
from simulator.composition import make_storage
from simulator.settings import Settings
from tests.cli.commands import imageflow

KEY = "imageflow-verify/left-behind.png"


@pytest.fixture
def left(storage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[StoragePort, Path]:
    """An object that a run has put and not taken away, and that run's ledger."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    found = make_storage(storage, Settings())
    asyncio.run(found.put_if_absent(KEY, b"left behind", "image/png"))
    (ledger,) = (tmp_path / "imageflow" / "made").glob("*.json")
    return found, ledger


def test_what_a_crash_left_is_removed(left: tuple[StoragePort, Path], tmp_path: Path) -> None:
    """The ledger of a process that is gone is worked off."""
    storage, ledger = left
    ledger.write_text(json.dumps(json.loads(ledger.read_text()) | {"owner": 0}))
    done = imageflow("cleanup", XDG_STATE_HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert f"object {KEY}" in done.stdout
    assert asyncio.run(storage.get(KEY)) is None
    assert "Nothing is left" in imageflow("cleanup", XDG_STATE_HOME=str(tmp_path)).stdout


def test_a_run_that_goes_on_is_left_alone(left: tuple[StoragePort, Path], tmp_path: Path) -> None:
    """What a process that lives has made is not touched."""
    storage, ledger = left
    assert json.loads(ledger.read_text())["owner"] == os.getpid()
    assert "left alone" in imageflow("cleanup", XDG_STATE_HOME=str(tmp_path)).stdout
    assert asyncio.run(storage.get(KEY)) is not None
    asyncio.run(storage.withdraw())


def test_what_can_not_be_removed_is_told(left: tuple[StoragePort, Path], tmp_path: Path) -> None:
    """With a wrong key it stays, with its ledger, and exit 3 says so."""
    storage, ledger = left
    ledger.write_text(json.dumps(json.loads(ledger.read_text()) | {"owner": 0}))
    done = imageflow("cleanup", XDG_STATE_HOME=str(tmp_path), IMAGEFLOW_STORAGE_SECRET_KEY="another-key")
    assert done.returncode == 3
    assert "still there" in done.stderr
    assert ledger.exists()
    asyncio.run(storage.withdraw())
