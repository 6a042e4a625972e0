"""Runs `imageflow` as a user does: another process, its output and exit code."""

import os
import subprocess
import sys
from pathlib import Path


def imageflow(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command; `IMAGEFLOW_…` variables come from the test alone."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("IMAGEFLOW_")}
    own["PYTHONPATH"] = str(Path(__file__).parents[2])
    return subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=cwd,
        env=own | environment,
        check=False,
    )
