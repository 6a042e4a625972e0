"""The Python that Odoo runs on: a virtual environment with what Odoo and its addon need, at the versions tried."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from simulator.native.odoo import release
from simulator.native.steps import Step

FILLED = "python.done"


def lacking() -> str | None:
    """Tell that this machine has no Python for Odoo, and what to do; None when it has one."""
    if base():
        return None
    wanted = " or ".join(f"{major}.{minor}" for major, minor in reversed(release.PYTHONS))
    return f"Odoo runs on Python {wanted}, and there is none: install one"


def base() -> str | None:
    """Give the Python that the environment is made of: the one that runs when it will do, else one on the PATH."""
    if sys.version_info[:2] in release.PYTHONS:
        return sys.executable
    found = (shutil.which(f"python{major}.{minor}") for major, minor in release.PYTHONS)
    return next((each for each in found if each and _runs(each)), None)


def _runs(program: str) -> bool:
    done = subprocess.run([program, "-c", "import venv"], capture_output=True, check=False)  # noqa: S603 - a Python of this machine
    return done.returncode == 0


def make(place: Path, log: Path, tick: Callable[[], None]) -> Path:
    """Give the environment's Python, made now unless it is there; raises `NotToBeHad`."""
    python = place / "venv" / "bin" / "python"
    wanted = release.REQUIREMENTS.read_text(encoding="utf-8")
    done = place / FILLED
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return python
    done.unlink(missing_ok=True)
    environment = dict(os.environ)
    Step("Making a Python environment", [str(base()), "-m", "venv", "--clear", "venv"], place, environment, log).run(
        tick
    )
    install = [
        str(python),
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "-r",
        str(release.REQUIREMENTS),
    ]
    Step("Installing what Odoo needs", install, place, environment, log).run(tick)
    done.write_text(wanted, encoding="utf-8")
    return python
