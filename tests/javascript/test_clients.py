"""The official JavaScript clients can't tell the stubs from their products."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.native.places import cache_folder
from stubs.ai.settings import AiSettings
from stubs.ai.stub import AiStub
from stubs.storage.settings import StorageSettings
from stubs.storage.stub import StorageStub
from tests.only_real import could_not_check
from tests.runtimes import fixed_runtime
from tests.serving import served

HERE = Path(__file__).parent
SCRIPTS = ("ai", "s3")


@pytest.fixture(scope="module")
def modules() -> Path:
    """Install the clients once, into the cache folder; give the folder that the scripts run in."""
    place = cache_folder("javascript-clients")
    place.mkdir(parents=True, exist_ok=True)
    for each in ("package.json", "ai.mjs", "s3.mjs"):
        shutil.copy(HERE / each, place / each)
    npm = shutil.which("npm")
    if npm is None:
        could_not_check("there is no npm on this machine")
    command = [str(npm), "install", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, timeout=400)
    if done.returncode:
        could_not_check("npm's registry does not deliver the clients today")
    return place


@contextmanager
def stub(name: str) -> Iterator[str]:
    """Serve the stub that a script is for."""
    runtime = fixed_runtime(moment=datetime.now(UTC))
    made = AiStub(AiSettings(), runtime) if name == "ai" else StorageStub(StorageSettings(), runtime)
    with served(made.app, made) as url:
        yield url


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_client_finds_nothing_amiss(modules: Path, name: str) -> None:
    """Every assertion of the script holds."""
    with stub(name) as url:
        command = [str(shutil.which("node")), f"{name}.mjs", url]
        done = subprocess.run(command, cwd=modules, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, "all held"), done.stderr
