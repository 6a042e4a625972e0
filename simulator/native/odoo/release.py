"""Which Odoo is run natively, what it stands on, and where it is kept (`facts/odoo.md`)."""

from pathlib import Path

from contracts.participants import System
from simulator.native import places

ODOO = "19"
PACKAGES = {
    "sid": (
        "odoo-19",
        "libjs-jquery",
        "libjs-jquery-form",
        "libjs-underscore",
        "fonts-roboto-unhinted",
        "fonts-inconsolata",
        "fonts-ocr-b",
        "fonts-montserrat",
    ),
    "bookworm": ("fonts-font-awesome",),
}
"""Debian's packages by suite: Odoo, and what its pages link to. Sid's own font-awesome has other file names."""
PYTHONS = ((3, 12), (3, 11), (3, 13))
"""What Odoo runs on, the preferred first; not on sid's own Python."""
DISK_BYTES = 3 * 1024**3
"""Unpacked it takes 1.3 GB, its Python packages 0.4 GB, downloads the rest."""


def cache_folder() -> Path:
    """Give the folder that the installation is kept in, one for each version and kind of machine."""
    return places.cache_folder(f"odoo-{ODOO}")


def data_folder(named: Path | None = None) -> Path:
    """Give the folder of one running Odoo: database, files, keys and logs; the user's own, or one that they named."""
    return places.data_folder(System.ODOO, named)
