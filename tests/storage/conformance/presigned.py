"""Links that let their bearer in."""

from typing import Any

from tests.storage.conformance.table import Client, Room, cases, check, send

BOTH = [("presigner",), ("presigner2",)]
"""Links of Version 4, and of Version 2, which boto3 makes by default."""


def link(room: Room, operation: str, how: str = "presigner", seconds: int = 60, **more: Any) -> str:
    client: Client = getattr(room.target, how)
    params = {"Bucket": room.bucket, **({} if "list" in operation else {"Key": "k"})} | more
    url: str = client.generate_presigned_url(operation, Params=params, ExpiresIn=seconds)
    return url


@cases(*BOTH)
def a_link_gets(room: Room, how: str) -> None:
    room.put()
    answer = send(link(room, "get_object", how), "GET")
    assert (answer.status, answer.body) == (200, b"hello"), answer


@cases(*BOTH)
def a_link_puts(room: Room, how: str) -> None:
    assert send(link(room, "put_object", how), "PUT", {}, b"by link").status == 200
    assert room.body() == b"by link"


@cases(*BOTH)
def a_link_tells_of_an_object(room: Room, how: str) -> None:
    room.put()
    assert send(link(room, "head_object", how), "HEAD").headers["content-length"] == "5"


@cases(*BOTH)
def a_link_deletes(room: Room, how: str) -> None:
    room.put()
    assert send(link(room, "delete_object", how), "DELETE").status == 204
    assert room.keys() == []


@check
def a_link_lists(room: Room) -> None:
    room.put()
    assert send(link(room, "list_objects_v2", Prefix="k"), "GET").element("KeyCount") == "1"


@cases(*BOTH)
def a_link_that_has_expired_is_denied(room: Room, how: str) -> None:
    room.put()
    answer = send(link(room, "get_object", how, -60 if how == "presigner2" else 0), "GET")
    if how == "presigner":  # made to expire by taking its date back, which breaks the signature as well
        url = link(room, "get_object", how, 1)
        date = url.partition("X-Amz-Date=")[2][:16]
        answer = send(url.replace(date, "20200101T000000Z").replace(date[:8], "20200101"), "GET")
    assert (answer.status, answer.code) == (403, "AccessDenied"), answer


@cases(*BOTH)
def a_link_that_was_changed_is_no_signature(room: Room, how: str) -> None:
    room.put()
    url = link(room, "get_object", how).replace(f"/{room.bucket}/k", f"/{room.bucket}/other")
    answer = send(url, "GET")
    assert (answer.status, answer.code) == (403, "SignatureDoesNotMatch"), answer


@cases(*BOTH)
def a_link_is_for_one_method(room: Room, how: str) -> None:
    room.put()
    answer = send(link(room, "get_object", how), "DELETE")
    assert (answer.status, answer.code) == (403, "SignatureDoesNotMatch"), answer


@check
def a_parameter_that_was_added_breaks_a_link(room: Room) -> None:
    room.put()
    answer = send(link(room, "get_object") + "&response-content-type=text/html", "GET")
    assert (answer.status, answer.code) == (403, "SignatureDoesNotMatch"), answer


@cases(*BOTH)
def a_link_may_describe_the_answer(room: Room, how: str) -> None:
    room.put()
    answer = send(link(room, "get_object", how, ResponseContentDisposition='attachment; filename="a b"'), "GET")
    assert answer.headers.get("content-disposition") == 'attachment; filename="a b"', answer


@check
def a_link_may_demand_a_type(room: Room) -> None:
    url = link(room, "put_object", ContentType="image/png")
    assert send(url, "PUT", {"content-type": "text/html"}, b"x").code == "SignatureDoesNotMatch"
    assert send(url, "PUT", {"content-type": "image/png"}, b"x").status == 200
    assert room.head()["ContentType"] == "image/png"


@check
def a_link_may_demand_metadata(room: Room) -> None:
    url = link(room, "put_object", Metadata={"a": "b"})
    assert send(url, "PUT", {}, b"x").status in {200, 403}
    assert send(url, "PUT", {"x-amz-meta-a": "b"}, b"x").status == 200
    assert room.head()["Metadata"] == {"a": "b"}


@check
def metadata_that_the_link_does_not_name_is_denied(room: Room) -> None:
    answer = send(link(room, "put_object"), "PUT", {"x-amz-meta-a": "b"}, b"x")
    assert (answer.status, answer.code) == (403, "AccessDenied"), answer


@check
def a_link_holds_for_a_week_at_most(room: Room) -> None:
    answer = send(link(room, "get_object", seconds=7 * 24 * 3600 + 1), "GET")
    assert (answer.status, answer.code) == (400, "AuthorizationQueryParametersError"), answer


@cases(("X-Amz-Date",), ("X-Amz-Expires",), ("X-Amz-SignedHeaders",), ("X-Amz-Credential",))
def a_link_that_lacks_a_parameter_is_refused(room: Room, name: str) -> None:
    path, _, query = link(room, "get_object").partition("?")
    left = "&".join(part for part in query.split("&") if not part.startswith(name))
    answer = send(f"{path}?{left}", "GET")
    assert (answer.status, answer.code) == (400, "AuthorizationQueryParametersError"), answer


@check
def a_link_of_an_unknown_key_is_refused(room: Room) -> None:
    answer = send(link(room, "get_object").replace(room.target.access_key, "stranger", 1), "GET")
    assert (answer.status, answer.code) == (403, "InvalidAccessKeyId"), answer


@check
def a_link_uploads_a_part(room: Room) -> None:
    upload = room.begin()
    etag = send(link(room, "upload_part", UploadId=upload, PartNumber=1), "PUT", {}, b"part").headers["etag"]
    room.complete(upload, [{"PartNumber": 1, "ETag": etag}])
    assert room.body() == b"part"


@check
def a_link_to_what_is_missing_finds_no_key(room: Room) -> None:
    answer = send(link(room, "get_object"), "GET")
    assert (answer.status, answer.code) == (404, "NoSuchKey")


@check
def a_link_gives_a_range(room: Room) -> None:
    room.put()
    answer = send(link(room, "get_object"), "GET", {"range": "bytes=1-2"})
    assert (answer.status, answer.body) == (206, b"el")


@check
def a_link_and_a_header_are_one_too_many(room: Room) -> None:
    room.put()
    header = "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
    answer = send(link(room, "get_object"), "GET", {"authorization": header})
    assert (answer.status, answer.code) == (400, "InvalidArgument"), answer
