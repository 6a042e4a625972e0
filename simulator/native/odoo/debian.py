"""Fetches Odoo's package out of Debian and unpacks it, nothing installed and no script of it run.

The mirror is the one that this machine's own apt is set up for; apt's own state is left alone.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from simulator.native.errors import NotToBeHad
from simulator.native.odoo import release
from simulator.native.steps import Step

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
TOOLS = ("apt-get", "dpkg")
UNPACKED = "unpacked.done"


def lacking() -> str | None:
    """Tell what this machine lacks to fetch a package of Debian's, and what to do; None when nothing."""
    if missing := [name for name in TOOLS if not shutil.which(name)]:
        tools = " and no ".join(missing)
        return f"Odoo is fetched as a package of Debian's, and there is no {tools}: use Debian, or a derivative"
    return None


def fetch(place: Path, log: Path, tick: Callable[[], None]) -> Path:
    """Give the folder that Odoo's Python packages lie in, fetched now unless they are there.

    Raises:
        NotToBeHad: the mirror does not deliver it.
    """
    root = place / "root"
    packages = root / "usr" / "lib" / "python3" / "dist-packages"
    if (place / UNPACKED).exists():
        return packages
    debs = place / "debs"
    debs.mkdir(parents=True, exist_ok=True)
    of_suite = _suite(place)
    _run("Reading Debian's list of packages", ["apt-get", *of_suite, "update"], place, log, tick)
    _run("Fetching Odoo", ["apt-get", *of_suite, "download", release.PACKAGE, *release.ASSETS], debs, log, tick)
    _run("Fetching a font", ["apt-get", "download", release.FONTS], debs, log, tick)
    shutil.rmtree(root, ignore_errors=True)
    for deb in sorted(debs.glob("*.deb")):
        _run(f"Unpacking {deb.name}", ["dpkg", "-x", str(deb), str(root)], place, log, tick)
    (place / UNPACKED).touch()
    shutil.rmtree(debs)
    return packages


def _run(title: str, command: Sequence[str], folder: Path, log: Path, tick: Callable[[], None]) -> None:
    environment = {**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
    Step(title, command, folder, environment, log).run(tick)


def _suite(place: Path) -> list[str]:
    """Give apt's options for lists of its own, with the suite that has Odoo."""
    source = place / "suite.list"
    signed = f"[signed-by={KEYRING}] " if KEYRING.exists() else ""
    source.write_text(f"deb {signed}{_mirror()} {release.SUITE} main\n", encoding="utf-8")
    lists = place / "lists"
    (lists / "partial").mkdir(parents=True, exist_ok=True)
    return [
        f"-oDir::Etc::SourceList={source}",
        "-oDir::Etc::SourceParts=/dev/null",
        f"-oDir::State::Lists={lists}",
        "-oDir::Cache::pkgcache=",
        "-oDir::Cache::srcpkgcache=",
        "-oAcquire::Check-Valid-Until=false",
        "-oAPT::Sandbox::User=",
    ]


def _mirror() -> str:
    """Give the mirror of this machine's apt that has the most of its lists: the archive, not its security updates."""
    command = [str(shutil.which("apt-get")), "indextargets", "--format", "$(SITE)"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - apt's own
    sites = [line for line in told.stdout.splitlines() if line and "security" not in line]
    if not sites:
        raise NotToBeHad("This machine's apt names no mirror: put one of Debian's into its sources.")
    return max(set(sites), key=lambda site: (sites.count(site), site))
