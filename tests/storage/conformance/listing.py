"""Lists: order, prefixes, delimiters, pages."""

from typing import Any

from tests.storage.conformance.table import Room, cases, check, refused

KEYS = ["a", "b/1", "b/2", "b/c/3", "d e", "d+e", "z/1", "ü"]


def filled(room: Room) -> Room:
    for key in KEYS:
        room.put(key, key.encode())
    return room


@check
def an_empty_bucket_lists_nothing(room: Room) -> None:
    answer = room.call("list_objects_v2")
    assert (answer["KeyCount"], answer["IsTruncated"]) == (0, False)
    assert "Contents" not in answer


@check
def keys_come_in_the_order_of_their_utf8(room: Room) -> None:
    keys = ["Z", "a", "é", "ﬀ", "🐈", "a-", "a/", "a0"]
    for key in keys:
        room.put(key)
    assert room.keys() == sorted(keys, key=str.encode)


@cases(*[(operation, size) for operation in ("list_objects", "list_objects_v2") for size in (1, 2, 3, 8)])
def pages_make_up_the_whole(room: Room, operation: str, size: int) -> None:
    pages = filled(room).s3.get_paginator(operation).paginate(Bucket=room.bucket, PaginationConfig={"PageSize": size})
    found = list(pages)
    assert [each["Key"] for page in found for each in page["Contents"]] == KEYS
    assert len(found) == -(-len(KEYS) // size)


@cases(*[(operation, size) for operation in ("list_objects", "list_objects_v2") for size in (1, 2, 1000)])
def a_delimiter_folds_keys(room: Room, operation: str, size: int) -> None:
    paginator = filled(room).s3.get_paginator(operation)
    pages = list(paginator.paginate(Bucket=room.bucket, Delimiter="/", PaginationConfig={"PageSize": size}))
    assert [each["Prefix"] for page in pages for each in page.get("CommonPrefixes", [])] == ["b/", "z/"]
    assert [each["Key"] for page in pages for each in page.get("Contents", [])] == ["a", "d e", "d+e", "ü"]


@cases(
    ({"Prefix": "b/"}, ["b/1", "b/2", "b/c/3"], []), ({"Prefix": "b/", "Delimiter": "/"}, ["b/1", "b/2"], ["b/c/"]),
    ({"Prefix": "none"}, [], []), ({"StartAfter": "b/2"}, ["b/c/3", "d e", "d+e", "z/1", "ü"], []),
    ({"StartAfter": "zz"}, ["ü"], []), ({"Delimiter": "c/"}, ["a", "b/1", "b/2", "d e", "d+e", "z/1", "ü"], ["b/c/"]),
    ({"Prefix": "b/c/3"}, ["b/c/3"], []), ({"Prefix": "d", "Delimiter": " "}, ["d+e"], ["d "]),
    ({"Prefix": "b", "Delimiter": "/"}, [], ["b/"]), ({"Delimiter": ""}, KEYS, []),
)  # fmt: skip
def a_listing_is_narrowed(room: Room, asked: dict[str, Any], keys: list[str], prefixes: list[str]) -> None:
    answer = filled(room).call("list_objects_v2", **asked)
    assert [each["Key"] for each in answer.get("Contents", [])] == keys
    assert [each["Prefix"] for each in answer.get("CommonPrefixes", [])] == prefixes
    assert answer["KeyCount"] == len(keys) + len(prefixes)


@check
def a_marker_begins_a_page(room: Room) -> None:
    answer = filled(room).call("list_objects", Marker="b/2", MaxKeys=2)
    assert [each["Key"] for each in answer["Contents"]] == ["b/c/3", "d e"]
    assert (answer["Marker"], answer["IsTruncated"]) == ("b/2", True)


@check
def the_first_version_names_the_next_marker_with_a_delimiter_alone(room: Room) -> None:
    filled(room)
    assert "NextMarker" not in room.call("list_objects", MaxKeys=2)
    assert room.call("list_objects", MaxKeys=2, Delimiter="/")["NextMarker"] == "b/"


@check
def a_page_of_nothing_is_whole(room: Room) -> None:
    answer = filled(room).call("list_objects_v2", MaxKeys=0)
    assert (answer["KeyCount"], answer["IsTruncated"], answer["MaxKeys"]) == (0, False, 0)


@check
def more_than_1000_are_1000(room: Room) -> None:
    assert room.call("list_objects_v2", MaxKeys=5000)["MaxKeys"] == 1000


@cases(("max-keys=-1",), ("max-keys=x",), ("encoding-type=base64",), ("list-type=2&continuation-token=",))
def a_listing_that_makes_no_sense_is_refused(room: Room, query: str) -> None:
    answer = room.signed("GET", f"/{{bucket}}?{query}")
    assert (answer.status, answer.code) == (400, "InvalidArgument"), answer


@check
def keys_are_shown_as_urls_where_that_is_asked_for(room: Room) -> None:
    room.put("a b+ü/\x01")
    answer = room.signed("GET", "/{bucket}?encoding-type=url&list-type=2&prefix=a%20b")
    assert answer.element("Key") in {"a%20b%2B%C3%BC/%01", "a+b%2B%C3%BC/%01"}, answer
    assert answer.element("EncodingType") == "url"


@check
def an_entry_tells_of_its_object(room: Room) -> None:
    etag = room.put()["ETag"]
    entry = room.call("list_objects_v2")["Contents"][0]
    assert (entry["Size"], entry["ETag"], entry["StorageClass"]) == (5, etag, "STANDARD")
    assert entry["LastModified"] == room.head()["LastModified"]
    assert "Owner" not in entry


@check
def an_owner_is_shown_when_asked_for_and_in_the_first_version(room: Room) -> None:
    room.put()
    assert room.call("list_objects_v2", FetchOwner=True)["Contents"][0]["Owner"]["ID"]
    assert room.call("list_objects")["Contents"][0]["Owner"]["ID"]


@check
def a_listing_repeats_what_was_asked(room: Room) -> None:
    answer = room.call("list_objects_v2", Prefix="p", Delimiter="/", StartAfter="p/a", MaxKeys=7)
    told = [answer[name] for name in ("Name", "Prefix", "Delimiter", "StartAfter", "MaxKeys")]
    assert told == [room.bucket, "p", "/", "p/a", 7]


@check
def a_token_outweighs_a_start(room: Room) -> None:
    token = filled(room).call("list_objects_v2", MaxKeys=3)["NextContinuationToken"]
    assert room.keys(ContinuationToken=token, StartAfter="a", MaxKeys=1) == ["b/c/3"]


@check
def a_token_that_is_none_is_refused(room: Room) -> None:
    refused("InvalidArgument", 400, lambda: room.call("list_objects_v2", ContinuationToken="no token!"))


@check
def a_bucket_without_versions_lists_each_object_once(room: Room) -> None:
    room.put("a")
    room.put("a")
    versions = room.call("list_object_versions")["Versions"]
    assert [(each["Key"], each["VersionId"], each["IsLatest"]) for each in versions] == [("a", "null", True)]


@check
def an_unfinished_upload_is_not_listed(room: Room) -> None:
    room.part(room.begin(), 1, b"x")
    assert room.keys() == []


@check
def a_prefix_may_be_longer_than_any_key(room: Room) -> None:
    assert filled(room).keys(Prefix="b/1/and/more") == []


@check
def a_folder_that_was_put_is_a_key_of_its_own(room: Room) -> None:
    room.put("f/", b"")
    room.put("f/a")
    answer = room.call("list_objects_v2", Prefix="f/", Delimiter="/")
    assert [each["Key"] for each in answer["Contents"]] == ["f/", "f/a"]
    assert "CommonPrefixes" not in answer
