"""What the README shows works as it stands."""

import re
import subprocess
import sys
from pathlib import Path

from simulator.proofs.book import Book
from simulator.proofs.summary import table
from simulator.settings import Settings, variable

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_runs() -> None:
    """The ten lines print a completed request and every check as passed, but for the page that nobody looked at."""
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", example],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, *checks = done.stdout.splitlines()
    assert first.startswith("completed")
    assert {line.rpartition(" ")[0] for line in checks} <= {"passed", "could not check"}


def test_every_variable_is_told() -> None:
    """No setting is left for the reader to find in the code."""
    missing = [name for name in Settings.__dataclass_fields__ if variable(name) not in README]
    assert not missing


def test_the_ledger_is_shown_as_it_is() -> None:
    """The table is what `imageflow ledger --markdown` prints, and every proof is of a scenario that is there."""
    book = Book.read(ROOT / "proofs.json")
    assert table(book) in README
    assert {each.scenario.partition("::")[0] for each in book.proofs()} <= {
        path.relative_to(ROOT / "features").as_posix() for path in (ROOT / "features").rglob("test_*.py")
    }


def test_every_file_that_it_points_to_is_there() -> None:
    """No link or picture leads nowhere."""
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
