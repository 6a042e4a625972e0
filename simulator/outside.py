"""Stubs served to callers from outside: every such exchange passes a tap in front of the stub."""

import asyncio
import signal
from collections.abc import Callable, Iterable
from contextlib import nullcontext

from contracts.participants import System
from simulator.room.room import Room
from simulator.sandbox import Sandbox
from simulator.topology import DEFAULT_PORTS, LOOPBACK, ROOM

Say = Callable[[str], None]


def unserved(served: Iterable[System]) -> dict[System, str]:
    """Say where the systems that are not served here are expected: on this machine, at their own ports."""
    return {system: f"http://{LOOPBACK}:{DEFAULT_PORTS[system]}" for system in set(System) - set(served)}


async def serve_until_stopped(sandbox: Sandbox, say: Say, room: Room | None = None) -> None:
    """Serve, and say where, until Ctrl-C or a termination signal."""
    stopped = stop_signal()
    async with sandbox, room or nullcontext():
        for system in sandbox.stubs:
            say(f"{system.value:<8} {sandbox.public(system)}")
        if room is not None:
            say(f"{ROOM:<8} {room.url}")
        say("Stop with Ctrl-C.")
        await stopped.wait()


def stop_signal() -> asyncio.Event:
    """Give an event that Ctrl-C or a termination signal sets."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    return stopped
