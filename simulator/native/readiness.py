"""Waits until what was started can be used."""

import time
from collections.abc import Callable
from pathlib import Path

from simulator.native.errors import NativeFailure
from simulator.native.process import Running
from simulator.native.steps import Say

LOOK_SECONDS = 0.5


def await_ready(
    running: Running, is_ready: Callable[[], bool], *, name: str, log: Path, progress: Say, seconds: float
) -> None:
    """Wait until a process is ready.

    Args:
        running: the process.
        is_ready: asked again and again.
        name: what it is, for people.
        log: where the process tells what it does.
        progress: told that it is still waited for.
        seconds: for so long, then it is ended.

    Raises:
        NativeFailure: it ended, or was not ready in time.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if running.process() is None:
            raise NativeFailure(f"{name} ended while it started: see {log}.")
        if is_ready():
            return
        progress(f"Waiting for {name}")
        time.sleep(LOOK_SECONDS)
    running.end()
    raise NativeFailure(f"{name} was not ready within {seconds:.0f} seconds and was ended: see {log}.")
