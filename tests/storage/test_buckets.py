"""Buckets and listings, as boto3 sees them over a real socket."""

import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from stubs.storage.buckets.listing import page_of
from stubs.storage.store.records import Bucket, ObjectInfo
from tests.runtimes import NOON
from tests.storage.service import S3Client
from tests.storage.test_objects import BUCKET, code_of

KEYS = ["a", "b/1", "b/2", "b/c/3", "d e", "d+e", "z/1", "ü"]


@pytest.fixture
def filled(s3: S3Client) -> S3Client:
    for key in KEYS:
        s3.put_object(Bucket=BUCKET, Key=key, Body=key.encode())
    return s3


def test_buckets_of_the_settings_are_there(s3: S3Client) -> None:
    """The bucket that the settings name is listed, with its date."""
    listed = s3.list_buckets()["Buckets"]
    assert [each["Name"] for each in listed] == ["imageflow"]
    assert listed[0]["CreationDate"].tzinfo is not None


def test_a_bucket_lives_from_its_creation_to_its_deletion(s3: S3Client) -> None:
    """It is made once, found by HEAD, located, and gone when deleted."""
    s3.create_bucket(Bucket="second")
    assert s3.head_bucket(Bucket="second")["BucketRegion"] == "us-east-1"
    assert s3.get_bucket_location(Bucket="second")["LocationConstraint"] is None
    with pytest.raises(ClientError) as again:
        s3.create_bucket(Bucket="second")
    assert code_of(again) == "BucketAlreadyOwnedByYou"
    s3.delete_bucket(Bucket="second")
    with pytest.raises(ClientError) as gone:
        s3.head_bucket(Bucket="second")
    assert code_of(gone) == "404"


def test_a_bucket_with_objects_is_not_deleted(s3: S3Client) -> None:
    """BucketNotEmpty, until the last object is gone."""
    s3.put_object(Bucket=BUCKET, Key="k", Body=b"x")
    with pytest.raises(ClientError) as refused:
        s3.delete_bucket(Bucket=BUCKET)
    assert code_of(refused) == "BucketNotEmpty"
    s3.delete_object(Bucket=BUCKET, Key="k")
    s3.delete_bucket(Bucket=BUCKET)


def test_nothing_is_in_a_bucket_that_is_not_there(s3: S3Client) -> None:
    """Every operation names the missing bucket."""
    for ask in (
        lambda: s3.put_object(Bucket="missing", Key="k", Body=b"x"),
        lambda: s3.get_object(Bucket="missing", Key="k"),
        lambda: s3.delete_object(Bucket="missing", Key="k"),
        lambda: s3.list_objects_v2(Bucket="missing"),
        lambda: s3.delete_bucket(Bucket="missing"),
        lambda: s3.delete_objects(Bucket="missing", Delete={"Objects": [{"Key": "k"}]}),
    ):
        with pytest.raises(ClientError) as refused:
            ask()
        assert code_of(refused) == "NoSuchBucket"
        assert refused.value.response["Error"]["BucketName"] == "missing"


@pytest.mark.parametrize("name", ["UPPER", "a..b", "10.0.0.1", "health", "x" * 63 + "-"])
def test_a_bucket_bears_a_name_of_s3(s3: S3Client, name: str) -> None:
    """What S3 allows no bucket to be called, and the stub's own paths, are InvalidBucketName."""
    with pytest.raises(ClientError) as refused:
        s3.create_bucket(Bucket=name)
    assert code_of(refused) == "InvalidBucketName"


