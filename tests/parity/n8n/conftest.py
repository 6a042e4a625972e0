"""Which n8n the recordings are held against: our own, served as users serve it, or with `--real n8n=URL` a real one."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.parity.n8n.n8n import N8n
from tests.parity.n8n.server import ScriptedServer

KEY = "imageflow-n8n-key"
ROOT = Path(__file__).parents[3]
SECONDS = 30


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--real`, unless the features have added it in this session."""
    with contextlib.suppress(ValueError):
        parser.addoption("--real", metavar="n8n=URL", help="Hold the recordings against this real n8n.")


@pytest.fixture(scope="session")
def server() -> Iterator[ScriptedServer]:
    """Give the server that workflows call."""
    made = ScriptedServer()
    yield made
    made.close()


@pytest.fixture(scope="session")
def n8n(pytestconfig: pytest.Config) -> Iterator[N8n]:
    """Give the n8n."""
    real = pytestconfig.getoption("--real")
    if real:
        yield N8n(real.removeprefix("n8n="), os.environ["IMAGEFLOW_N8N_API_KEY"])
        return
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "simulator", "serve", "n8n", "--port", f"n8n={port}", "--no-room"]
    url = f"http://127.0.0.1:{port}"
    own = {name: value for name, value in os.environ.items() if not name.startswith("IMAGEFLOW_")}
    process = subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.DEVNULL)
    try:
        _until_ready(url, process)
        yield N8n(url, KEY)
    finally:
        process.terminate()
        process.wait(SECONDS)


def _until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            if N8n(url, KEY).call("GET", "/healthz/readiness").status == 200:
                return
        time.sleep(0.05)
    raise AssertionError("`imageflow serve n8n` did not start.")
