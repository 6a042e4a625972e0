"""The pytest plugin in a project of somebody else's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "own-tests" / "test_gallery.py"
OURS = ("-p", "no:cacheprovider", "-c", os.devnull)
BROKEN = """
def test_it(portal):
    portal.wait(portal.submit("a fox"))
    assert False
"""


def play(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run pytest as that project does."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("IMAGEFLOW_", "PYTEST_"))}
    own["PYTHONPATH"] = str(ROOT)
    command = [sys.executable, "-m", "pytest", *OURS, f"--rootdir={folder}", *arguments]
    return subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, timeout=110, check=False)


@pytest.mark.parametrize("side_by_side", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_the_example_project(side_by_side: tuple[str, ...], tmp_path: Path) -> None:
    """Its tests pass, one by one and side by side."""
    own = tmp_path / "test_gallery.py"
    own.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    done = play(str(own), *side_by_side, folder=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "3 passed" in done.stdout


def test_the_journal_of_a_failure_is_kept(tmp_path: Path) -> None:
    """With a report folder, and only of what fails."""
    (tmp_path / "test_it.py").write_text(BROKEN, encoding="utf-8")
    done = play("--imageflow-report", "failures", folder=tmp_path)
    assert done.returncode == 1, done.stdout
    (kept,) = (tmp_path / "failures").iterdir()
    assert '"I05"' in kept.read_text(encoding="utf-8")


def test_a_wrong_address_is_refused(tmp_path: Path) -> None:
    """In a sentence, not by a traceback of the plugin's."""
    (tmp_path / "test_it.py").write_text(BROKEN, encoding="utf-8")
    done = play("--imageflow-real", "n8n", folder=tmp_path)
    assert done.returncode != 0
    assert "write SYSTEM=URL" in done.stdout
