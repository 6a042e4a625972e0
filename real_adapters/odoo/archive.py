"""The addon as one file: what an administrator unpacks into Odoo's addons path.

`python -m real_adapters.odoo.archive FOLDER` (`make addon`) makes `FOLDER/imageflow-VERSION.zip`, the same bytes from
the same sources wherever and whenever: no times, no compression, whose result depends on the library.
"""

import ast
import sys
import zipfile
from pathlib import Path

from real_adapters.odoo.package import ADDON, files

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The oldest time that a zip can name."""
MODE = 0o644 << 16


def version() -> str:
    """Give the version that the manifest names."""
    named: str = ast.literal_eval((ADDON / "__manifest__.py").read_text(encoding="utf-8"))["version"]
    return named


def pack(folder: Path) -> Path:
    """Make the file in a folder, in place of one that is there; give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{ADDON.name}-{version()}.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for name, source in sorted(files()):
            entry = zipfile.ZipInfo(f"{ADDON.name}/{name}", FIRST_MOMENT)
            entry.external_attr = MODE
            archive.writestr(entry, source.read_bytes())
    return target


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the folder to make the file in: python -m real_adapters.odoo.archive FOLDER")
    print(pack(Path(sys.argv[1])))  # noqa: T201 - a command tells where its result lies