def test_a_bucket_is_not_made_in_another_region(s3: S3Client) -> None:
    """A location constraint that is not the endpoint's region is refused."""
    with pytest.raises(ClientError) as refused:
        s3.create_bucket(Bucket="elsewhere", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    assert code_of(refused) == "IllegalLocationConstraintException"


@pytest.mark.parametrize("operation", ["list_objects", "list_objects_v2"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_pages_of_any_size_make_up_the_whole(filled: S3Client, operation: str, size: int) -> None:
    """In both versions all keys come once and in order, however many a page holds."""
    pages = list(filled.get_paginator(operation).paginate(Bucket=BUCKET, PaginationConfig={"PageSize": size}))
    assert [each["Key"] for page in pages for each in page.get("Contents", [])] == KEYS
    assert len(pages) == -(-len(KEYS) // size)


@pytest.mark.parametrize("operation", ["list_objects", "list_objects_v2"])
@pytest.mark.parametrize("size", [1, 2, 1000])
def test_a_delimiter_folds_keys_into_prefixes(filled: S3Client, operation: str, size: int) -> None:
    """Each common prefix comes once over all pages, and the keys without the delimiter beside them."""
    pages = list(
        filled.get_paginator(operation).paginate(Bucket=BUCKET, Delimiter="/", PaginationConfig={"PageSize": size})
    )
    assert [each["Prefix"] for page in pages for each in page.get("CommonPrefixes", [])] == ["b/", "z/"]
    assert [each["Key"] for page in pages for each in page.get("Contents", [])] == ["a", "d e", "d+e", "ü"]


def test_a_prefix_and_a_start_narrow_the_listing(filled: S3Client) -> None:
    """`prefix` keeps what begins with it, `start-after` what comes later; `max-keys=0` keeps nothing."""
    listed = filled.list_objects_v2(Bucket=BUCKET, Prefix="b/", Delimiter="/", StartAfter="b/1")
    assert [each["Key"] for each in listed["Contents"]] == ["b/2"]
    assert [each["Prefix"] for each in listed["CommonPrefixes"]] == ["b/c/"]
    none = filled.list_objects_v2(Bucket=BUCKET, MaxKeys=0)
    assert (none["KeyCount"], none["IsTruncated"]) == (0, False)


def test_a_listing_tells_of_each_object(filled: S3Client) -> None:
    """Size, ETag and date are those of the object."""
    content = filled.list_objects_v2(Bucket=BUCKET, Prefix="ü", FetchOwner=True)["Contents"][0]
    head = filled.head_object(Bucket=BUCKET, Key="ü")
    assert (content["Size"], content["ETag"], content["LastModified"]) == (2, head["ETag"], head["LastModified"])
    assert content["Owner"]["ID"] == "imageflow"


@pytest.mark.parametrize(
    "asked", [{"MaxKeys": -1}, {"ContinuationToken": "no token"}, {"ContinuationToken": "_w=="}, {"EncodingType": "x"}]
)
def test_a_listing_that_makes_no_sense_is_refused(s3: S3Client, asked: dict[str, str]) -> None:
    """InvalidArgument names the parameter."""
    with pytest.raises(ClientError) as refused:
        s3.list_objects_v2(Bucket=BUCKET, **asked)
    assert code_of(refused) == "InvalidArgument"


TEXTS = st.text(alphabet="ab/ü", min_size=1, max_size=6)


@given(keys=st.sets(TEXTS, max_size=12), prefix=st.text("ab/", max_size=2), delimiter=st.sampled_from(["", "/", "ab"]))
def test_pages_say_together_what_one_says(keys: set[str], prefix: str, delimiter: str) -> None:
    """Walking page by page, from each last name, gives the names of one big page; and those are what S3 defines."""
    bucket = Bucket("b", NOON)
    for key in keys:
        bucket.note(ObjectInfo(key, 0, "", NOON))
    whole = page_of(bucket, prefix, delimiter, "", 1000)
    walked: list[str] = []
    more, after = True, ""
    while more:
        page = page_of(bucket, prefix, delimiter, after, 1)
        walked += page.names
        more, after = page.truncated, page.names[-1] if page.names else ""
    assert walked == list(whole.names)
    assert set(whole.names) == {_folded(key, prefix, delimiter) for key in keys if key.startswith(prefix)}
    assert walked == sorted(set(walked))


def _folded(key: str, prefix: str, delimiter: str) -> str:
    end = key.find(delimiter, len(prefix)) if delimiter else -1
    return key if end < 0 else key[: end + len(delimiter)]
