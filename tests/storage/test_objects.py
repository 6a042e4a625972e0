"""Objects, as boto3 puts, gets and removes them over a real socket."""

import pytest
from botocore.exceptions import ClientError

from tests.storage.service import S3Client

BUCKET = "imageflow"
KEYS = [
    "plain.png",
    "a b.png",
    "1+1=2.png",
    "~tilde/-_.!*'()",
    "Ünïcode 猫/🐈.png",
    "a//b",
    "per%cent",
    "line\nfeed",
    "?&#",
]


def code_of(error: pytest.ExceptionInfo[ClientError]) -> str:
    return error.value.response["Error"]["Code"]


@pytest.mark.parametrize("key", KEYS)
def test_a_key_of_any_characters_keeps_its_bytes(s3: S3Client, key: str) -> None:
    """What is put under a key is got, listed and deleted under that key and no other."""
    s3.put_object(Bucket=BUCKET, Key=key, Body=b"\x00\xffimage")
    assert s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() == b"\x00\xffimage"
    assert [each["Key"] for each in s3.list_objects_v2(Bucket=BUCKET)["Contents"]] == [key]
    s3.delete_object(Bucket=BUCKET, Key=key)
    with pytest.raises(ClientError) as refused:
        s3.get_object(Bucket=BUCKET, Key=key)
    assert code_of(refused) == "NoSuchKey"


def test_an_object_keeps_what_was_said_of_it(s3: S3Client) -> None:
    """Type, metadata, length, MD5 as ETag and checksum come back with HEAD as with GET."""
    put = s3.put_object(
        Bucket=BUCKET, Key="k", Body=b"hello", ContentType="image/png", Metadata={"sha256": "ab", "Request-Id": "r"}
    )
    assert put["ETag"] == '"5d41402abc4b2a76b9719d911017c592"'
    assert put["ChecksumCRC32"] == "NhCmhg=="
    for answer in (
        s3.get_object(Bucket=BUCKET, Key="k"),
        s3.head_object(Bucket=BUCKET, Key="k", ChecksumMode="ENABLED"),
    ):
        assert answer["ContentType"] == "image/png"
        assert answer["Metadata"] == {"sha256": "ab", "request-id": "r"}
        assert answer["ContentLength"] == 5
        assert answer["ETag"] == put["ETag"]
        assert answer["ChecksumCRC32"] == "NhCmhg=="


def test_an_empty_object_is_an_object(s3: S3Client) -> None:
    """An object of no bytes is put, got and listed."""
    s3.put_object(Bucket=BUCKET, Key="empty", Body=b"")
    assert s3.get_object(Bucket=BUCKET, Key="empty")["Body"].read() == b""


@pytest.mark.parametrize(
    ("asked", "body", "content_range"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-2", b"89", "bytes 8-9/10"),
        ("bytes=-99", b"0123456789", "bytes 0-9/10"),
        ("bytes=4-99", b"456789", "bytes 4-9/10"),
    ],
)
def test_a_range_gives_its_bytes_alone(s3: S3Client, asked: str, body: bytes, content_range: str) -> None:
    """A range is answered by 206, its bytes and its place."""
    s3.put_object(Bucket=BUCKET, Key="k", Body=b"0123456789")
    answer = s3.get_object(Bucket=BUCKET, Key="k", Range=asked)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 206
    assert answer["Body"].read() == body
    assert answer["ContentRange"] == content_range


