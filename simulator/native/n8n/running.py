"""A real n8n on this machine: brought up with owner and API key, and taken down."""

from dataclasses import dataclass
from pathlib import Path

from contracts.ports.n8n import READINESS
from simulator.native.locking import alone_in
from simulator.native.loopback import address_at, answers, free_port, port_of
from simulator.native.n8n import release
from simulator.native.n8n.environment import environment
from simulator.native.n8n.install import Installed, install
from simulator.native.n8n.keys import API_KEY, Keys
from simulator.native.n8n.owner import accepts, make_api_key
from simulator.native.process import Running
from simulator.native.readiness import await_ready
from simulator.native.secret_files import read_secret, write_secret
from simulator.native.steps import Say
from simulator.settings import SettingsError, usable_folder

PROCESS, LOG = "process.json", "n8n.log"
READY_SECONDS = 240
"""The first start makes the database: 20 s at rest, a minute on a busy machine."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How n8n is to be brought up.

    Attributes:
        data: its folder (`release.data_folder`).
        port: where it listens, on loopback; a free one when it is 0.
        engine: evaluates expressions: `vm` (n8n's default) or `legacy`.
    """

    data: Path
    port: int = 5678
    engine: str = "vm"


@dataclass(frozen=True, slots=True)
class Up:
    """An n8n that runs.

    Attributes:
        address: its base address.
        key_file: holds its API key, and nothing else.
        log: what it prints.
    """

    address: str
    key_file: Path
    log: Path


def up(wanted: Wanted, say: Say, progress: Say) -> Up:
    """Install n8n when it is not there, start it unless it runs, and give it an owner and an API key.

    Args:
        wanted: where and how.
        say: told each step once.
        progress: told how far a long step has come.

    Raises:
        NotToBeHad: it can't be installed here and today.
        NativeFailure: it does not start.
        SettingsError: port or folder can't be used.
    """
    usable_folder(wanted.data).chmod(0o700)
    with alone_in(wanted.data, say):
        running = Running.read(wanted.data / PROCESS)
        if running is None:
            free_port(wanted.port, "n8n")  # a taken port is told before minutes are spent on an installation
            running = _start(wanted, install(say, progress), say)
        elif wanted.port not in {0, port_of(running.address)}:
            raise SettingsError(f"n8n runs at {running.address} already: end it first with `imageflow down n8n`.")
        _await_ready(running, wanted.data / LOG, progress)
        _ensure_key(running.address, wanted.data)
    return Up(running.address, wanted.data / API_KEY, wanted.data / LOG)


def down(data: Path, say: Say) -> str | None:
    """End the n8n of a data folder, and give where it was; None when none runs. Its data stays."""
    if not data.exists():
        return None
    with alone_in(data, say):
        running = Running.read(data / PROCESS)
        if running is not None:
            running.end()
        (data / PROCESS).unlink(missing_ok=True)
    return running.address if running else None


def _start(wanted: Wanted, installed: Installed, say: Say) -> Running:
    port, broker = free_port(wanted.port, "n8n"), free_port(0, "n8n")
    node, keys = installed.node.program, Keys.of(wanted.data)
    told = environment(
        node, wanted.data, port=port, broker_port=broker, encryption_key=keys.encryption_key, engine=wanted.engine
    )
    say(f"Starting n8n {release.N8N} on port {port} ...")
    command = [node, str(installed.script), "start"]
    running = Running.start(command, wanted.data, told, wanted.data / LOG, address_at(port))
    running.write(wanted.data / PROCESS)
    return running


def _await_ready(running: Running, log: Path, progress: Say) -> None:
    """Wait for readiness: `/healthz` is well before routes exist (`facts/n8n.md` 1)."""
    ready = running.address + READINESS
    await_ready(running, lambda: answers(ready), name="n8n", log=log, progress=progress, seconds=READY_SECONDS)


def _ensure_key(address: str, data: Path) -> None:
    kept = read_secret(data / API_KEY)
    if kept is None or not accepts(address, kept):
        write_secret(data / API_KEY, make_api_key(address, Keys.of(data).password))
