"""The addon as Odoo loads it: its own files, and inside it those of the contracts that it shares.

`python -m real_adapters.odoo.package FOLDER` makes `FOLDER/imageflow`, fit for Odoo's `--addons-path FOLDER`.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ADDON = Path(__file__).parent / "addons" / "imageflow"
CONTRACTS = Path(__file__).parents[2] / "contracts"
SHARED = ("__init__", "correlation", "problems", "timestamps", "wire")
MESSAGES = ("__init__", "base", "callback", "common", "dispatch", "submission")


def files() -> Iterator[tuple[str, Path]]:
    """Give each file of the addon: its path inside the addon, and where its bytes lie."""
    for path in sorted(ADDON.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(ADDON).as_posix(), path
    for path in _shared():
        yield f"contracts/{path.relative_to(CONTRACTS).as_posix()}", path
    for path in sorted((CONTRACTS / "portal" / "static").iterdir()):
        yield f"static/portal/{path.name}", path


def _shared() -> Iterator[Path]:
    yield from (CONTRACTS / f"{name}.py" for name in SHARED)
    yield from sorted((CONTRACTS / "kit").glob("*.py"))
    yield from (CONTRACTS / "messages" / f"{name}.py" for name in MESSAGES)


def build(folder: Path) -> Path:
    """Make the addon anew in a folder; give its path."""
    addon = folder / ADDON.name
    shutil.rmtree(addon, ignore_errors=True)
    for name, source in files():
        target = addon / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return addon


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the folder to make the addon in: python -m real_adapters.odoo.package FOLDER")
    print(build(Path(sys.argv[1])))  # noqa: T201 - a command tells where its result lies