@pytest.mark.parametrize("asked", ["bytes=", "bytes=5-1", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"])
def test_a_range_that_makes_no_sense_is_ignored(s3: S3Client, asked: str) -> None:
    """HTTP has a server ignore it and answer 200 with the whole object."""
    s3.put_object(Bucket=BUCKET, Key="k", Body=b"0123456789")
    answer = s3.get_object(Bucket=BUCKET, Key="k", Range=asked)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert answer["Body"].read() == b"0123456789"


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=10-20", "bytes=-0"])
def test_a_range_behind_the_end_is_not_satisfiable(s3: S3Client, asked: str) -> None:
    """Bytes that the object lacks are 416 InvalidRange."""
    s3.put_object(Bucket=BUCKET, Key="k", Body=b"0123456789")
    with pytest.raises(ClientError) as refused:
        s3.get_object(Bucket=BUCKET, Key="k", Range=asked)
    assert code_of(refused) == "InvalidRange"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 416


def test_a_put_that_must_be_new_never_overwrites(s3: S3Client) -> None:
    """`If-None-Match: *` is PreconditionFailed on a key that is there, whose bytes stay."""
    s3.put_object(Bucket=BUCKET, Key="k", Body=b"first", IfNoneMatch="*")
    with pytest.raises(ClientError) as refused:
        s3.put_object(Bucket=BUCKET, Key="k", Body=b"second", IfNoneMatch="*")
    assert code_of(refused) == "PreconditionFailed"
    assert s3.get_object(Bucket=BUCKET, Key="k")["Body"].read() == b"first"


def test_a_get_may_depend_on_the_etag(s3: S3Client) -> None:
    """An ETag that the client has is 304, one that it wants and is gone is 412."""
    etag = s3.put_object(Bucket=BUCKET, Key="k", Body=b"first")["ETag"]
    with pytest.raises(ClientError) as unchanged:
        s3.get_object(Bucket=BUCKET, Key="k", IfNoneMatch=etag)
    assert code_of(unchanged) == "304"
    with pytest.raises(ClientError) as gone:
        s3.get_object(Bucket=BUCKET, Key="k", IfMatch='"0"')
    assert code_of(gone) == "PreconditionFailed"


@pytest.mark.parametrize(
    ("digest", "code"),
    [
        ({"ContentMD5": "AAAAAAAAAAAAAAAAAAAAAA=="}, "BadDigest"),
        ({"ContentMD5": "no digest"}, "InvalidDigest"),
        ({"ChecksumCRC32": "AAAAAA=="}, "BadDigest"),
        ({"ChecksumSHA256": "A" * 43 + "="}, "BadDigest"),
        ({"ChecksumSHA256": "AAAA"}, "InvalidRequest"),
        ({"ChecksumCRC32C": "AAAAAA=="}, "BadDigest"),
        ({"ChecksumCRC64NVME": "AAAAAAAAAAA="}, "BadDigest"),
    ],
)
def test_a_body_that_is_not_what_its_digest_says_is_refused(s3: S3Client, digest: dict[str, str], code: str) -> None:
    """A wrong or broken digest refuses the put, and nothing is stored."""
    with pytest.raises(ClientError) as refused:
        s3.put_object(Bucket=BUCKET, Key="k", Body=b"hello", **digest)
    assert code_of(refused) == code
    assert s3.list_objects_v2(Bucket=BUCKET)["KeyCount"] == 0


def test_an_object_over_the_cap_is_refused(s3: S3Client) -> None:
    """The largest object is taken, a byte more is EntityTooLarge."""
    s3.put_object(Bucket=BUCKET, Key="k", Body=bytes(1024 * 1024))
    with pytest.raises(ClientError) as refused:
        s3.put_object(Bucket=BUCKET, Key="k", Body=bytes(1024 * 1024 + 1))
    assert code_of(refused) == "EntityTooLarge"


def test_deleting_what_is_not_there_succeeds(s3: S3Client) -> None:
    """DeleteObject is idempotent: 204 each time."""
    for _ in range(2):
        answer = s3.delete_object(Bucket=BUCKET, Key="never")
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 204


def test_many_objects_are_deleted_at_once(s3: S3Client) -> None:
    """DeleteObjects removes the keys it names, confirms them unless told to be quiet, and leaves the others."""
    for key in ("a & b", "<c>", "kept"):
        s3.put_object(Bucket=BUCKET, Key=key, Body=b"x")
    answer = s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": "a & b"}, {"Key": "never"}]})
    assert [each["Key"] for each in answer["Deleted"]] == ["a & b", "never"]
    quiet = s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": "<c>"}], "Quiet": True})
    assert "Deleted" not in quiet
    assert [each["Key"] for each in s3.list_objects_v2(Bucket=BUCKET)["Contents"]] == ["kept"]


def test_a_key_has_at_most_1024_bytes(s3: S3Client) -> None:
    """1024 bytes of UTF-8 are a key; one more is KeyTooLongError."""
    s3.put_object(Bucket=BUCKET, Key="ü" * 512, Body=b"x")
    with pytest.raises(ClientError) as refused:
        s3.put_object(Bucket=BUCKET, Key="ü" * 512 + "x", Body=b"x")
    assert code_of(refused) == "KeyTooLongError"


@pytest.mark.parametrize(
    "more",
    [
        {"StorageClass": "GLACIER"},
        {"ServerSideEncryption": "aws:kms"},
        {"WebsiteRedirectLocation": "/elsewhere"},
        {"ObjectLockLegalHoldStatus": "ON"},
    ],
)
def test_what_is_not_implemented_says_so(s3: S3Client, more: dict[str, str]) -> None:
    """A header whose meaning the stub lacks is NotImplemented, never ignored."""
    with pytest.raises(ClientError) as refused:
        s3.put_object(Bucket=BUCKET, Key="k", Body=b"x", **more)
    assert code_of(refused) == "NotImplemented"


def test_operations_that_are_lacking_say_so(s3: S3Client) -> None:
    """Operations of S3 that the stub lacks are NotImplemented."""
    s3.put_object(Bucket=BUCKET, Key="k", Body=b"x")
    for ask in (
        lambda: s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"}),
        lambda: s3.put_bucket_policy(Bucket=BUCKET, Policy="{}"),
        lambda: s3.restore_object(Bucket=BUCKET, Key="k", RestoreRequest={"Days": 1}),
        lambda: s3.get_object_torrent(Bucket=BUCKET, Key="k"),
    ):
        with pytest.raises(ClientError) as refused:
            ask()
        assert code_of(refused) == "NotImplemented"
