"""Objects: their bytes, names, metadata and ranges."""

import hashlib
from datetime import UTC, datetime

from tests.storage.conformance.table import Room, cases, check, refused, send


@check
def an_object_is_given_as_it_was_put(room: Room) -> None:
    room.put(body=b"\0\xff octets")
    assert room.body() == b"\0\xff octets"


@check
def an_empty_object_is_an_object(room: Room) -> None:
    room.put(body=b"")
    assert room.body() == b""
    assert room.head()["ContentLength"] == 0


@check
def an_object_is_replaced(room: Room) -> None:
    room.put(body=b"first")
    room.put(body=b"second")
    assert room.body() == b"second"


@check
def the_etag_of_a_whole_object_is_its_md5(room: Room) -> None:
    etag = f'"{hashlib.md5(b"hello", usedforsecurity=False).hexdigest()}"'
    assert room.put()["ETag"] == room.head()["ETag"] == room.get()["ETag"] == etag


@check
def an_object_of_megabytes_keeps_its_bytes(room: Room) -> None:
    data = bytes(range(256)) * 4096 * 6
    room.put(body=data)
    assert room.body() == data


@check
def a_missing_object_is_no_such_key(room: Room) -> None:
    assert refused("NoSuchKey", 404, room.get)["Key"] == "k"


@check
def a_missing_object_is_404_to_head(room: Room) -> None:
    refused("404", 404, room.head)


@check
def an_answer_to_head_has_no_body(room: Room) -> None:
    answer = room.signed("HEAD", "/{bucket}/no")
    assert (answer.status, answer.body) == (404, b"")


@check
def to_delete_what_is_missing_succeeds(room: Room) -> None:
    assert room.call("delete_object", Key="no")["ResponseMetadata"]["HTTPStatusCode"] == 204


@check
def a_deleted_object_is_gone(room: Room) -> None:
    room.put()
    room.call("delete_object", Key="k")
    refused("NoSuchKey", 404, room.get)


@cases(
    ("plain.png",), ("a b",), ("a+b",), ("100%",), ("per%20cent",), ("ünïcode-猫-🐈",), ("a//b",), ("/leading",),
    ("trailing/",), ("..",), ("a/../b",), ("./a",), ("?query",), ("#hash",), ("&amp;<>'\"",), ("~!*'()-_.",),
    ("x" * 1024,), ("tab\there",), ("back\\slash",), ("=;:@,$",), ("line\nfeed",),
)  # fmt: skip
def a_key_of_any_characters_is_a_key(room: Room, key: str) -> None:
    room.put(key, key.encode())
    assert room.body(key) == key.encode()
    assert room.keys() == [key]
    room.call("delete_object", Key=key)
    assert room.keys() == []


@check
def a_key_of_more_than_1024_bytes_is_too_long(room: Room) -> None:
    refused("KeyTooLongError", 400, lambda: room.put("x" * 1025))


@check
def a_type_that_nobody_named_is_binary(room: Room) -> None:
    assert room.signed("PUT", "/{bucket}/k", {}, b"x").status == 200
    assert room.head()["ContentType"] == "binary/octet-stream"


@cases(
    ("ContentType", "image/png"), ("CacheControl", "max-age=60, public"), ("ContentLanguage", "de, en"),
    ("ContentDisposition", 'attachment; filename="a b.png"'), ("ContentEncoding", "gzip"),
)  # fmt: skip
def what_is_said_of_an_object_comes_back(room: Room, name: str, value: str) -> None:
    room.put(**{name: value})
    assert room.get()[name] == room.head()[name] == value


@check
def an_expiry_comes_back(room: Room) -> None:
    room.put(Expires=datetime(2030, 1, 1, tzinfo=UTC))
    assert room.head()["ExpiresString"] == "Tue, 01 Jan 2030 00:00:00 GMT"


@check
def aws_chunked_is_no_coding_of_the_object(room: Room) -> None:
    assert room.signed("PUT", "/{bucket}/k", {"content-encoding": "aws-chunked,gzip"}, b"x").status == 200
    assert room.head()["ContentEncoding"] == "gzip"


@check
def metadata_comes_back_in_lower_case(room: Room) -> None:
    room.put(Metadata={"Request-Id": "Abc", "sha256": "ff"})
    assert room.get()["Metadata"] == room.head()["Metadata"] == {"request-id": "Abc", "sha256": "ff"}


@check
def metadata_is_replaced_with_the_object(room: Room) -> None:
    room.put(Metadata={"a": "1"})
    room.put()
    assert room.head()["Metadata"] == {}


@check
def metadata_of_more_than_2048_bytes_is_too_large(room: Room) -> None:
    refused("MetadataTooLarge", 400, lambda: room.put(Metadata={"a": "x" * 2100}))


@check
def an_object_tells_when_it_was_put_to_the_second(room: Room) -> None:
    room.put()
    told = room.head()["LastModified"]
    assert told.microsecond == 0
    assert abs((datetime.now(UTC) - told).total_seconds()) < 60


@check
def ranges_are_accepted(room: Room) -> None:
    room.put()
    assert room.head()["AcceptRanges"] == "bytes"


@cases(
    ("bytes=0-3", b"0123", "bytes 0-3/10"), ("bytes=7-", b"789", "bytes 7-9/10"), ("bytes=-2", b"89", "bytes 8-9/10"),
    ("bytes=-99", b"0123456789", "bytes 0-9/10"), ("bytes=4-99", b"456789", "bytes 4-9/10"),
    ("bytes=0-0", b"0", "bytes 0-0/10"), ("bytes=9-9", b"9", "bytes 9-9/10"),
)  # fmt: skip
def a_range_is_given_alone(room: Room, asked: str, body: bytes, told: str) -> None:
    room.put(body=b"0123456789")
    answer = room.get(Range=asked)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 206
    assert (answer["Body"].read(), answer["ContentRange"], answer["ContentLength"]) == (body, told, len(body))


