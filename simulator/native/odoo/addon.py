"""The flow's addon, as a native Odoo gets it: built anew from what ships, and known by its bytes."""

import ast
import hashlib
import os
import sys
from pathlib import Path

import simulator
from simulator.native.errors import NativeFailure, NotToBeHad
from simulator.native.steps import Step

FOLDER, MODULE = "addons", "imageflow"
LOG = "addon.log"
BUILDER = "real_adapters.odoo.package"


def build(data: Path) -> Path:
    """Write the addon into a data folder and give its own folder there; raises `NativeFailure`."""
    root, folder = Path(simulator.__file__).parents[1], data / FOLDER
    command = [sys.executable, "-m", BUILDER, str(folder)]
    try:
        Step("Building the addon", command, root, os.environ, data / LOG).run(lambda: None)
    except NotToBeHad as error:  # it ships with the product: this is no matter of a registry
        raise NativeFailure(str(error)) from None
    return folder / MODULE


def digest(addon: Path) -> str:
    """Tell one state of the addon from another."""
    found = hashlib.sha256()
    for file in sorted(addon.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            found.update(f"{file.relative_to(addon)}\0".encode() + file.read_bytes())
    return found.hexdigest()


def needs(addon: Path) -> list[str]:
    """Give the Python packages that its manifest declares."""
    manifest = ast.literal_eval((addon / "__manifest__.py").read_text(encoding="utf-8"))
    return list(manifest.get("external_dependencies", {}).get("python", ()))
