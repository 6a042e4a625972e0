"""Who is let in."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from botocore import auth

from tests.storage.conformance.table import Answer, Room, cases, check


@cases(("GET", "/"), ("GET", "/{bucket}"), ("GET", "/{bucket}/k"), ("PUT", "/{bucket}/n"), ("DELETE", "/{bucket}/k"))
def a_stranger_is_denied(room: Room, method: str, target: str) -> None:
    room.put()
    answer = room.anonymous(method, target, body=b"x" if method == "PUT" else b"")
    assert (answer.status, answer.code) == (403, "AccessDenied"), answer
    assert room.keys() == ["k"]


@check
def an_unknown_key_is_invalid(room: Room) -> None:
    answer = room.signed("GET", "/{bucket}", access="stranger")
    assert (answer.status, answer.code) == (403, "InvalidAccessKeyId"), answer


@check
def a_wrong_secret_is_no_signature(room: Room) -> None:
    answer = room.signed("GET", "/{bucket}", secret="another")
    assert (answer.status, answer.code) == (403, "SignatureDoesNotMatch"), answer


@check
def a_wrong_region_is_named(room: Room) -> None:
    answer = room.signed("GET", "/{bucket}", region="eu-west-1")
    assert (answer.status, answer.code) == (400, "AuthorizationHeaderMalformed"), answer
    assert answer.element("Region") == "us-east-1"


def at(moment: datetime, room: Room) -> Answer:
    def now(*_: Any, **__: Any) -> datetime:
        return moment.replace(tzinfo=None)

    with patch.object(auth, "get_current_datetime", now):
        return room.signed("GET", "/{bucket}")


@cases((-20,), (20,))
def a_clock_that_is_off_is_told_so(room: Room, minutes: int) -> None:
    answer = at(datetime.now(UTC) + timedelta(minutes=minutes), room)
    assert (answer.status, answer.code) == (403, "RequestTimeTooSkewed"), answer


@check
def a_clock_that_is_off_by_little_is_let_in(room: Room) -> None:
    assert at(datetime.now(UTC) - timedelta(minutes=10), room).status == 200


@cases(
    ("Basic aW1hZ2VmbG93Og==", {400, 403}), ("AWS4-HMAC-SHA256 nonsense", {400}),
    ("AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0", {400}),
)  # fmt: skip
def an_authorization_that_makes_no_sense_is_refused(room: Room, header: str, statuses: set[int]) -> None:
    answer = room.anonymous("GET", "/{bucket}", {"authorization": header})
    assert answer.status in statuses, answer
    assert answer.code


@check
def a_refused_signature_shows_what_was_to_be_signed(room: Room) -> None:
    answer = room.signed("GET", "/{bucket}", secret="another")
    assert (answer.element("StringToSign") or "").startswith("AWS4-HMAC-SHA256")
    assert answer.element("SignatureProvided")