@cases(("bytes=10-",), ("bytes=50-60",), ("bytes=-0",))
def a_range_behind_the_end_is_invalid(room: Room, asked: str) -> None:
    room.put(body=b"0123456789")
    refused("InvalidRange", 416, lambda: room.get(Range=asked))


@check
def an_empty_object_has_no_range(room: Room) -> None:
    room.put(body=b"")
    refused("InvalidRange", 416, lambda: room.get(Range="bytes=0-1"))


@cases(("lines=0-1",), ("bytes=5-1",), ("bytes=a-b",), ("bytes=",))
def a_range_that_makes_no_sense_is_ignored(room: Room, asked: str) -> None:
    room.put(body=b"0123456789")
    answer = room.signed("GET", "/{bucket}/k", {"range": asked})
    assert (answer.status, answer.body) == (200, b"0123456789")


@check
def a_head_of_a_range_tells_its_length(room: Room) -> None:
    room.put(body=b"0123456789")
    answer = room.signed("HEAD", "/{bucket}/k", {"range": "bytes=2-4"})
    assert (answer.status, answer.headers["content-length"]) == (206, "3")


@cases(
    ("ResponseContentType", "text/x-a", "ContentType"), ("ResponseCacheControl", "no-store", "CacheControl"),
    ("ResponseContentDisposition", "inline", "ContentDisposition"),
    ("ResponseContentEncoding", "br", "ContentEncoding"), ("ResponseContentLanguage", "fr", "ContentLanguage"),
)  # fmt: skip
def an_answer_is_described_as_its_reader_wishes(room: Room, asked: str, value: str, told: str) -> None:
    room.put(ContentType="image/png")
    assert room.get(**{asked: value})[told] == value


@check
def a_storage_class_comes_back(room: Room) -> None:
    room.put(StorageClass="STANDARD_IA")
    assert room.head()["StorageClass"] == "STANDARD_IA"


@check
def the_standard_storage_class_goes_without_saying(room: Room) -> None:
    room.put(StorageClass="STANDARD")
    assert "StorageClass" not in room.head()


@check
def an_unknown_storage_class_is_invalid(room: Room) -> None:
    refused("InvalidStorageClass", 400, lambda: room.put(StorageClass="SHOEBOX"))


@check
def a_put_without_a_length_is_refused(room: Room) -> None:
    answer = room.signed("PUT", "/{bucket}/k", {"transfer-encoding": "chunked", "content-length": "0"})
    assert answer.status in {400, 411, 501}, answer


@check
def many_objects_are_deleted_at_once(room: Room) -> None:
    for key in ("a", "b c", "<d>", "kept"):
        room.put(key)
    named = [{"Key": key} for key in ("a", "b c", "<d>", "missing")]
    answer = room.call("delete_objects", Delete={"Objects": named})
    assert sorted(each["Key"] for each in answer["Deleted"]) == ["<d>", "a", "b c", "missing"]
    assert room.keys() == ["kept"]


@check
def a_quiet_deletion_names_nothing(room: Room) -> None:
    room.put("a")
    answer = room.call("delete_objects", Delete={"Objects": [{"Key": "a"}], "Quiet": True})
    assert "Deleted" not in answer
    assert "Errors" not in answer


@check
def more_than_1000_keys_are_too_many_to_delete(room: Room) -> None:
    many = [{"Key": f"k{number}"} for number in range(1001)]
    refused("MalformedXML", 400, lambda: room.call("delete_objects", Delete={"Objects": many}))


@check
def a_deletion_of_nothing_is_malformed(room: Room) -> None:
    refused("MalformedXML", 400, lambda: room.call("delete_objects", Delete={"Objects": []}))


@check
def an_objects_attributes_are_told(room: Room) -> None:
    etag = room.put()["ETag"].strip('"')
    told = room.call("get_object_attributes", Key="k", ObjectAttributes=["ETag", "ObjectSize", "StorageClass"])
    assert (told["ETag"], told["ObjectSize"], told["StorageClass"]) == (etag, 5, "STANDARD")
    assert "Checksum" not in told


@check
def every_answer_bears_a_request_id(room: Room) -> None:
    assert send(f"{room.target.url}/{room.bucket}", "GET").headers["x-amz-request-id"]
    assert room.signed("GET", "/{bucket}").headers["x-amz-request-id"]


@check
def an_error_is_a_document(room: Room) -> None:
    answer = room.signed("GET", "/{bucket}/a%20%26b")
    assert answer.headers["content-type"] == "application/xml"
    assert answer.element("Code") == "NoSuchKey"
    assert answer.element("Message")
    assert answer.element("RequestId") == answer.headers["x-amz-request-id"]
    assert answer.element("Resource") is not None
    assert answer.element("Key") == "a &amp;b"


@check
def a_method_that_is_not_allowed_is_405(room: Room) -> None:
    answer = room.signed("POST", "/{bucket}/k")
    assert (answer.status, answer.code) == (405, "MethodNotAllowed"), answer


@check
def a_version_that_is_none_is_an_invalid_argument(room: Room) -> None:
    room.put()
    refused("InvalidArgument", 400, lambda: room.get(VersionId="no-such-version"))


@check
def the_version_null_is_the_object(room: Room) -> None:
    room.put()
    assert room.body(VersionId="null") == b"hello"


@check
def an_object_is_opened_to_nobody(room: Room) -> None:
    refused("AccessControlListNotSupported", 400, lambda: room.put(ACL="public-read"))
