"""Uploads in parts."""

import hashlib
from typing import Any

from tests.storage.conformance.table import MIB, PART, Room, cases, check, refused


def etag_of(parts: list[bytes]) -> str:
    digests = b"".join(hashlib.md5(part, usedforsecurity=False).digest() for part in parts)
    return f'"{hashlib.md5(digests, usedforsecurity=False).hexdigest()}-{len(parts)}"'


@check
def parts_become_an_object(room: Room) -> None:
    parts = [b"a" * 5 * MIB, b"b" * 5 * MIB, b"end"]
    answer = room.upload(parts)
    assert answer["ETag"] == etag_of(parts) == room.head()["ETag"]
    assert (answer["Bucket"], answer["Key"]) == (room.bucket, "k")
    assert room.body() == b"".join(parts)


@check
def a_single_part_may_be_small(room: Room) -> None:
    assert room.upload([b"tiny"])["ETag"] == etag_of([b"tiny"])


@check
def what_was_said_at_the_beginning_holds(room: Room) -> None:
    room.upload([b"x"], ContentType="image/png", Metadata={"a": "b"}, Tagging="t=1")
    head = room.head()
    assert (head["ContentType"], head["Metadata"]) == ("image/png", {"a": "b"})
    assert room.call("get_object_tagging", Key="k")["TagSet"] == [{"Key": "t", "Value": "1"}]


@check
def nothing_is_there_before_the_completion(room: Room) -> None:
    room.part(room.begin(), 1, b"x")
    refused("NoSuchKey", 404, room.get)


@check
def a_part_is_replaced(room: Room) -> None:
    upload = room.begin()
    room.part(upload, 1, b"first")
    etag = room.part(upload, 1, b"second")["ETag"]
    room.complete(upload, [{"PartNumber": 1, "ETag": etag}])
    assert room.body() == b"second"


@check
def numbers_may_leave_gaps_and_parts_may_come_in_any_order(room: Room) -> None:
    upload = room.begin()
    last, first = room.part(upload, 9, b"end")["ETag"], room.part(upload, 3, PART)["ETag"]
    room.complete(upload, [{"PartNumber": 3, "ETag": first}, {"PartNumber": 9, "ETag": last}])
    assert room.head()["ContentLength"] == len(PART) + 3


@check
def a_part_that_is_not_named_is_left_out(room: Room) -> None:
    upload = room.begin()
    etag = room.part(upload, 1, b"in")["ETag"]
    room.part(upload, 2, b"out")
    room.complete(upload, [{"PartNumber": 1, "ETag": etag}])
    assert room.body() == b"in"


@check
def a_small_part_that_is_not_the_last_is_too_small(room: Room) -> None:
    upload = room.begin()
    done = [{"PartNumber": n, "ETag": room.part(upload, n, b"small")["ETag"]} for n in (1, 2)]
    error = refused("EntityTooSmall", 400, lambda: room.complete(upload, done))
    assert (error["ProposedSize"], error["MinSizeAllowed"]) == ("5", str(5 * MIB))


@check
def parts_are_named_in_order(room: Room) -> None:
    upload = room.begin()
    done = [{"PartNumber": n, "ETag": room.part(upload, n, b"x")["ETag"]} for n in (1, 2)]
    refused("InvalidPartOrder", 400, lambda: room.complete(upload, done[::-1]))


@cases(({"PartNumber": 2, "ETag": "etag"},), ({"PartNumber": 1, "ETag": '"' + "0" * 32 + '"'},))
def a_part_that_is_not_there_is_invalid(room: Room, part: dict[str, Any]) -> None:
    upload = room.begin()
    etag = room.part(upload, 1, b"x")["ETag"]
    named = part | ({"ETag": etag} if part["ETag"] == "etag" else {})
    refused("InvalidPart", 400, lambda: room.complete(upload, [named]))


