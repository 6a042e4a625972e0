"""Which Odoo is run natively, what it stands on, and where it is kept: the one place that names versions.

Sources: `facts/odoo.md`, its first part.
"""

import os
import sys
from pathlib import Path

ODOO = "19.0"
PACKAGE = "odoo-19"
SUITE = "sid"
"""Debian's suite that has the package."""
ASSETS = (
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)
"""Packages of the same suite that Odoo's pages link to: without them they are errors."""
FONTS = "fonts-font-awesome"
"""Of this machine's own suite: in the other one its files have other names."""
PYTHONS = ((3, 12), (3, 11))
"""Pythons that it runs on, the best first."""
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
DISK_BYTES = 2 * 1024**3
"""Odoo and its Python packages take 1.3 GB, a database a tenth of one."""


def cache_folder() -> Path:
    """Give the folder that the installation is kept in, one for each version and Python's platform."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "imageflow" / f"odoo-{ODOO}-{sys.platform}"


def data_folder(named: Path | None = None) -> Path:
    """Give the folder of one running Odoo: its databases, files, keys and logs.

    Args:
        named: a folder that the user chose; their own data folder when None.
    """
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "imageflow"
    return (named or base).absolute() / "odoo"
