"""On what was measured: the machine, and how much else it did meanwhile."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import NOTHING
from benchmarks.load import CLIENT

CPU_INFO = Path("/proc/cpuinfo")
COMMANDS = (("Node", ("node", "--version")), ("Java", ("java", "-version")))


def describe() -> list[str]:
    """Give a line each for what a reader needs to judge the numbers."""
    versions = [f"{name} {_version(command)}" for name, command in COMMANDS]
    python = f"Python {platform.python_version()}"
    return [
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.release()}, {_cpu()}, {os.cpu_count()} cores",
        ", ".join([python, *versions]),
        f"load client: {CLIENT}",
        f"load average at the end: {' '.join(f'{load:.1f}' for load in os.getloadavg())}",
    ]


def _cpu() -> str:
    names = [line.partition(":")[2].strip() for line in CPU_INFO.read_text().splitlines() if line[:10] == "model name"]
    return names[0] if names else platform.machine()


def _version(command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return NOTHING
    return (done.stdout or done.stderr).splitlines()[0].removeprefix("v")
