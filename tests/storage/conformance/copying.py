"""Copies."""

from datetime import UTC, datetime
from typing import Any

from tests.storage.conformance.table import PART, Room, cases, check, refused

OTHER = '"00000000000000000000000000000000"'
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


def copy(room: Room, source: str = "k", key: str = "copy", **more: Any) -> Any:
    return room.call("copy_object", Key=key, CopySource={"Bucket": room.bucket, "Key": source}, **more)


@check
def a_copy_has_the_bytes_and_what_is_said_of_them(room: Room) -> None:
    etag = room.put(ContentType="image/png", Metadata={"a": "b"}, CacheControl="no-store")["ETag"]
    answer = copy(room)["CopyObjectResult"]
    assert (answer["ETag"], bool(answer["LastModified"])) == (etag, True)
    got = room.get("copy")
    assert (got["Body"].read(), got["ContentType"], got["Metadata"]) == (b"hello", "image/png", {"a": "b"})
    assert got["CacheControl"] == "no-store"


@check
def a_copy_may_be_described_anew(room: Room) -> None:
    room.put(ContentType="image/png", Metadata={"a": "b"})
    copy(room, MetadataDirective="REPLACE", ContentType="image/gif", Metadata={"c": "d"})
    head = room.head("copy")
    assert (head["ContentType"], head["Metadata"]) == ("image/gif", {"c": "d"})


@check
def a_copy_that_is_not_described_anew_ignores_what_is_said(room: Room) -> None:
    room.put(Metadata={"a": "b"})
    copy(room, Metadata={"c": "d"})
    assert room.head("copy")["Metadata"] == {"a": "b"}


@check
def an_object_is_not_copied_to_itself_unchanged(room: Room) -> None:
    room.put()
    refused("InvalidRequest", 400, lambda: copy(room, key="k"))


@check
def an_object_is_copied_to_itself_to_be_described_anew(room: Room) -> None:
    room.put(Metadata={"a": "b"})
    copy(room, key="k", MetadataDirective="REPLACE", Metadata={"c": "d"})
    assert (room.body(), room.head()["Metadata"]) == (b"hello", {"c": "d"})


@check
def a_copy_goes_from_bucket_to_bucket(room: Room) -> None:
    other = f"{room.bucket}-other"
    room.s3.create_bucket(Bucket=other)
    room.put()
    room.s3.copy_object(Bucket=other, Key="k", CopySource=f"{room.bucket}/k")
    assert room.s3.get_object(Bucket=other, Key="k")["Body"].read() == b"hello"


@cases(("a b+c",), ("ü/%20",), ("a?b",))
def a_source_of_any_characters_is_copied(room: Room, key: str) -> None:
    room.put(key, key.encode())
    copy(room, key)
    assert room.body("copy") == key.encode()


@check
def a_slash_may_begin_a_source(room: Room) -> None:
    room.put()
    assert room.signed("PUT", "/{bucket}/copy", {"x-amz-copy-source": f"/{room.bucket}/k"}).status == 200


@check
def a_missing_source_is_no_such_key(room: Room) -> None:
    refused("NoSuchKey", 404, lambda: copy(room))


@check
def a_source_in_a_missing_bucket_is_no_such_bucket(room: Room) -> None:
    refused("NoSuchBucket", 404, lambda: room.call("copy_object", Key="c", CopySource=f"{room.bucket}-no/k"))


@check
def a_source_that_is_none_is_an_invalid_argument(room: Room) -> None:
    answer = room.signed("PUT", "/{bucket}/copy", {"x-amz-copy-source": "nonsense"})
    assert (answer.status, answer.code) == (400, "InvalidArgument"), answer


@cases(
    ({"CopySourceIfMatch": OTHER},), ({"CopySourceIfNoneMatch": "etag"},), ({"CopySourceIfUnmodifiedSince": LONG_AGO},)
)
def a_condition_on_the_source_that_does_not_hold_refuses(room: Room, asked: dict[str, Any]) -> None:
    etag = room.put()["ETag"]
    given = {name: etag if value == "etag" else value for name, value in asked.items()}
    refused("PreconditionFailed", 412, lambda: copy(room, **given))
    assert room.keys() == ["k"]


@cases(
    ({"CopySourceIfMatch": "etag"},), ({"CopySourceIfNoneMatch": OTHER},), ({"CopySourceIfModifiedSince": LONG_AGO},)
)
def a_condition_on_the_source_that_holds_lets_in(room: Room, asked: dict[str, Any]) -> None:
    etag = room.put()["ETag"]
    copy(room, **{name: etag if value == "etag" else value for name, value in asked.items()})
    assert room.body("copy") == b"hello"


@check
def a_directive_that_nobody_knows_is_refused(room: Room) -> None:
    room.put()
    headers = {"x-amz-copy-source": f"{room.bucket}/k", "x-amz-metadata-directive": "MIX"}
    answer = room.signed("PUT", "/{bucket}/copy", headers)
    assert (answer.status, answer.code) == (400, "InvalidArgument"), answer


@check
def a_copy_keeps_the_tags_or_takes_others(room: Room) -> None:
    room.put(Tagging="a=1")
    copy(room)
    copy(room, key="other", TaggingDirective="REPLACE", Tagging="b=2")
    tags = [room.call("get_object_tagging", Key=key)["TagSet"] for key in ("copy", "other")]
    assert tags == [[{"Key": "a", "Value": "1"}], [{"Key": "b", "Value": "2"}]]


@check
def a_part_is_copied(room: Room) -> None:
    room.put("source", b"0123456789")
    upload = room.begin()
    answer = room.call(
        "upload_part_copy",
        Key="k", UploadId=upload, PartNumber=1, CopySource=f"{room.bucket}/source", CopySourceRange="bytes=2-5",
    )  # fmt: skip
    room.complete(upload, [{"PartNumber": 1, "ETag": answer["CopyPartResult"]["ETag"]}])
    assert room.body() == b"2345"


@check
def a_whole_object_is_copied_as_a_part(room: Room) -> None:
    room.put("source", PART)
    upload = room.begin()
    first = room.call("upload_part_copy", Key="k", UploadId=upload, PartNumber=1, CopySource=f"{room.bucket}/source")
    second = room.part(upload, 2, b"end")
    parts = [{"PartNumber": 1, "ETag": first["CopyPartResult"]["ETag"]}, {"PartNumber": 2, "ETag": second["ETag"]}]
    room.complete(upload, parts)
    assert room.head()["ContentLength"] == len(PART) + 3


@cases(("bytes=0-99",), ("bytes=20-30",), ("bytes=-3",), ("bytes=2-",), ("0-3",))
def a_range_that_the_source_lacks_is_refused(room: Room, asked: str) -> None:
    room.put("source", b"0123456789")
    upload = room.begin()
    answer = room.signed(
        "PUT",
        f"/{{bucket}}/k?partNumber=1&uploadId={upload}",
        {"x-amz-copy-source": f"{room.bucket}/source", "x-amz-copy-source-range": asked},
    )
    assert (answer.status, answer.code) in {(400, "InvalidArgument"), (416, "InvalidRange")}, answer