@check
def a_completion_of_no_parts_is_malformed(room: Room) -> None:
    upload = room.begin()
    body = b"<CompleteMultipartUpload></CompleteMultipartUpload>"
    answer = room.signed("POST", f"/{{bucket}}/k?uploadId={upload}", {}, body)
    assert (answer.status, answer.code) == (400, "MalformedXML"), answer


@check
def a_completion_that_is_no_xml_is_malformed(room: Room) -> None:
    answer = room.signed("POST", f"/{{bucket}}/k?uploadId={room.begin()}", {}, b"no xml")
    assert (answer.status, answer.code) == (400, "MalformedXML"), answer


@check
def etags_may_go_without_quotes(room: Room) -> None:
    upload = room.begin()
    etag = room.part(upload, 1, b"x")["ETag"].strip('"')
    room.complete(upload, [{"PartNumber": 1, "ETag": etag}])
    assert room.body() == b"x"


@check
def to_complete_twice_is_to_be_told_twice(room: Room) -> None:
    upload = room.begin()
    done = [{"PartNumber": 1, "ETag": room.part(upload, 1, b"x")["ETag"]}]
    assert room.complete(upload, done)["ETag"] == room.complete(upload, done)["ETag"]


@cases(("upload_part", {"PartNumber": 1, "Body": b""}), ("list_parts", {}), ("abort_multipart_upload", {}))
def an_upload_that_nobody_began_is_none(room: Room, operation: str, more: dict[str, Any]) -> None:
    refused("NoSuchUpload", 404, lambda: room.call(operation, Key="k", UploadId="nonsense", **more))


@check
def what_nobody_began_is_not_completed(room: Room) -> None:
    refused("NoSuchUpload", 404, lambda: room.complete("nonsense", [{"PartNumber": 1, "ETag": '"' + "0" * 32 + '"'}]))


@check
def an_upload_belongs_to_its_key(room: Room) -> None:
    upload = room.begin("k")
    refused("NoSuchUpload", 404, lambda: room.part(upload, 1, b"x", key="other"))


@check
def an_upload_is_aborted(room: Room) -> None:
    upload = room.begin()
    room.part(upload, 1, b"x")
    answer = room.call("abort_multipart_upload", Key="k", UploadId=upload)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 204
    refused("NoSuchUpload", 404, lambda: room.call("list_parts", Key="k", UploadId=upload))
    assert "Uploads" not in room.call("list_multipart_uploads")


@cases(("0",), ("10001",), ("x",))
def a_part_bears_a_number_of_s3(room: Room, number: str) -> None:
    answer = room.signed("PUT", f"/{{bucket}}/k?partNumber={number}&uploadId={room.begin()}", {}, b"x")
    assert (answer.status, answer.code) == (400, "InvalidArgument"), answer


@check
def parts_are_listed(room: Room) -> None:
    upload = room.begin()
    etags = [room.part(upload, n, b"x" * n)["ETag"] for n in (1, 2, 5)]
    answer = room.call("list_parts", Key="k", UploadId=upload)
    assert [(each["PartNumber"], each["Size"]) for each in answer["Parts"]] == [(1, 1), (2, 2), (5, 5)]
    assert [each["ETag"] for each in answer["Parts"]] == etags
    assert (answer["IsTruncated"], answer["StorageClass"], answer["UploadId"]) == (False, "STANDARD", upload)
    assert answer["Owner"]["ID"]
    assert answer["Initiator"]["ID"]


@check
def parts_are_listed_page_by_page(room: Room) -> None:
    upload = room.begin()
    for number in (1, 2, 5):
        room.part(upload, number, b"x")
    first = room.call("list_parts", Key="k", UploadId=upload, MaxParts=2)
    assert (first["IsTruncated"], first["NextPartNumberMarker"], first["MaxParts"]) == (True, 2, 2)
    second = room.call("list_parts", Key="k", UploadId=upload, MaxParts=2, PartNumberMarker=2)
    assert ([each["PartNumber"] for each in second["Parts"]], second["IsTruncated"]) == ([5], False)


