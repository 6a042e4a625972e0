"""Other Pythons of this machine, found by their version."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

Version = tuple[int, int]


def suitable(versions: Iterable[Version]) -> str | None:
    """Give a Python of one of some versions: the one that runs this, else the first that is found; else None."""
    wanted = tuple(versions)
    if sys.version_info[:2] in wanted:
        return sys.executable
    return next((found for version in wanted if (found := interpreter(version))), None)


def interpreter(version: Version) -> str | None:
    """Find a Python by its version: on the path, or among those that pyenv keeps."""
    named = shown(version)
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [shutil.which(f"python{named}"), *map(str, sorted(kept.glob(f"{named}*/bin/python{named}")))]
    return next((each for each in found if each and runs(each)), None)


def shown(version: Version) -> str:
    """Give a version as people write it."""
    return ".".join(map(str, version))


def runs(python: str) -> bool:
    """Tell whether a file is a Python that runs: a version manager may keep its place with nothing behind it."""
    try:
        return subprocess.run([python, "--version"], capture_output=True, timeout=30, check=False).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
