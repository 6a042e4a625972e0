"""MinIO's own client takes the stub for an S3."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
import requests
import urllib3
from minio import Minio
from minio.commonconfig import CopySource, Tags
from minio.deleteobjects import DeleteObject
from minio.error import S3Error

BUCKET = "with-minio"
LARGE = bytes(range(256)) * 4096 * 11
"""Eleven mebibytes: three parts."""


@pytest.fixture(scope="module")
def minio(address: str) -> Iterator[Minio]:
    """Give a client with a bucket of its own."""
    pool = urllib3.PoolManager()
    client = Minio(urlsplit(address).netloc, "imageflow", "imageflow-secret", secure=False, http_client=pool)
    client.make_bucket(BUCKET)
    yield client
    pool.clear()


def read(minio: Minio, key: str) -> bytes:
    """Give an object's bytes."""
    answer = minio.get_object(BUCKET, key)
    try:
        return answer.read()
    finally:
        answer.close()
        answer.release_conn()


def test_objects_come_and_go(minio: Minio) -> None:
    """Put, look, get, list, copy, delete."""
    minio.put_object(BUCKET, "a/b c+ü.png", BytesIO(b"picture"), 7, "image/png", {"of": "a fox"})
    about = minio.stat_object(BUCKET, "a/b c+ü.png")
    assert (about.size, about.content_type, about.metadata["x-amz-meta-of"]) == (7, "image/png", "a fox")
    assert read(minio, "a/b c+ü.png") == b"picture"
    minio.copy_object(BUCKET, "copy", CopySource(BUCKET, "a/b c+ü.png"))
    assert {each.object_name for each in minio.list_objects(BUCKET, recursive=True)} >= {"a/b c+ü.png", "copy"}
    errors = minio.remove_objects(BUCKET, [DeleteObject("a/b c+ü.png"), DeleteObject("copy")])
    assert list(errors) == []


def test_large_objects_go_in_parts(minio: Minio) -> None:
    """A stream of unknown length is uploaded in parts, and comes back whole."""
    made = minio.put_object(BUCKET, "large", BytesIO(LARGE), -1, part_size=5 * 1024 * 1024)
    assert made.etag.endswith("-3")
    assert read(minio, "large") == LARGE


def test_tags_and_links(minio: Minio) -> None:
    """Tags are kept; a presigned link gives the object to anybody."""
    minio.put_object(BUCKET, "tagged", BytesIO(b"picture"), 7)
    tags = Tags.new_object_tags()
    tags["kind"] = "fox"
    minio.set_object_tags(BUCKET, "tagged", tags)
    assert minio.get_object_tags(BUCKET, "tagged") == {"kind": "fox"}
    link = minio.presigned_get_object(BUCKET, "tagged", timedelta(minutes=5))
    assert requests.get(link, timeout=9).content == b"picture"
    put = minio.presigned_put_object(BUCKET, "linked", timedelta(minutes=5))
    assert requests.put(put, data=b"linked", timeout=9).status_code == 200
    assert read(minio, "linked") == b"linked"


@pytest.mark.parametrize(
    ("bucket", "key", "code"), [(BUCKET, "nothing", "NoSuchKey"), ("no-such-bucket", "key", "NoSuchBucket")]
)
def test_errors_are_its_own(minio: Minio, bucket: str, key: str, code: str) -> None:
    """What is not there raises the client's error with S3's code."""
    with pytest.raises(S3Error) as raised:
        minio.get_object(bucket, key)
    assert raised.value.code == code
