"""Which Odoo the recordings are held against: our own, as users serve it, or with `--real odoo=URL` a real one."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from contracts.participants import System
from simulator.topology import read_real
from tests.parity.odoo.record import from_environment
from tests.parity.odoo.talk import Odoo

ROOT = Path(__file__).parents[3]
SECONDS = 30


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--real`, unless the features have added it in this session."""
    with contextlib.suppress(ValueError):
        help_text = "Hold the recordings against this real Odoo."
        parser.addoption("--real", metavar="odoo=URL", action="append", default=[], help=help_text)


@pytest.fixture(scope="session")
def odoo(pytestconfig: pytest.Config) -> Iterator[Odoo]:
    """Give the Odoo."""
    real = read_real(pytestconfig.getoption("--real", []))
    if System.ODOO in real:
        yield from_environment(real[System.ODOO])
        return
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "simulator", "serve", "odoo", "--port", f"odoo={port}", "--no-room"]
    url = f"http://127.0.0.1:{port}"
    own = {name: value for name, value in os.environ.items() if not name.startswith("IMAGEFLOW_")}
    process = subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.DEVNULL)
    try:
        _until_ready(url, process)
        yield Odoo(url, "imageflow", "admin", "admin", "imageflow-odoo-key")
    finally:
        process.terminate()
        process.wait(SECONDS)


def _until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(requests.RequestException):
            if requests.get(f"{url}/web/health", timeout=SECONDS).status_code == 200:
                return
        time.sleep(0.05)
    raise AssertionError("`imageflow serve odoo` did not start.")
