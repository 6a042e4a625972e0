"""Room on the disk, looked for before anything is fetched."""

import shutil
from pathlib import Path

from simulator.native.errors import NotToBeHad


def check_disk(what: str, place: Path, wanted: int) -> None:
    """Make sure that so many bytes are free where something is to be installed; raises `NotToBeHad`."""
    free = shutil.disk_usage(place).free
    if free < wanted:
        raise NotToBeHad(
            f"{what} needs {wanted / 1e9:.0f} GB in {place}, and {free / 1e9:.1f} GB are free: "
            "free some, or set XDG_CACHE_HOME to a folder on another disk."
        )
