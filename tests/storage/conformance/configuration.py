"""How a fresh bucket answers questions about its configuration, and cross-origin requests."""

from tests.storage.conformance.table import Answer, Room, cases, check, refused

RULES = {
    "CORSRules": [
        {
            "AllowedOrigins": ["https://app.example"],
            "AllowedMethods": ["GET", "PUT"],
            "AllowedHeaders": ["x-amz-*", "content-type"],
            "ExposeHeaders": ["ETag"],
            "MaxAgeSeconds": 600,
        }
    ]
}


@cases(
    ("get_bucket_policy", "NoSuchBucketPolicy"), ("get_bucket_cors", "NoSuchCORSConfiguration"),
    ("get_bucket_lifecycle_configuration", "NoSuchLifecycleConfiguration"),
    ("get_bucket_encryption", "ServerSideEncryptionConfigurationNotFoundError"),
    ("get_bucket_website", "NoSuchWebsiteConfiguration"), ("get_bucket_tagging", "NoSuchTagSet"),
    ("get_object_lock_configuration", "ObjectLockConfigurationNotFoundError"),
    ("get_bucket_replication", "ReplicationConfigurationNotFoundError"),
)  # fmt: skip
def a_fresh_bucket_lacks_what_nobody_set(room: Room, operation: str, code: str) -> None:
    refused(code, 404, lambda: room.call(operation))


@check
def a_fresh_bucket_keeps_no_versions(room: Room) -> None:
    assert "Status" not in room.call("get_bucket_versioning")


@check
def a_fresh_bucket_is_the_owners_alone(room: Room) -> None:
    acl = room.call("get_bucket_acl")
    assert [each["Permission"] for each in acl["Grants"]] == ["FULL_CONTROL"]
    assert acl["Grants"][0]["Grantee"]["ID"] == acl["Owner"]["ID"]


@check
def an_object_is_the_owners_alone(room: Room) -> None:
    room.put()
    acl = room.call("get_object_acl", Key="k")
    assert [each["Permission"] for each in acl["Grants"]] == ["FULL_CONTROL"]


@check
def a_fresh_bucket_is_paid_for_by_its_owner(room: Room) -> None:
    assert room.call("get_bucket_request_payment")["Payer"] == "BucketOwner"


@cases(
    ("get_bucket_logging", "LoggingEnabled"), ("get_bucket_notification_configuration", "TopicConfigurations"),
    ("get_bucket_accelerate_configuration", "Status"),
)  # fmt: skip
def a_fresh_bucket_is_not_told_to_tell(room: Room, operation: str, lacked: str) -> None:
    assert lacked not in room.call(operation)


@check
def a_fresh_bucket_enforces_its_owner(room: Room) -> None:
    rules = room.call("get_bucket_ownership_controls")["OwnershipControls"]["Rules"]
    assert rules == [{"ObjectOwnership": "BucketOwnerEnforced"}]


@check
def a_fresh_bucket_blocks_the_public(room: Room) -> None:
    assert all(room.call("get_public_access_block")["PublicAccessBlockConfiguration"].values())


@cases(("delete_bucket_cors",), ("delete_bucket_policy",), ("delete_bucket_lifecycle",), ("delete_bucket_tagging",))
def to_erase_what_nobody_set_succeeds(room: Room, operation: str) -> None:
    assert room.call(operation)["ResponseMetadata"]["HTTPStatusCode"] == 204


@check
def rules_of_cors_are_kept(room: Room) -> None:
    room.call("put_bucket_cors", CORSConfiguration=RULES)
    assert room.call("get_bucket_cors")["CORSRules"] == RULES["CORSRules"]
    room.call("delete_bucket_cors")
    refused("NoSuchCORSConfiguration", 404, lambda: room.call("get_bucket_cors"))


@check
def a_rule_for_a_method_that_s3_lacks_is_refused(room: Room) -> None:
    rules = {"CORSRules": [{"AllowedOrigins": ["*"], "AllowedMethods": ["PATCH"]}]}
    refused("InvalidRequest", 400, lambda: room.call("put_bucket_cors", CORSConfiguration=rules))


def preflight(room: Room, origin: str = "https://app.example", method: str = "PUT", headers: str = "") -> Answer:
    asked = {"origin": origin, "access-control-request-method": method}
    more = {"access-control-request-headers": headers} if headers else {}
    return room.anonymous("OPTIONS", "/{bucket}/k", asked | more)


@check
def a_page_that_a_rule_names_is_let_in(room: Room) -> None:
    room.call("put_bucket_cors", CORSConfiguration=RULES)
    answer = preflight(room, headers="X-Amz-Date, Content-Type")
    assert answer.status == 200, answer
    assert answer.headers["access-control-allow-origin"] == "https://app.example"
    assert "PUT" in answer.headers["access-control-allow-methods"]
    assert answer.headers["access-control-max-age"] == "600"
    assert "x-amz-date" in answer.headers["access-control-allow-headers"].lower()


@cases(({"origin": "https://evil.example"},), ({"method": "DELETE"},), ({"headers": "authorization"},))
def a_page_that_no_rule_names_is_not(room: Room, asked: dict[str, str]) -> None:
    room.call("put_bucket_cors", CORSConfiguration=RULES)
    answer = preflight(room, **asked)
    assert (answer.status, answer.code) == (403, "AccessForbidden"), answer


@check
def without_rules_no_page_is_let_in(room: Room) -> None:
    answer = preflight(room)
    assert (answer.status, answer.code) == (403, "AccessForbidden"), answer


@check
def a_question_without_an_origin_is_a_bad_request(room: Room) -> None:
    room.call("put_bucket_cors", CORSConfiguration=RULES)
    assert room.anonymous("OPTIONS", "/{bucket}/k", {"access-control-request-method": "GET"}).status == 400


@check
def an_answer_tells_a_page_that_it_may_read(room: Room) -> None:
    room.call("put_bucket_cors", CORSConfiguration=RULES)
    room.put()
    told = room.signed("GET", "/{bucket}/k", {"origin": "https://app.example"}).headers
    assert told["access-control-allow-origin"] == "https://app.example"
    assert told["access-control-expose-headers"] == "ETag"
    other = room.signed("GET", "/{bucket}/k", {"origin": "https://evil.example"}).headers
    assert "access-control-allow-origin" not in other


@check
def every_page_may_be_let_in(room: Room) -> None:
    rules = {"CORSRules": [{"AllowedOrigins": ["*"], "AllowedMethods": ["GET"]}]}
    room.call("put_bucket_cors", CORSConfiguration=rules)
    assert preflight(room, "https://any.example", "GET").headers["access-control-allow-origin"] == "*"
