"""Conditions on gets, puts, deletions and completions."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from tests.storage.conformance.table import PART, Room, cases, check, refused

LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)
OTHER = '"00000000000000000000000000000000"'


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(days=1)


@check
def a_put_that_must_be_new_is_let_in_once(room: Room) -> None:
    room.put(body=b"first", IfNoneMatch="*")
    refused("PreconditionFailed", 412, lambda: room.put(body=b"second", IfNoneMatch="*"))
    assert room.body() == b"first"


@check
def of_many_puts_that_must_be_new_one_wins(room: Room) -> None:
    def put(number: int) -> int:
        try:
            room.put(body=bytes([number]), IfNoneMatch="*")
        except ClientError as error:
            return int(error.response["Error"]["Code"] not in {"PreconditionFailed", "ConditionalRequestConflict"})
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(put, range(16))) == 1


@check
def after_a_deletion_a_put_is_new_again(room: Room) -> None:
    room.put(IfNoneMatch="*")
    room.call("delete_object", Key="k")
    room.put(IfNoneMatch="*")


@check
def a_put_may_name_what_it_replaces(room: Room) -> None:
    etag = room.put()["ETag"]
    room.put(body=b"next", IfMatch=etag)
    refused("PreconditionFailed", 412, lambda: room.put(body=b"late", IfMatch=etag))
    assert room.body() == b"next"


@check
def a_put_that_replaces_what_is_missing_finds_no_key(room: Room) -> None:
    refused("NoSuchKey", 404, lambda: room.put(IfMatch=OTHER))


@check
def a_put_may_not_depend_on_an_etag_that_is_absent(room: Room) -> None:
    answer = room.signed("PUT", "/{bucket}/k", {"if-none-match": OTHER}, b"x")
    assert (answer.status, answer.code) == (501, "NotImplemented"), answer


@check
def a_reader_who_has_the_object_is_told_so(room: Room) -> None:
    etag = room.put()["ETag"]
    refused("304", 304, lambda: room.get(IfNoneMatch=etag))
    refused("304", 304, lambda: room.head(IfNoneMatch=etag))
    refused("304", 304, lambda: room.get(IfNoneMatch="*"))


@check
def an_answer_of_304_has_no_body_and_the_etag(room: Room) -> None:
    etag = room.put()["ETag"]
    answer = room.signed("GET", "/{bucket}/k", {"if-none-match": etag})
    assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", etag)


@cases(("get",), ("head",))
def a_reader_who_wants_another_object_is_refused(room: Room, how: str) -> None:
    room.put()
    refused("PreconditionFailed", 412, lambda: getattr(room, how)(IfMatch=OTHER))


@cases(
    ({"IfNoneMatch": OTHER},), ({"IfModifiedSince": LONG_AGO},), ({"IfUnmodifiedSince": "soon"},),
    ({"IfMatch": "etag"},),
    ({"IfMatch": "etag", "IfUnmodifiedSince": LONG_AGO},), ({"IfNoneMatch": OTHER, "IfModifiedSince": "soon"},),
)  # fmt: skip
def a_condition_that_holds_lets_in(room: Room, asked: dict[str, Any]) -> None:
    etag = room.put()["ETag"]
    values = {"etag": etag, "soon": soon()}
    assert room.body(**{name: values.get(value, value) for name, value in asked.items()}) == b"hello"


@check
def an_object_older_than_asked_for_is_304(room: Room) -> None:
    room.put()
    moment = room.head()["LastModified"]
    refused("304", 304, lambda: room.get(IfModifiedSince=moment))


@check
def an_object_newer_than_asked_for_is_412(room: Room) -> None:
    room.put()
    refused("PreconditionFailed", 412, lambda: room.get(IfUnmodifiedSince=LONG_AGO))


@check
def an_etag_that_is_had_outweighs_a_date(room: Room) -> None:
    etag = room.put()["ETag"]
    refused("304", 304, lambda: room.get(IfNoneMatch=etag, IfModifiedSince=LONG_AGO))


@check
def a_date_that_is_none_is_ignored(room: Room) -> None:
    room.put()
    assert room.signed("GET", "/{bucket}/k", {"if-modified-since": "yesterday"}).status == 200


@check
def a_condition_comes_before_a_range(room: Room) -> None:
    room.put()
    answer = room.signed("GET", "/{bucket}/k", {"if-match": OTHER, "range": "bytes=0-1"})
    assert answer.status == 412


@check
def a_deletion_may_name_what_it_removes(room: Room) -> None:
    etag = room.put()["ETag"]
    refused("PreconditionFailed", 412, lambda: room.call("delete_object", Key="k", IfMatch=OTHER))
    room.call("delete_object", Key="k", IfMatch=etag)
    assert room.keys() == []


@check
def a_completion_must_be_new_as_a_put(room: Room) -> None:
    upload = room.begin()
    etag = room.part(upload, 1, b"x")["ETag"]
    room.put(body=b"there")
    done = [{"PartNumber": 1, "ETag": etag}]
    refused("PreconditionFailed", 412, lambda: room.complete(upload, done, IfNoneMatch="*"))
    assert room.body() == b"there"


@check
def a_completion_may_name_what_it_replaces(room: Room) -> None:
    upload, there = room.begin(), room.put()["ETag"]
    etag = room.part(upload, 1, PART)["ETag"]
    done = [{"PartNumber": 1, "ETag": etag}]
    refused("PreconditionFailed", 412, lambda: room.complete(upload, done, IfMatch=OTHER))
    room.complete(upload, done, IfMatch=there)


@check
def a_failed_condition_names_itself(room: Room) -> None:
    room.put()
    answer = room.signed("PUT", "/{bucket}/k", {"if-none-match": "*"}, b"x")
    assert answer.element("Condition") == "If-None-Match"
