"""A real Odoo on this machine: brought up with the addon, a password and an API key; and taken down."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests

from contracts.ports.odoo import HEALTH
from simulator.composition import build_addon
from simulator.native.errors import NativeFailure
from simulator.native.keys import read_api_key
from simulator.native.locking import alone_in
from simulator.native.odoo import postgres
from simulator.native.odoo.configuration import PASSWORD, configure, environment
from simulator.native.odoo.database import Program, prepare
from simulator.native.odoo.install import Installed, install
from simulator.native.owner import direct
from simulator.native.process import Running
from simulator.serving import bind
from simulator.settings import SettingsError, usable_folder
from simulator.topology import LOOPBACK

PROCESS, LOG, ADDONS = "process.json", "odoo.log", "addons"
READY_SECONDS = 120
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How Odoo is to be brought up.

    Attributes:
        data: its folder (`release.data_folder`).
        port: where it listens, on loopback; a free one when it is 0.
        database: the only one that it serves; made when it is not there.
    """

    data: Path
    port: int = 8069
    database: str = "imageflow"


@dataclass(frozen=True, slots=True)
class Up:
    """An Odoo that runs.

    Attributes:
        address: its base address.
        database: that it serves.
        password_file: holds the password of `admin`, and nothing else.
        key_file: holds an API key of `admin`, and nothing else.
        log: what it prints.
    """

    address: str
    database: str
    password_file: Path
    key_file: Path
    log: Path


def up(wanted: Wanted, say: Say, progress: Say) -> Up:
    """Install Odoo when it is not there, start it unless it runs, with the addon as it ships now.

    Args:
        wanted: where and how.
        say: told each step once.
        progress: told how far a long step has come.

    Raises:
        NotToBeHad: it can't be installed here and today.
        NativeFailure: it does not start.
        SettingsError: port or folder can't be used.
    """
    data = usable_folder(wanted.data)
    with alone_in(data, say):
        running = Running.read(data / PROCESS)
        if running is None:
            _free(wanted.port)  # a taken port is told before minutes are spent on an installation
            running = _start(wanted, install(say, progress), say, progress)
        elif wanted.port not in {0, _port(running)}:
            raise SettingsError(f"Odoo runs at {running.address} already: end it first with `imageflow down odoo`.")
        _await_ready(running, data / LOG, progress)
    return _shown(running, wanted)


def down(data: Path, say: Say) -> str | None:
    """End the Odoo of a data folder and its PostgreSQL, and give where it was; None when none runs. Its data stays."""
    if not data.exists():
        return None
    with alone_in(data, say):
        running = Running.read(data / PROCESS)
        if running is not None:
            running.end()
        (data / PROCESS).unlink(missing_ok=True)
        postgres.stop(data)
    return running.address if running else None


def kill(data: Path) -> None:
    """End the Odoo of a data folder at once, as a crash would; its PostgreSQL goes on."""
    running = Running.read(data / PROCESS)
    process = running.process() if running else None
    if process is not None:
        process.kill()
        process.wait()


def _start(wanted: Wanted, installed: Installed, say: Say, progress: Say) -> Running:
    data, port = wanted.data, _free(wanted.port)
    address = f"http://{LOOPBACK}:{port}"
    server = postgres.start(installed.python, data)
    addon = build_addon(data / ADDONS)
    told = configure(
        data,
        port=port,
        database=wanted.database,
        socket=server.address,
        addons=[addon.parent, installed.addons],
    )
    command, around = [str(installed.python), "-m", "odoo"], environment(installed.packages, data)
    odoo = Program(command, told, around, data)
    prepare(odoo, _digest(addon), address, say, lambda: progress("Preparing the database"))
    say(f"Starting Odoo on port {port} ...")
    running = Running.start([*command, "-c", str(told)], data, around, data / LOG, address)
    running.write(data / PROCESS)
    return running


def _digest(addon: Path) -> str:
    """Tell one state of the addon from another."""
    found = hashlib.sha256()
    for file in sorted(addon.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            found.update(f"{file.relative_to(addon)}\0".encode() + file.read_bytes())
    return found.hexdigest()


def _free(port: int) -> int:
    """Give a port that is free now; raises `SettingsError`."""
    with bind(LOOPBACK, port, "odoo") as bound:
        return int(bound.getsockname()[1])


def _port(running: Running) -> int:
    return int(running.address.rpartition(":")[2])


def _await_ready(running: Running, log: Path, progress: Say) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if running.process() is None:
            raise NativeFailure(f"Odoo ended while it started: see {log}.")
        if _is_ready(running.address):
            return
        progress("Waiting for Odoo")
        time.sleep(0.2)
    running.end()
    raise NativeFailure(f"Odoo was not ready within {READY_SECONDS} seconds and was ended: see {log}.")


def _is_ready(address: str) -> bool:
    """Whether it serves its database: the first request that needs it loads all models."""
    try:
        with direct() as session:
            return all(session.get(address + path, timeout=30).status_code == 200 for path in (HEALTH, "/web/login"))
    except requests.RequestException:
        return False


def _shown(running: Running, wanted: Wanted) -> Up:
    data = wanted.data
    if read_api_key(data) is None:
        raise NativeFailure(
            f"{data} holds no API key: end Odoo with `imageflow down odoo`, remove the folder, and begin anew."
        )
    return Up(running.address, wanted.database, data / PASSWORD, data / "api-key", data / LOG)
