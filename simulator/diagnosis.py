"""What this machine has and lacks for each thing that the sandbox can do."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.serving import bind
from simulator.settings import Settings, SettingsError
from simulator.topology import DEFAULT_PORTS, LOOPBACK

ENGINE_SOCKET = Path("/var/run/docker.sock")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is there, and what to do when it is not.

    Attributes:
        name: what was looked at.
        well: whether it is there.
        note: what was found, or what to do.
        needed: whether `imageflow run` needs it.
    """

    name: str
    well: bool
    note: str
    needed: bool = False


def find_browser() -> str | None:
    """Give the path of a Chromium, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def diagnose() -> list[Finding]:
    """Look at everything."""
    looks: tuple[Callable[[], Finding], ...] = (
        _python,
        _loopback,
        _folder,
        _settings,
        _ports,
        _browser,
        _containers,
        _n8n,
        _odoo,
        _storage,
    )
    return [look() for look in looks]


def _python() -> Finding:
    found = ".".join(str(part) for part in sys.version_info[:3])
    well = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Finding("Python", well, found if well else f"{found}: use 3.11 to 3.13", needed=True)


def _loopback() -> Finding:
    try:
        bind(LOOPBACK).close()
    except SettingsError as error:
        return Finding("Loopback", well=False, note=str(error), needed=True)
    return Finding("Loopback", well=True, note="a free port can be bound", needed=True)


def _folder() -> Finding:
    try:
        with tempfile.TemporaryFile():
            return Finding("Temporary files", well=True, note="can be written")
    except OSError as error:
        return Finding(
            "Temporary files", well=False, note=f"{error.strerror}: set TMPDIR to a folder that can be written"
        )


def _settings() -> Finding:
    try:
        default = Settings.from_environment().still_default()
    except SettingsError as error:
        return Finding("Settings", well=False, note=str(error), needed=True)
    note = "secrets of your own" if not default else "default secrets: fit for loopback only"
    return Finding("Settings", well=True, note=note, needed=True)


def _ports() -> Finding:
    taken = []
    for system, port in DEFAULT_PORTS.items():
        try:
            bind(LOOPBACK, port, system.value).close()
        except SettingsError:
            taken.append(f"{system.value} {port}")
    if taken:
        return Finding("Fixed ports", well=False, note=f"in use: {', '.join(taken)}; `serve` needs --port-base then")
    return Finding("Fixed ports", well=True, note="free")


def _browser() -> Finding:
    path = find_browser()
    note = path or "none: install Debian's package chromium to have the portal tried in a browser"
    return Finding("Chromium", path is not None, note)


def _containers() -> Finding:
    if engine_answers():
        return Finding("Containers", well=True, note="an engine answers")
    return Finding("Containers", well=False, note="no engine answers: docker-compose.yml can't be used here")


def _n8n() -> Finding:
    from simulator.native.n8n import install, release  # noqa: PLC0415 - of use here alone

    return _real(
        "n8n", f"n8n {release.N8N}", "in about six minutes", there=bool(install.found()), lack=install.lacking()
    )


def _odoo() -> Finding:
    from simulator.native.odoo import install, release  # noqa: PLC0415

    lack = install.lacking()
    return _real("odoo", f"Odoo {release.ODOO}", "in about two minutes", there=bool(install.found()), lack=lack)


def _storage() -> Finding:
    from simulator.native.storage import install, release  # noqa: PLC0415

    return _real("storage", f"SeaweedFS {release.SEAWEEDFS}", "in seconds", there=bool(install.found()), lack=None)


def _real(system: str, product: str, how_long: str, *, there: bool, lack: str | None) -> Finding:
    """Tell of a real system that can run natively."""
    name, command = f"Real {product.partition(' ')[0]}", f"`imageflow up {system}`"
    if there:
        return Finding(name, well=True, note=f"{product} is installed: {command} starts it")
    return Finding(name, well=False, note=f"not installed: {lack or f'{command} installs it once, {how_long}'}")


def engine_answers() -> bool:
    """Tell whether a container engine answers, where the environment or the usual socket says that one is."""
    if not (os.environ.get("DOCKER_HOST") or ENGINE_SOCKET.exists()):
        return False
    import docker  # noqa: PLC0415 - slow to import, and of use here alone
    from docker.errors import DockerException  # noqa: PLC0415

    try:
        client = docker.from_env(timeout=3)
        client.ping()
        client.close()
    except DockerException:
        return False
    return True
