"""Tags of objects and buckets."""

from typing import Any

from tests.storage.conformance.table import Room, cases, check, refused

TAGS = [{"Key": "a", "Value": "1"}, {"Key": "b c", "Value": ""}]


def by_key(tags: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(tags, key=lambda tag: tag["Key"])


@check
def an_object_has_no_tags_at_first(room: Room) -> None:
    room.put()
    assert room.call("get_object_tagging", Key="k")["TagSet"] == []


@check
def an_object_keeps_its_tags(room: Room) -> None:
    room.put()
    room.call("put_object_tagging", Key="k", Tagging={"TagSet": TAGS})
    assert by_key(room.call("get_object_tagging", Key="k")["TagSet"]) == TAGS
    assert (room.body(), room.get()["TagCount"]) == (b"hello", 2)


@check
def an_object_is_tagged_as_it_is_put(room: Room) -> None:
    room.put(Tagging="a=1&b%20c=")
    assert by_key(room.call("get_object_tagging", Key="k")["TagSet"]) == TAGS


@check
def an_object_loses_its_tags(room: Room) -> None:
    room.put(Tagging="a=1")
    assert room.call("delete_object_tagging", Key="k")["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert room.call("get_object_tagging", Key="k")["TagSet"] == []


@check
def a_put_takes_the_tags_of_the_old_object_away(room: Room) -> None:
    room.put(Tagging="a=1")
    room.put()
    assert room.call("get_object_tagging", Key="k")["TagSet"] == []


@check
def tags_leave_an_objects_etag_and_metadata(room: Room) -> None:
    etag = room.put(Metadata={"a": "b"})["ETag"]
    room.call("put_object_tagging", Key="k", Tagging={"TagSet": TAGS})
    head = room.head()
    assert (head["ETag"], head["Metadata"]) == (etag, {"a": "b"})


@check
def a_missing_object_has_no_tags(room: Room) -> None:
    refused("NoSuchKey", 404, lambda: room.call("get_object_tagging", Key="k"))
    refused("NoSuchKey", 404, lambda: room.call("put_object_tagging", Key="k", Tagging={"TagSet": TAGS}))


@cases(
    ([{"Key": "k" * 129, "Value": ""}], "InvalidTag"), ([{"Key": "k", "Value": "v" * 257}], "InvalidTag"),
    ([{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}], "InvalidTag"),
    ([{"Key": f"k{number}", "Value": ""} for number in range(11)], "BadRequest"),
)  # fmt: skip
def tags_that_s3_does_not_take_are_refused(room: Room, tags: list[dict[str, str]], code: str) -> None:
    room.put()
    refused(code, 400, lambda: room.call("put_object_tagging", Key="k", Tagging={"TagSet": tags}))


@check
def a_header_of_tags_that_is_none_is_refused(room: Room) -> None:
    answer = room.signed("PUT", "/{bucket}/k", {"x-amz-tagging": "a=1&a=2"}, b"x")
    assert (answer.status, answer.code) in {(400, "InvalidArgument"), (400, "InvalidTag")}, answer


@check
def a_bucket_keeps_its_tags(room: Room) -> None:
    refused("NoSuchTagSet", 404, lambda: room.call("get_bucket_tagging"))
    room.call("put_bucket_tagging", Tagging={"TagSet": TAGS})
    assert by_key(room.call("get_bucket_tagging")["TagSet"]) == TAGS
    room.call("delete_bucket_tagging")
    refused("NoSuchTagSet", 404, lambda: room.call("get_bucket_tagging"))


@cases(("put_object_tagging", "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>"), ("", "<Other/>"))
def a_document_of_tags_that_is_none_is_malformed(room: Room, _name: Any, body: str) -> None:
    room.put()
    answer = room.signed("PUT", "/{bucket}/k?tagging", {}, body.encode())
    assert (answer.status, answer.code) == (400, "MalformedXML"), answer
