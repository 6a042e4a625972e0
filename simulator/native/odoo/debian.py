"""Debian's packages, fetched and unpacked into a folder: as any user, and without touching the machine's own apt.

The mirror is the one that the machine's own apt is set up with; what it delivers is checked against Debian's key ring.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from simulator.native.errors import NotToBeHad
from simulator.native.steps import Say, Step

KEYRINGS = Path("/usr/share/keyrings")
KEYRING = "debian-archive-keyring.*"
_RELEASE = re.compile(r"'(?P<site>\S+)/dists/(?P<suite>[^/']+)/InRelease'")
ENVIRONMENT = {"LC_ALL": "C.UTF-8"}
"""Their messages are read."""


def lacking() -> str | None:
    """Tell what this machine lacks for Debian's packages, and what to do; None when nothing."""
    missing = [name for name in ("apt-get", "dpkg") if shutil.which(name) is None]
    if missing:
        return f"Odoo comes as a Debian package, and there is no {missing[0]}: use a Debian machine or container"
    if not any(KEYRINGS.glob(KEYRING)):
        return "Odoo comes as a Debian package, and its keys are missing: install debian-archive-keyring"
    return None


class Debian:
    """A private apt: its lists, its downloads."""

    def __init__(self, folder: Path, log: Path) -> None:
        """Keep everything below a folder; a log takes the programs' output."""
        self._folder, self._log = folder, log
        self._sources = folder / "sources.list"

    def fetch(self, packages: Mapping[str, Sequence[str]], progress: Say) -> list[Path]:
        """Download packages, those not downloaded yet, and give their files.

        Args:
            packages: names by the suite that they are taken from.
            progress: told how far it has come.

        Raises:
            NotToBeHad: the mirror does not deliver.
        """
        for name in ("lists/partial", "cache/archives/partial", "state", "debs"):
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        self._write_sources(packages)
        self._run("Reading Debian's package lists", "update", lambda: progress("Reading Debian's package lists"))
        debs = self._folder / "debs"

        def tick() -> None:
            had = sum(file.stat().st_size for file in debs.iterdir())
            progress(f"Fetching Odoo's Debian packages: {had / 1e6:.0f} MB")

        named = [f"{name}/{suite}" for suite, names in packages.items() for name in names]
        self._run("Fetching Odoo's Debian packages", "download", tick, *named)
        return [self._file(debs, name) for names in packages.values() for name in names]

    def unpack(self, files: Sequence[Path], place: Path, progress: Say) -> None:
        """Unpack packages into a folder, which is there only when all of them are."""
        part = place.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        for file in files:
            title = f"Unpacking {file.name.partition('_')[0]}"
            command = ["dpkg", "-x", str(file), str(part)]
            Step(title, command, self._folder, os.environ | ENVIRONMENT, self._log).run(lambda: progress(title))  # noqa: B023 - run at once
        part.rename(place)

    def _write_sources(self, suites: Mapping[str, Sequence[str]]) -> None:
        keys = next(KEYRINGS.glob(KEYRING))
        lines = [f"deb [signed-by={keys}] {mirror()} {suite} main\n" for suite in suites]
        self._sources.write_text("".join(lines), encoding="utf-8")

    def _run(self, title: str, verb: str, tick: Callable[[], None], *packages: str) -> None:
        own = {
            "Dir::Etc::SourceList": self._sources,
            "Dir::Etc::SourceParts": "/dev/null",
            "Dir::State": self._folder / "state",
            "Dir::State::Lists": self._folder / "lists",
            "Dir::Cache": self._folder / "cache",
            "APT::Sandbox::User": "root",  # no other user need be able to enter this folder
            "APT::Update::Error-Mode": "any",  # else a mirror out of reach is but a warning
            "Acquire::Check-Valid-Until": "false",  # a mirror may stand still
            "Acquire::Languages": "none",
        }
        options = [f"-o{name}={value}" for name, value in own.items()]
        command = ["apt-get", "-q", *options, verb, *packages]
        Step(title, command, self._folder / "debs", os.environ | ENVIRONMENT, self._log).run(tick)

    def _file(self, debs: Path, name: str) -> Path:
        """Give a package's file, the newest where an earlier try left others."""
        return max(debs.glob(f"{name}_*.deb"), key=lambda file: file.stat().st_mtime)


def mirror() -> str:
    """Give the address of the Debian mirror that this machine's apt is set up with; raises `NotToBeHad`."""
    command = ["apt-get", "update", "--print-uris", "-oDir::State::Lists=/nonexistent"]
    try:
        asked = subprocess.run(  # noqa: S603 - our own command, no shell
            command, capture_output=True, text=True, timeout=60, check=False, env=os.environ | ENVIRONMENT
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotToBeHad(f"apt does not tell its mirror ({type(error).__name__}): try `apt-get update`.") from None
    sites = [found for found in _RELEASE.finditer(asked.stdout) if "security" not in found["suite"]]
    debian = [found["site"] for found in sites if found["site"].rstrip("/").endswith("debian")]
    if not debian:
        raise NotToBeHad("apt knows no Debian mirror here: Odoo comes as a Debian package, use a Debian machine.")
    return debian[0]
