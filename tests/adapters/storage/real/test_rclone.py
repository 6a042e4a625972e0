"""A server that calls itself S3 and overwrites in spite of every condition: rclone (`facts/ai_and_storage.md` C)."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.ports.storage import KeyTaken
from real_adapters.storage.adapter import RealStorage
from tests.adapters.storage.real.rclone import rclone_in

PICTURE = b"\x89PNG and so on"
KEY = "2026/11/a-request/1-abcdef.png"


@pytest.fixture(scope="module")
def rclone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give its address."""
    with rclone_in(tmp_path_factory.mktemp("rclone")) as address:
        yield address


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