@check
def uploads_are_listed_by_key(room: Room) -> None:
    uploads = {key: room.begin(key) for key in ("b", "a", "dir/c")}
    answer = room.call("list_multipart_uploads")
    assert [(each["Key"], each["UploadId"]) for each in answer["Uploads"]] == sorted(uploads.items())
    assert answer["IsTruncated"] is False
    assert answer["Uploads"][0]["Initiated"]


@check
def uploads_are_listed_by_prefix_and_delimiter(room: Room) -> None:
    for key in ("a", "dir/b", "dir/c"):
        room.begin(key)
    answer = room.call("list_multipart_uploads", Delimiter="/")
    assert [each["Key"] for each in answer["Uploads"]] == ["a"]
    assert [each["Prefix"] for each in answer["CommonPrefixes"]] == ["dir/"]
    assert [each["Key"] for each in room.call("list_multipart_uploads", Prefix="dir/c")["Uploads"]] == ["dir/c"]


@check
def uploads_are_listed_page_by_page(room: Room) -> None:
    for key in ("a", "b", "b", "c"):
        room.begin(key)
    keys: list[str] = []
    more: dict[str, Any] = {}
    while True:
        page = room.call("list_multipart_uploads", MaxUploads=1, **more)
        keys += [each["Key"] for each in page["Uploads"]]
        if not page["IsTruncated"]:
            break
        more = {"KeyMarker": page["NextKeyMarker"], "UploadIdMarker": page["NextUploadIdMarker"]}
    assert keys == ["a", "b", "b", "c"]


@check
def a_part_of_an_object_is_given(room: Room) -> None:
    room.upload([PART, b"end"])
    answer = room.get(PartNumber=2)
    assert (answer["Body"].read(), answer["PartsCount"]) == (b"end", 2)
    assert answer["ContentRange"] == f"bytes {len(PART)}-{len(PART) + 2}/{len(PART) + 3}"
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 206
    assert room.head(PartNumber=1)["ContentLength"] == len(PART)


@check
def a_part_behind_the_last_is_refused(room: Room) -> None:
    room.upload([b"x"])
    answer = room.signed("GET", "/{bucket}/k?partNumber=2")
    assert (answer.status, answer.code) in {(416, "InvalidPartNumber"), (400, "InvalidPart")}, answer


@check
def a_whole_object_is_its_own_first_part(room: Room) -> None:
    room.put()
    assert room.body(PartNumber=1) == b"hello"


@check
def a_range_crosses_parts(room: Room) -> None:
    room.upload([PART, b"end"])
    assert room.body(Range=f"bytes={len(PART) - 1}-{len(PART)}") == b"\0e"


@check
def an_uploaded_object_tells_its_parts(room: Room) -> None:
    room.upload([PART, b"end"])
    told = room.call("get_object_attributes", Key="k", ObjectAttributes=["ObjectParts"])
    assert told["ObjectParts"]["TotalPartsCount"] == 2


@check
def the_same_key_may_be_uploaded_twice_at_once(room: Room) -> None:
    first, second = room.begin(), room.begin()
    etags = [room.part(upload, 1, body)["ETag"] for upload, body in ((first, b"one"), (second, b"two"))]
    room.complete(second, [{"PartNumber": 1, "ETag": etags[1]}])
    room.complete(first, [{"PartNumber": 1, "ETag": etags[0]}])
    assert room.body() == b"one"


@check
def a_copy_of_an_upload_has_a_plain_etag(room: Room) -> None:
    room.upload([b"x"])
    room.call("copy_object", Key="copy", CopySource=f"{room.bucket}/k")
    assert room.head("copy")["ETag"] == f'"{hashlib.md5(b"x", usedforsecurity=False).hexdigest()}"'


@check
def the_size_that_is_announced_must_be_right(room: Room) -> None:
    upload = room.begin()
    done = [{"PartNumber": 1, "ETag": room.part(upload, 1, b"x")["ETag"]}]
    refused("InvalidRequest", 400, lambda: room.complete(upload, done, MpuObjectSize=7))
