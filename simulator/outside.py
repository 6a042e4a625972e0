"""Stubs served to callers from outside: every such exchange passes a tap in front of the stub."""

import asyncio
import signal
from collections.abc import Callable, Iterable
from pathlib import Path

from contracts.participants import System
from simulator.entropy import RunEntropy
from simulator.sandbox import Sandbox
from simulator.settings import Settings, SettingsError
from simulator.topology import DEFAULT_PORTS, LOOPBACK, LOOPBACKS

Say = Callable[[str], None]


def unserved(served: Iterable[System]) -> dict[System, str]:
    """Say where the systems that are not served here are expected: on this machine, at their own ports."""
    return {system: f"http://{LOOPBACK}:{DEFAULT_PORTS[system]}" for system in set(System) - set(served)}


def settings_for(host: str, data: Path | None, *, own_secrets: bool = False) -> Settings:
    """Give the environment's settings, fit for an address.

    Args:
        host: where the stubs will listen; beyond loopback no secret that everybody knows will do.
        data: the data folder, which keeps secrets of its own when it is asked to.
        own_secrets: whether to replace known secrets by the data folder's own.

    Raises:
        SettingsError: a secret is missing, or there is no folder to keep it.
    """
    settings = Settings.from_environment()
    if own_secrets:
        if data is None:
            raise SettingsError("--own-secrets needs a folder to keep them: add --data DIR.")
        settings = settings.with_own_secrets(data, RunEntropy())
    known = settings.still_default()
    if host not in LOOPBACKS and known:
        raise SettingsError(f"To listen on {host}, add --own-secrets or set {', '.join(known)}.")
    return settings


async def serve_until_stopped(sandbox: Sandbox, say: Say) -> None:
    """Serve, and say where, until Ctrl-C or a termination signal."""
    stopped = stop_signal()
    async with sandbox:
        for system in sandbox.stubs:
            say(f"{system.value:<8} {sandbox.public(system)}")
        say("Stop with Ctrl-C.")
        await stopped.wait()


def stop_signal() -> asyncio.Event:
    """Give an event that Ctrl-C or a termination signal sets."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    return stopped
