"""Forms of browsers."""

import base64
import json
from typing import Any

from tests.storage.conformance.table import Answer, Client, Room, cases, check, send

BOUNDARY = "----boundary"


def body_of(fields: dict[str, str], file: bytes | None, filename: str = "a b.png") -> bytes:
    parts = [
        f'content-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()
    ]
    if file is not None:
        head = f'content-disposition: form-data; name="file"; filename="{filename}"\r\ncontent-type: image/png\r\n\r\n'
        parts.append(head.encode() + file + b"\r\n")
    return b"".join(b"--%s\r\n%s" % (BOUNDARY.encode(), part) for part in parts) + b"--%s--\r\n" % BOUNDARY.encode()


def signed(room: Room, how: str = "presigner", key: str = "k", seconds: int = 60, **more: Any) -> dict[str, str]:
    client: Client = getattr(room.target, how)
    post = client.generate_presigned_post(Bucket=room.bucket, Key=key, ExpiresIn=seconds, **more)
    return dict(post["fields"])


def post(room: Room, fields: dict[str, str], file: bytes | None = b"by form") -> Answer:
    headers = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    return send(f"{room.target.url}/{room.bucket}", "POST", headers, body_of(fields, file))


@cases(("presigner",), ("presigner2",))
def a_form_puts(room: Room, how: str) -> None:
    answer = post(room, signed(room, how))
    assert answer.status == 204, answer
    assert room.body() == b"by form"


@check
def a_form_may_name_the_key_by_the_file(room: Room) -> None:
    assert post(room, signed(room, key="dir/${filename}")).status == 204
    assert room.keys() == ["dir/a b.png"]


@check
def a_form_may_describe_the_object(room: Room) -> None:
    said = {"Content-Type": "image/png", "x-amz-meta-a": "b"}
    fields = signed(room, Fields=said, Conditions=[{name: value} for name, value in said.items()])
    assert post(room, fields).status == 204
    head = room.head()
    assert (head["ContentType"], head["Metadata"]) == ("image/png", {"a": "b"})


@cases(("200", 200), ("201", 201), ("204", 204), ("299", 204))
def a_form_may_choose_the_status(room: Room, asked: str, status: int) -> None:
    said = {"success_action_status": asked}
    answer = post(room, signed(room, Fields=said, Conditions=[said]))
    assert answer.status == status, answer
    if status == 201:
        assert (answer.element("Key"), answer.element("Bucket")) == ("k", room.bucket)


@check
def a_form_may_lead_elsewhere(room: Room) -> None:
    said = {"success_action_redirect": "http://example.com/done"}
    answer = post(room, signed(room, Fields=said, Conditions=[said]))
    assert answer.status == 303, answer
    assert answer.headers["location"].startswith(f"http://example.com/done?bucket={room.bucket}&key=k&etag=")


@cases((b"", "EntityTooSmall"), (b"x" * 11, "EntityTooLarge"))
def a_form_keeps_to_the_size_of_its_policy(room: Room, file: bytes, code: str) -> None:
    answer = post(room, signed(room, Conditions=[["content-length-range", 1, 10]]), file)
    assert (answer.status, answer.code) == (400, code), answer
    assert room.keys() == []


@cases(({"key": "other"},), ({"x-amz-meta-a": "b"},))
def a_form_that_its_policy_does_not_let_in_is_denied(room: Room, more: dict[str, str]) -> None:
    answer = post(room, signed(room) | more)
    assert (answer.status, answer.code) == (403, "AccessDenied"), answer
    assert room.keys() == []


@check
def a_policy_may_name_a_beginning(room: Room) -> None:
    fields = signed(room, Conditions=[["starts-with", "$Content-Type", "image/"]])
    assert post(room, fields | {"Content-Type": "text/html"}).code == "AccessDenied"
    assert post(room, fields | {"Content-Type": "image/gif"}).status == 204


@check
def a_policy_that_has_expired_denies(room: Room) -> None:
    answer = post(room, signed(room, seconds=-5))
    assert (answer.status, answer.code) == (403, "AccessDenied"), answer


@check
def a_policy_that_was_changed_is_no_signature(room: Room) -> None:
    fields = signed(room)
    policy = json.loads(base64.b64decode(fields["policy"])) | {"expiration": "2099-01-01T00:00:00Z"}
    answer = post(room, fields | {"policy": base64.b64encode(json.dumps(policy).encode()).decode()})
    assert (answer.status, answer.code) == (403, "SignatureDoesNotMatch"), answer


@check
def a_form_without_a_policy_is_anonymous(room: Room) -> None:
    answer = post(room, {"key": "k"})
    assert (answer.status, answer.code) == (403, "AccessDenied"), answer


@check
def a_form_without_a_file_is_an_invalid_argument(room: Room) -> None:
    answer = post(room, signed(room), None)
    assert (answer.status, answer.code) == (400, "InvalidArgument"), answer
