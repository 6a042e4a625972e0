"""A real Odoo on this machine: brought up with the addon, a password and an API key; and taken down."""

from dataclasses import dataclass
from pathlib import Path

from contracts.ports.odoo import HEALTH
from simulator.native.locking import alone_in
from simulator.native.loopback import address_at, answers, free_port, port_of
from simulator.native.odoo import addon, postgres
from simulator.native.odoo.configuration import Program, configure
from simulator.native.odoo.database import is_prepared, prepare
from simulator.native.odoo.install import Installed, install
from simulator.native.odoo.keys import API_KEY, PASSWORD, Keys
from simulator.native.process import Running
from simulator.native.readiness import await_ready
from simulator.native.steps import Say
from simulator.settings import SettingsError, usable_folder

PROCESS, LOG = "process.json", "odoo.log"
LOGIN_PAGE = "/web/login"
READY_SECONDS = 120


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

    One that runs with an older addon is ended, brought up to date and started where it was.

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
    data.chmod(0o700)
    with alone_in(data, say):
        running = Running.read(data / PROCESS)
        if running is None:
            free_port(wanted.port, "odoo")  # a taken port is told before minutes are spent on an installation
        elif wanted.port not in {0, port_of(running.address)}:
            raise SettingsError(f"Odoo runs at {running.address} already: end it first with `imageflow down odoo`.")
        running = _with_addon(wanted, running, say, progress)
        _await_ready(running, data / LOG, progress)
    return Up(running.address, wanted.database, data / PASSWORD, data / API_KEY, data / LOG)


def down(data: Path, say: Say) -> str | None:
    """End the Odoo of a data folder and its PostgreSQL, and give where it was; None when none runs. Its data stays."""
    if not data.exists():
        return None
    with alone_in(data, say):
        running = Running.read(data / PROCESS)
        if running is not None:
            running.end()
        (data / PROCESS).unlink(missing_ok=True)
        postgres.end(data)
    return running.address if running else None


def kill(data: Path) -> None:
    """End the Odoo of a data folder at once, as a crash would; its PostgreSQL goes on."""
    running = Running.read(data / PROCESS)
    if running is not None:
        running.kill()


def restart(data: Path, say: Say, progress: Say) -> Up:
    """Start the Odoo of a data folder again where it was, after `kill` or in place of the one that runs.

    Raises:
        NativeFailure: it does not start.
        SettingsError: none ever ran there, or its port is taken.
    """
    last = Running.last(data / PROCESS)
    if last is None:
        raise SettingsError(f"No Odoo has run in {data}: bring one up first with `imageflow up odoo`.")
    last.end()
    return up(Wanted(data, port_of(last.address)), say, progress)


def _with_addon(wanted: Wanted, running: Running | None, say: Say, progress: Say) -> Running:
    """Give an Odoo that has the addon as it ships now: the one that runs, when it has it."""
    data, port = wanted.data, wanted.port
    built = addon.build(data)
    state = addon.digest(built)
    if running is not None:
        if is_prepared(data, state):
            return running
        port = port_of(running.address)
        running.end()
    installed = install(say, progress, addon.needs(built))
    return _start(wanted, installed, port=free_port(port, "odoo"), addon_state=state, say=say, progress=progress)


def _start(wanted: Wanted, installed: Installed, *, port: int, addon_state: str, say: Say, progress: Say) -> Running:
    data, address = wanted.data, address_at(port)
    server = postgres.ensure(installed.postgres, data, Keys.of(data).database, progress)
    odoo = Program(installed, data)
    addons = (data / addon.FOLDER, installed.addons)
    configure(data, port=port, database=wanted.database, database_port=port_of(server.address), addons=addons)
    prepare(odoo, addon_state, address, say, progress)
    say(f"Starting Odoo on port {port} ...")
    running = Running.start(odoo.command(), data, odoo.environment(), data / LOG, address)
    running.write(data / PROCESS)
    return running


def _await_ready(running: Running, log: Path, progress: Say) -> None:
    """Wait until it serves its database: the first request that needs it loads all models."""
    pages = [running.address + path for path in (HEALTH, LOGIN_PAGE)]
    await_ready(
        running, lambda: all(map(answers, pages)), name="Odoo", log=log, progress=progress, seconds=READY_SECONDS
    )
