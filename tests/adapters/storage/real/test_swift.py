"""A second opinion on S3, by those who wrote another one: OpenStack Swift."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest

from contracts.participants import System
from contracts.ports.storage import KeyTaken
from real_adapters.storage.adapter import RealStorage
from simulator.flow import run_flow
from simulator.settings import Settings
from simulator.stage import Stage
from simulator.topology import Topology
from tests.adapters.storage.real.swift import ACCESS_KEY, SECRET_KEY, swift

PICTURE = b"\x89PNG and so on"
KEY = "2026/11/a-request/1-abcdef.png"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a Swift with the flow's bucket."""
    with swift(tmp_path_factory.mktemp("swift")) as url:
        keys = {"aws_access_key_id": ACCESS_KEY, "aws_secret_access_key": SECRET_KEY, "region_name": "us-east-1"}
        client: Any = boto3.client("s3", endpoint_url=url, **keys)
        client.create_bucket(Bucket="imageflow")
        yield url


@pytest.mark.timeout(500)
def test_images_are_put_once(address: str, tmp_path: Path) -> None:
    """Whatever Swift makes of the condition, other bytes stay as they are, and only what was put is removed."""
    storage = RealStorage(address, ACCESS_KEY, SECRET_KEY, "us-east-1", "imageflow", tmp_path)
    assert asyncio.run(storage.conditions()) in {"honoured", "refused"}
    assert asyncio.run(storage.put_if_absent(KEY, PICTURE, "image/png", "a-request")) == "stored"
    assert asyncio.run(storage.put_if_absent(KEY, PICTURE, "image/png", "a-request")) == "there already"
    with pytest.raises(KeyTaken):
        asyncio.run(storage.put_if_absent(KEY, b"others", "image/png"))
    found = asyncio.run(storage.get(KEY))
    assert found is not None
    assert (found.data, found.media_type, found.metadata["request-id"]) == (PICTURE, "image/png", "a-request")
    asyncio.run(storage.withdraw())
    assert asyncio.run(storage.get(KEY)) is None


@pytest.mark.timeout(120)
def test_the_flow_keeps_its_images_there(address: str) -> None:
    """A whole flow with Swift in place of the stub completes, and every law holds."""
    keys = {"storage_access_key": ACCESS_KEY, "storage_secret_key": SECRET_KEY}
    settings = replace(Settings.from_environment(), **keys)
    with Stage(settings=settings, topology=Topology(real={System.STORAGE: address})) as stage:
        outcome = stage.run(run_flow(stage.sandbox, {"prompt": "a red fox", "n": 2}))
        broken = {name: check.reason for name, check in stage.checks().items() if check.verdict == "failed"}
    assert (outcome.status, len(outcome.images), broken) == ("completed", 2, {})
