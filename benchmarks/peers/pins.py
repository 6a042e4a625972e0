"""Which peers are measured, pinned, and the one place that installs them: into `.bench/`, which git ignores."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.call import CouldNotCheck

FOLDER = Path(__file__).parents[2] / ".bench"
SECONDS = 180


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of a registry, at one version.

    Attributes:
        by: the client that installs it, as it is set up on this machine.
    """

    by: Literal["npm", "pip"]
    package: str
    version: str


AIMOCK = Pin("npm", "@copilotkit/aimock", "1.43.0")  # serves the very endpoint: the nearest neighbour
MOUNTEBANK = Pin("npm", "@mbtest/mountebank", "2.9.2")  # the maintained line of the best known Node mock
PRISM = Pin("npm", "@stoplight/prism-cli", "5.14.2")  # validates by OpenAPI: the last version for Node 20
WIREMOCK = Pin("npm", "wiremock", "3.13.2")  # brings the JVM's best known mock as its own jar
PACT = Pin("pip", "pact-python-cli", "1!0.10.9")  # brings Pact's stub server, in Rust: the fastest mock there is
MSGSPEC = Pin("pip", "msgspec", "0.22.0")  # the fastest validation in Python: the bare server's limit


def installed(pin: Pin) -> Path:
    """Give the folder that holds a package, installed when it is not there yet; raises `CouldNotCheck`."""
    folder = FOLDER / pin.package.replace("/", "-")
    marker = folder / "version"
    if marker.is_file() and marker.read_text() == pin.version:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (FOLDER / ".gitignore").write_text("*\n")
    print(f"Installing {pin.package} {pin.version} ...", file=sys.stderr, flush=True)
    _run(_npm(pin, folder) if pin.by == "npm" else _pip(pin, folder))
    marker.write_text(pin.version)
    return folder


def _npm(pin: Pin, folder: Path) -> list[str]:
    quiet = ("--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--loglevel", "error")
    return [tool("npm"), "install", "--prefix", str(folder), *quiet, f"{pin.package}@{pin.version}"]


def _pip(pin: Pin, folder: Path) -> list[str]:
    quiet = ("-q", "--disable-pip-version-check", "--no-deps")
    return [sys.executable, "-m", "pip", "install", *quiet, "--target", str(folder), f"{pin.package}=={pin.version}"]


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise CouldNotCheck(f"not installed within {SECONDS} s") from None
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if "error" in line.lower()] or ["nothing"]
        raise CouldNotCheck(f"{Path(command[0]).name} can't install it: {said[0][:150]}")


def tool(name: str) -> str:
    """Give where a program of this machine is; raises `CouldNotCheck`."""
    found = shutil.which(name)
    if found is None:
        raise CouldNotCheck(f"{name} is not installed here")
    return found
