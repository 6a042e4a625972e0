"""The PostgreSQL that a native Odoo keeps its records in: on loopback, with a password, in the same data folder.

PostgreSQL refuses to run as root. There it runs as `nobody`, who may enter the user's folders all the same.
"""

import os
import shutil
import signal
from pathlib import Path

from simulator.native.errors import NativeFailure, NotToBeHad
from simulator.native.loopback import address_at, free_port
from simulator.native.process import Running
from simulator.native.readiness import await_ready
from simulator.native.steps import Say, Step

ROLE = "odoo"
"""Odoo refuses to work as `postgres`."""
CLUSTER, PROCESS, LOG = "postgres", "postgres.json", "postgres.log"
READY_SECONDS = 60
_AS_NOBODY = (
    "setpriv",
    "--reuid=nobody",
    "--regid=nogroup",
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",  # else access() forgets the capability, and a /root closed to others stays closed
)


def ensure(programs: Path, data: Path, password: str, progress: Say) -> Running:
    """Give a data folder's PostgreSQL, made and started unless it runs.

    Args:
        programs: the folder of PostgreSQL's programs.
        data: the folder of its Odoo.
        password: of the role `ROLE`, which may make databases.
        progress: told how far it has come.

    Raises:
        NotToBeHad: it can't run here.
        NativeFailure: it does not start.
    """
    running = Running.read(data / PROCESS)
    if running is None:
        if not (data / CLUSTER).exists():
            _make(programs, data, password, progress)
        running = _start(programs, data)
    await_ready(
        running,
        lambda: _ready(data / CLUSTER, running.pid),
        name="PostgreSQL",
        log=data / LOG,
        progress=progress,
        seconds=READY_SECONDS,
    )
    return running


def end(data: Path) -> None:
    """End a data folder's PostgreSQL, its clients' sessions too; nothing happens when none runs."""
    if running := Running.read(data / PROCESS):
        running.end(signal.SIGINT)
    (data / PROCESS).unlink(missing_ok=True)


def _make(programs: Path, data: Path, password: str, progress: Say) -> None:
    """Make the cluster, which is there only when it is whole."""
    part, told = data / f"{CLUSTER}.part", data / "database-password"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    told.touch(mode=0o600)
    told.write_text(password, encoding="ascii")
    if os.geteuid() == 0:
        shutil.chown(part, "nobody", "nogroup")
    command = [*_unprivileged(), str(programs / "initdb"), f"--pgdata={part}", f"--username={ROLE}", f"--pwfile={told}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
    try:
        Step("Making the database", command, data, _environment(), data / LOG).run(
            lambda: progress("Making the database")
        )
    except NotToBeHad as error:
        raise NativeFailure(str(error)) from None
    finally:
        told.unlink()
    part.rename(data / CLUSTER)


def _start(programs: Path, data: Path) -> Running:
    port = free_port(0, "PostgreSQL")
    told = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": ""}
    settings = [part for name, value in told.items() for part in ("-c", f"{name}={value}")]
    command = [*_unprivileged(), str(programs / "postgres"), "-D", str(data / CLUSTER), *settings]
    running = Running.start(command, data, _environment(), data / LOG, address_at(port))
    running.write(data / PROCESS)
    return running


def _unprivileged() -> tuple[str, ...]:
    """Give what goes before a command that must not run as root."""
    if os.geteuid() != 0:
        return ()
    if shutil.which(_AS_NOBODY[0]) is None:
        raise NotToBeHad("PostgreSQL does not run as root, and setpriv is missing: install util-linux, or be a user.")
    return _AS_NOBODY


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _ready(cluster: Path, pid: int) -> bool:
    """Tell whether PostgreSQL says so in the file that it keeps for its own tools; one that was killed left it too."""
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="ascii").splitlines()
        return (int(lines[0]), lines[7].strip()) == (pid, "ready")
    except (OSError, IndexError, ValueError):
        return False
