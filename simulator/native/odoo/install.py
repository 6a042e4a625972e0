"""Installs Odoo into the user's cache folder, once: a step that is done stays done, and the next try goes on there."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.native.errors import NotToBeHad
from simulator.native.locking import alone_in
from simulator.native.odoo import debian, python, release

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Installed:
    """An Odoo that can be started.

    Attributes:
        python: runs it.
        packages: what Python finds it in.
    """

    python: Path
    packages: Path

    @property
    def addons(self) -> Path:
        """Give the folder of Odoo's own addons."""
        return self.packages / "odoo" / "addons"


def lacking() -> str | None:
    """Tell what this machine lacks, and what to do; None when nothing."""
    return debian.lacking() or python.lacking()


def install(say: Say, progress: Say, folder: Path | None = None) -> Installed:
    """Give Odoo, installed now unless it is there already.

    Args:
        say: told each step once.
        progress: told how far the present step has come, about every second.
        folder: where to; the user's cache folder when None.

    Raises:
        NotToBeHad: it can't be installed here and today.
    """
    place = folder or release.cache_folder()
    try:
        with alone_in(place, say):
            return _install(place, say, progress)
    except OSError as error:
        raise NotToBeHad(f"{place} can't be used ({error.strerror}): set XDG_CACHE_HOME to another folder.") from None


def _install(place: Path, say: Say, progress: Say) -> Installed:
    if lack := lacking():
        raise NotToBeHad(f"{lack}.")
    log = place / "install.log"
    if not ((place / debian.UNPACKED).exists() and (place / python.FILLED).exists()):
        _check_disk(place)
        say(f"Installing Odoo {release.ODOO} into {place} (two minutes or so, 1.3 GB) ...")
    packages = debian.fetch(place, log, lambda: progress("Fetching Odoo from Debian"))
    return Installed(python.make(place, log, lambda: progress("Installing what Odoo needs")), packages)


def _check_disk(place: Path) -> None:
    free = shutil.disk_usage(place).free
    if free < release.DISK_BYTES:
        raise NotToBeHad(
            f"Odoo needs {release.DISK_BYTES / 1e9:.0f} GB in {place}, and {free / 1e9:.1f} GB are free: "
            "free some, or set XDG_CACHE_HOME to a folder on another disk."
        )
