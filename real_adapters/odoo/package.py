"""Makes the addon that a user installs: the files of `addons/imageflow/`, with the contracts that it keeps beside them.

`python -m real_adapters.odoo.package DEST` writes the folder `DEST/imageflow`. The contracts are copied byte for byte.
"""

import shutil
import sys
from pathlib import Path

import contracts

ADDON = Path(__file__).parent / "addons" / "imageflow"
CONTRACTS = Path(contracts.__file__).parent
SHIPPED = ("__init__.py", "correlation.py", "problems.py", "timestamps.py", "wire.py", "kit", "messages")
"""Of the contracts: what the addon calls, and what that needs."""
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")


def build(folder: Path) -> Path:
    """Write the addon into a folder, in place of one that is there, and give its own folder."""
    addon = folder / ADDON.name
    shutil.rmtree(addon, ignore_errors=True)
    shutil.copytree(ADDON, addon, ignore=LEFT_OUT)
    for name in SHIPPED:
        source, target = CONTRACTS / name, addon / "lib" / "contracts" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=LEFT_OUT)
        else:
            shutil.copyfile(source, target)
    return addon


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the folder that the addon is written into: python -m real_adapters.odoo.package DEST")
    print(build(Path(sys.argv[1])))  # noqa: T201 - a command's answer
