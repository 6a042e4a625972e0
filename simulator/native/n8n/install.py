"""Installs n8n into the user's cache folder, once: each step that is done stays done, and the next try goes on there.

The packages come from the npm registry that this machine's own npm settings name. No package runs a script of its
own (one would fetch from elsewhere); the one that must be compiled, sqlite3, is compiled here.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from simulator.native.disk import check_disk
from simulator.native.errors import NotToBeHad
from simulator.native.locking import alone_in
from simulator.native.n8n import release
from simulator.native.n8n.node import Node, fetch_node, own_node, wheel_node
from simulator.native.steps import Say, Step

MARKER, PACKAGES = "installed.json", "packages.done"
NPM_OPTIONS = ("--ignore-scripts", "--no-fund", "--no-audit", "--prefer-offline")
COMPILERS = ("c++", "g++", "clang++")


@dataclass(frozen=True, slots=True)
class Installed:
    """An n8n that can be started.

    Attributes:
        node: runs it.
        script: n8n's own command.
    """

    node: Node
    script: Path


def found(folder: Path | None = None) -> Installed | None:
    """Give the n8n that is installed, or None."""
    place = folder or release.cache_folder()
    try:
        root = Path(json.loads((place / MARKER).read_text(encoding="utf-8"))["node"])
    except (OSError, ValueError, KeyError):
        return None
    node, script = Node(root), place / "node_modules" / "n8n" / "bin" / "n8n"
    return Installed(node, script) if script.exists() and node.fits() else None


def install(say: Say, progress: Say, folder: Path | None = None) -> Installed:
    """Give n8n, installed now unless it is there already.

    Args:
        say: told each step once.
        progress: told how far the present step has come, about every second.
        folder: where to; the user's cache folder when None.

    Raises:
        NotToBeHad: it can't be installed here and today.
    """
    place = folder or release.cache_folder()
    if here := found(place):
        return here
    try:
        with alone_in(place, say):
            return found(place) or _install(place, say, progress)
    except OSError as error:
        raise NotToBeHad(f"{place} can't be used ({error.strerror}): set XDG_CACHE_HOME to another folder.") from None


def _install(place: Path, say: Say, progress: Say) -> Installed:
    if lack := lacking():
        raise NotToBeHad(f"{lack}.")
    log = place / "install.log"
    node = own_node() or wheel_node(place)
    if node is None:
        say("Fetching Node ...")
        node = fetch_node(place, log, lambda: progress("Fetching Node"))
    if not (place / PACKAGES).exists():
        check_disk("n8n", place, release.DISK_BYTES)
        say(f"Installing n8n {release.N8N} into {place} (four minutes or so, 2.7 GB) ...")
        _packages(place, node, log, progress)
        (place / PACKAGES).touch()
    say("Compiling sqlite3 (a minute or two) ...")
    command = node.npm("rebuild", "sqlite3", "--build-from-source")
    Step("Compiling sqlite3", command, place, node.environment(), log).run(lambda: progress("Compiling sqlite3"))
    marker = place / f"{MARKER}.part"
    marker.write_text(json.dumps({"n8n": release.N8N, "node": str(node.root)}), encoding="utf-8")
    marker.rename(place / MARKER)
    return Installed(node, place / "node_modules" / "n8n" / "bin" / "n8n")


def _packages(place: Path, node: Node, log: Path, progress: Say) -> None:
    """Have npm install n8n. What an interrupted npm left may be half a package: begin anew, on what it downloaded."""
    modules = place / "node_modules"
    shutil.rmtree(modules, ignore_errors=True)
    (place / "package.json").write_text('{"name": "imageflow-n8n", "private": true}\n', encoding="utf-8")
    command = node.npm(
        "install", f"n8n@{release.N8N}", "--ignore-scripts", "--no-fund", "--no-audit", "--prefer-offline"
    )

    def tick() -> None:
        count = sum(1 for _ in modules.iterdir()) if modules.exists() else 0
        progress(f"Installing n8n {release.N8N}: {count} packages")

    Step(f"Installing n8n {release.N8N}", command, place, node.environment(), log).run(tick)


def lacking() -> str | None:
    """Tell what this machine lacks for the compiling, and what to do; None when nothing."""
    if shutil.which("make") and any(shutil.which(name) for name in COMPILERS):
        return None
    return (
        "n8n's sqlite3 is compiled here, and there is no C++ compiler or no make: "
        "install Debian's package build-essential, or your system's like"
    )
