"""Where native systems are kept: what is installed in the user's cache folder, what they hold in the data folder."""

import os
import platform
import sys
from pathlib import Path

from contracts.participants import System


def cache_folder(name: str) -> Path:
    """Give the folder of an installation, one for each kind of machine.

    Args:
        name: system and version.
    """
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "imageflow" / f"{name}-{sys.platform}-{platform.machine()}"


def data_folder(system: System, named: Path | None = None) -> Path:
    """Give the folder of one running system: its records, keys and log.

    Args:
        system: each has a folder of its own.
        named: a folder that the user chose; their own data folder when None.
    """
    return data_base(named) / system.value


def data_base(named: Path | None = None) -> Path:
    """Give the folder that the systems' own lie in: the one that the user chose, or their own data folder."""
    own = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "imageflow"
    return (named or own).absolute()
