"""Servers of other people's that are known to deviate: what they do otherwise is named, and nothing else fails."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
import requests

from tests.adapters.storage.real.rclone import rclone_in
from tests.only_real import could_not_check
from tests.verification.endpoints import findings, free_port, verify

MOTO = "moto[server]==5.2.5"


@pytest.fixture(scope="module")
def rclone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A folder as S3."""
    with rclone_in(tmp_path_factory.mktemp("rclone")) as address:
        yield address


@pytest.fixture(scope="module")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A mock of AWS that checks no signature."""
    place = tmp_path_factory.mktemp("moto")
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True, timeout=120)
    python = str(place / "bin" / "python")
    if subprocess.run(
        [python, "-m", "pip", "install", "-q", MOTO], capture_output=True, check=False, timeout=500
    ).returncode:
        could_not_check("Python's index does not deliver moto today")
    port = free_port()
    command = [str(place / "bin" / "moto_server"), "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        address = f"http://127.0.0.1:{port}"
        while run.poll() is None:
            try:
                requests.get(address, timeout=5)
            except requests.ConnectionError:
                continue
            break
        client = boto3.client(
            "s3", endpoint_url=address, aws_access_key_id="imageflow", aws_secret_access_key="imageflow-secret",
            region_name="us-east-1",
        )  # fmt: skip
        client.create_bucket(Bucket="imageflow")
        try:
            yield address
        finally:
            run.terminate()


def failed(address: str, folder: Path) -> dict[str, str]:
    """Verify a server as an S3 of the flow, and give the advice for each scenario that failed."""
    done = verify("storage", "--url", address, "--yes", "--only", "services", folder=folder)
    assert done.returncode == 1, done.stdout + done.stderr
    return {name: each["advice"] for name, each in findings(folder).items() if each["verdict"] == "failed"}


def test_rclone_overwrites(rclone: str, tmp_path: Path) -> None:
    """It takes no notice of conditions."""
    found = failed(rclone, tmp_path)
    assert "conditional puts" in found["What is there is not overwritten when it is asked not to be"]
    assert "An object is given back as it was put" not in found


def test_moto_proves_no_signature(moto: str, tmp_path: Path) -> None:
    """Whoever asks is given what is there."""
    found = failed(moto, tmp_path)
    assert "authentication" in found["A signature with another key is refused"]
    assert "An object is given back as it was put" not in found
