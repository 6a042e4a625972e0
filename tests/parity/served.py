"""Our own stubs as users serve them: `imageflow serve SYSTEM` in a process of its own."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import requests

ROOT = Path(__file__).parents[2]
SECONDS = 30


@contextlib.contextmanager
def served(
    system: str,
    health: str,
    variables: Mapping[str, str] | None = None,
    well: tuple[int, ...] = (200,),
    more: Sequence[str] = (),
) -> Iterator[str]:
    """Serve a stub on a free port, wait until its health is told at a path, and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "simulator", "serve", system, "--port", f"{system}={port}", "--no-room", *more]
    url = f"http://127.0.0.1:{port}"
    own = {name: value for name, value in os.environ.items() if not name.startswith("IMAGEFLOW_")}
    own |= variables or {}
    process = subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.DEVNULL)
    try:
        _until_ready(url + health, process, well)
        yield url
    finally:
        process.terminate()
        process.wait(SECONDS)


def _until_ready(url: str, process: subprocess.Popen[bytes], well: tuple[int, ...]) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(requests.RequestException):
            if requests.get(url, timeout=SECONDS).status_code in well:
                return
        time.sleep(0.05)
    raise AssertionError(f"{url} is not answered: `imageflow serve` did not start.")
