"""Files of an S3 by s3fs, and aiobotocore below it."""

import asyncio
from typing import Any

import pytest
import s3fs
from aiobotocore.session import get_session
from botocore.exceptions import ClientError

KEYS = {"aws_access_key_id": "imageflow", "aws_secret_access_key": "imageflow-secret", "region_name": "us-east-1"}
LARGE = bytes(range(256)) * 4096 * 11


@pytest.fixture(scope="module")
def files(address: str) -> Any:
    """Give a file system of the stub."""
    kept = {"skip_instance_cache": True, "client_kwargs": {"region_name": "us-east-1"}}
    return s3fs.S3FileSystem(key="imageflow", secret="imageflow-secret", endpoint_url=address, **kept)


def test_files(files: Any) -> None:
    """Write, read, list, copy, move, find and delete, as with files."""
    files.mkdir("files-of-s3")
    with files.open("files-of-s3/a/one.bin", "wb") as writing:
        writing.write(LARGE)
    with files.open("files-of-s3/a/one.bin", "rb") as reading:
        reading.seek(300)
        assert reading.read(10) == LARGE[300:310]
    files.cp("files-of-s3/a/one.bin", "files-of-s3/b/two.bin")
    files.mv("files-of-s3/b/two.bin", "files-of-s3/b/three.bin")
    assert files.find("files-of-s3") == ["files-of-s3/a/one.bin", "files-of-s3/b/three.bin"]
    assert files.info("files-of-s3/b/three.bin")["size"] == len(LARGE)
    files.rm("files-of-s3", recursive=True)
    assert not files.exists("files-of-s3")
    with pytest.raises(FileNotFoundError):
        files.cat("files-of-s3/a/one.bin")


def test_many_at_once(address: str) -> None:
    """Of twenty conditional puts at the same time one stores, and nineteen are told."""

    async def race() -> list[int]:
        async with get_session().create_client("s3", endpoint_url=address, **KEYS) as s3:

            async def put(number: int) -> int:
                try:
                    await s3.put_object(Bucket="imageflow", Key="race", Body=bytes([number]), IfNoneMatch="*")
                except ClientError as error:
                    return int(error.response["ResponseMetadata"]["HTTPStatusCode"])
                return 200

            return await asyncio.gather(*map(put, range(20)))

    statuses = asyncio.run(race())
    assert statuses.count(200) == 1
    assert set(statuses) <= {200, 409, 412}
