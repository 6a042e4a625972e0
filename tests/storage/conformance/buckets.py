"""Buckets: their names, their life, their list."""

from tests.storage.conformance.table import Room, cases, check, refused


@check
def a_bucket_is_listed(room: Room) -> None:
    assert room.bucket in [each["Name"] for each in room.s3.list_buckets()["Buckets"]]


@check
def a_list_of_buckets_names_its_owner(room: Room) -> None:
    assert room.s3.list_buckets()["Owner"]["ID"]


@check
def buckets_are_listed_page_by_page(room: Room) -> None:
    for end in "abc":
        room.s3.create_bucket(Bucket=f"{room.bucket}-{end}")
    first = room.s3.list_buckets(MaxBuckets=2, Prefix=f"{room.bucket}-")
    assert len(first["Buckets"]) == 2
    second = room.s3.list_buckets(MaxBuckets=2, Prefix=f"{room.bucket}-", ContinuationToken=first["ContinuationToken"])
    assert [each["Name"] for each in second["Buckets"]] == [f"{room.bucket}-c"]
    assert "ContinuationToken" not in second


@check
def a_bucket_is_found_by_head(room: Room) -> None:
    assert room.call("head_bucket")["ResponseMetadata"]["HTTPStatusCode"] == 200


@check
def a_missing_bucket_is_404_to_head(room: Room) -> None:
    refused("404", 404, lambda: room.s3.head_bucket(Bucket=f"{room.bucket}-no"))


@check
def us_east_1_is_located_by_no_name(room: Room) -> None:
    assert room.call("get_bucket_location")["LocationConstraint"] is None


@check
def an_empty_bucket_is_deleted(room: Room) -> None:
    room.call("delete_bucket")
    refused("404", 404, lambda: room.call("head_bucket"))


@check
def a_bucket_with_an_object_is_not_deleted(room: Room) -> None:
    room.put()
    refused("BucketNotEmpty", 409, lambda: room.call("delete_bucket"))


@check
def a_missing_bucket_is_not_deleted(room: Room) -> None:
    refused("NoSuchBucket", 404, lambda: room.s3.delete_bucket(Bucket=f"{room.bucket}-no"))


@check
def a_bucket_may_be_made_again_or_is_owned_already(room: Room) -> None:
    answer = room.signed("PUT", "/{bucket}")
    assert answer.status == 200 or (answer.status, answer.code) == (409, "BucketAlreadyOwnedByYou")


@cases(
    ("ab",), ("UPPER-case",), ("under_score",), ("-dash",), ("dash-",), ("two..dots",), ("192.168.5.4",), ("x" * 64,),
    ("xn--name",), ("name-s3alias",), ("sthree-name",),
)  # fmt: skip
def a_name_that_s3_does_not_allow_is_refused(room: Room, name: str) -> None:
    answer = room.signed("PUT", f"/{name}")
    assert (answer.status, answer.code) == (400, "InvalidBucketName"), answer


@cases(("abc",), ("a.b.c",), ("1-2-3",), ("x" * 63,))
def a_name_that_s3_allows_is_taken(room: Room, name: str) -> None:
    assert room.signed("PUT", f"/{name}").status in {200, 409}
    assert room.signed("HEAD", f"/{name}").status == 200


@check
def a_bucket_is_not_made_in_a_region_that_is_not_there(room: Room) -> None:
    refused(
        "IllegalLocationConstraintException",
        400,
        lambda: room.s3.create_bucket(
            Bucket=f"{room.bucket}-eu", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"}
        ),
    )


@cases(
    ("put_object", {"Key": "k", "Body": b""}), ("get_object", {"Key": "k"}), ("list_objects_v2", {}),
    ("list_objects", {}), ("delete_object", {"Key": "k"}), ("create_multipart_upload", {"Key": "k"}),
    ("get_bucket_location", {}), ("list_multipart_uploads", {}), ("list_object_versions", {}),
)  # fmt: skip
def nothing_is_done_in_a_missing_bucket(room: Room, operation: str, more: dict[str, object]) -> None:
    refused("NoSuchBucket", 404, lambda: getattr(room.s3, operation)(Bucket=f"{room.bucket}-no", **more))


@check
def a_slash_may_end_a_bucket(room: Room) -> None:
    room.put("k")
    answer = room.signed("GET", "/{bucket}/?list-type=2")
    assert (answer.status, answer.element("KeyCount")) == (200, "1")


@check
def a_bucket_may_stand_in_the_host(room: Room) -> None:
    room.put("k")
    port = room.target.url.rpartition(":")[2]
    answer = room.signed("GET", "/k", {"host": f"{room.bucket}.localhost:{port}"})
    assert (answer.status, answer.body) == (200, b"hello"), answer
