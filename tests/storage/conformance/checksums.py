"""Digests that vouch for bodies."""

import base64
import hashlib
import zlib
from typing import Any

from tests.storage.conformance.table import PART, Room, cases, check, refused

HELLO = {
    "CRC32": base64.b64encode(zlib.crc32(b"hello").to_bytes(4, "big")).decode(),
    "CRC32C": "mnG7TA==",
    "CRC64NVME": "M3eFcAZSQlc=",
    "SHA1": base64.b64encode(hashlib.sha1(b"hello", usedforsecurity=False).digest()).decode(),
    "SHA256": base64.b64encode(hashlib.sha256(b"hello").digest()).decode(),
}
WRONG = {name: base64.b64encode(bytes(len(base64.b64decode(value)))).decode() for name, value in HELLO.items()}
ALL = [(name,) for name in HELLO]


@cases(*ALL)
def a_checksum_is_verified_kept_and_told(room: Room, name: str) -> None:
    put = room.signed("PUT", "/{bucket}/k", {f"x-amz-checksum-{name.lower()}": HELLO[name]}, b"hello")
    assert put.status == 200, put
    assert put.headers[f"x-amz-checksum-{name.lower()}"] == HELLO[name]
    told = room.signed("HEAD", "/{bucket}/k", {"x-amz-checksum-mode": "ENABLED"}).headers
    assert told[f"x-amz-checksum-{name.lower()}"] == HELLO[name]


@cases(*ALL)
def a_wrong_checksum_refuses_the_put(room: Room, name: str) -> None:
    answer = room.signed("PUT", "/{bucket}/k", {f"x-amz-checksum-{name.lower()}": WRONG[name]}, b"hello")
    assert (answer.status, answer.code) == (400, "BadDigest"), answer
    assert room.keys() == []


@cases(*ALL)
def a_checksum_that_is_none_is_refused(room: Room, name: str) -> None:
    answer = room.signed("PUT", "/{bucket}/k", {f"x-amz-checksum-{name.lower()}": "bad"}, b"hello")
    assert (answer.status, answer.code) == (400, "InvalidRequest"), answer


@check
def a_checksum_is_told_only_when_asked_for(room: Room) -> None:
    room.put(ChecksumSHA256=HELLO["SHA256"])
    assert not any("checksum" in name for name in room.signed("HEAD", "/{bucket}/k").headers)


@check
def only_one_checksum_is_taken(room: Room) -> None:
    headers = {"x-amz-checksum-crc32": HELLO["CRC32"], "x-amz-checksum-sha1": HELLO["SHA1"]}
    answer = room.signed("PUT", "/{bucket}/k", headers, b"hello")
    assert (answer.status, answer.code) == (400, "InvalidRequest"), answer


@check
def a_checksum_is_of_the_algorithm_that_is_named(room: Room) -> None:
    headers = {"x-amz-checksum-crc32": HELLO["CRC32"], "x-amz-sdk-checksum-algorithm": "SHA256"}
    answer = room.signed("PUT", "/{bucket}/k", headers, b"hello")
    assert (answer.status, answer.code) == (400, "InvalidRequest"), answer


@check
def an_object_without_a_checksum_is_given_one(room: Room) -> None:
    assert room.signed("PUT", "/{bucket}/k", {}, b"hello").status == 200
    told = room.signed("HEAD", "/{bucket}/k", {"x-amz-checksum-mode": "ENABLED"}).headers
    assert told["x-amz-checksum-crc64nvme"] == HELLO["CRC64NVME"]


@check
def a_right_md5_lets_in(room: Room) -> None:
    room.put(ContentMD5=base64.b64encode(hashlib.md5(b"hello", usedforsecurity=False).digest()).decode())


@check
def a_wrong_md5_is_a_bad_digest(room: Room) -> None:
    refused("BadDigest", 400, lambda: room.put(ContentMD5="AAAAAAAAAAAAAAAAAAAAAA=="))


@cases(("nonsense",), ("YQ==",))
def an_md5_that_is_none_is_invalid(room: Room, text: str) -> None:
    refused("InvalidDigest", 400, lambda: room.put(ContentMD5=text))


@check
def a_body_is_the_one_that_was_signed(room: Room) -> None:
    answer = room.signed("PUT", "/{bucket}/k", {"x-amz-content-sha256": hashlib.sha256(b"other").hexdigest()}, b"hello")
    assert (answer.status, answer.code) == (400, "XAmzContentSHA256Mismatch"), answer


@check
def a_body_may_be_left_unsigned(room: Room) -> None:
    assert room.signed("PUT", "/{bucket}/k", {"x-amz-content-sha256": "UNSIGNED-PAYLOAD"}, b"hello").status == 200


def chunked(data: bytes, trailer: str = "") -> tuple[dict[str, str], bytes]:
    headers = {
        "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "x-amz-decoded-content-length": str(len(data)),
        "content-encoding": "aws-chunked",
        "x-amz-trailer": "x-amz-checksum-crc32",
    }
    body = b"%x\r\n%s\r\n0\r\n" % (len(data), data)
    return headers, body + (f"x-amz-checksum-crc32:{trailer}\r\n".encode() if trailer else b"") + b"\r\n"


@check
def a_checksum_may_come_behind_the_body(room: Room) -> None:
    answer = room.signed("PUT", "/{bucket}/k", *chunked(b"hello", HELLO["CRC32"]))
    assert answer.status == 200, answer
    assert room.body() == b"hello"
    assert "ContentEncoding" not in room.head()


@check
def a_wrong_checksum_behind_the_body_refuses_the_put(room: Room) -> None:
    answer = room.signed("PUT", "/{bucket}/k", *chunked(b"hello", WRONG["CRC32"]))
    assert (answer.status, answer.code) == (400, "BadDigest"), answer
    assert room.keys() == []


@check
def a_trailer_that_does_not_come_is_malformed(room: Room) -> None:
    answer = room.signed("PUT", "/{bucket}/k", *chunked(b"hello"))
    assert (answer.status, answer.code) == (400, "MalformedTrailerError"), answer


@check
def a_chunked_body_that_is_cut_short_is_incomplete(room: Room) -> None:
    headers, body = chunked(b"hello", HELLO["CRC32"])
    answer = room.signed("PUT", "/{bucket}/k", headers | {"x-amz-decoded-content-length": "9"}, body)
    assert (answer.status, answer.code) == (400, "IncompleteBody"), answer


@check
def a_deletion_of_many_wants_a_digest(room: Room) -> None:
    body = b"<Delete><Object><Key>k</Key></Object></Delete>"
    answer = room.signed("POST", "/{bucket}?delete", {}, body)
    assert (answer.status, answer.code) == (400, "InvalidRequest"), answer


def upload(room: Room, parts: list[bytes], algorithm: str, **more: Any) -> Any:
    begun = room.call("create_multipart_upload", Key="k", ChecksumAlgorithm=algorithm, **more)
    done = []
    for number, body in enumerate(parts, 1):
        part = room.part(begun["UploadId"], number, body, ChecksumAlgorithm=algorithm)
        name = f"Checksum{algorithm}"
        done.append({"PartNumber": number, "ETag": part["ETag"], name: part[name]})
    return room.complete(begun["UploadId"], done)


@cases(("CRC32",), ("SHA1",), ("SHA256",))
def parts_have_a_checksum_of_checksums(room: Room, algorithm: str) -> None:
    digest = {
        "CRC32": lambda data: zlib.crc32(data).to_bytes(4, "big"),
        "SHA1": lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
        "SHA256": lambda data: hashlib.sha256(data).digest(),
    }[algorithm]
    answer = upload(room, [PART, b"end"], algorithm)
    whole = base64.b64encode(digest(digest(PART) + digest(b"end"))).decode()
    assert answer[f"Checksum{algorithm}"] == f"{whole}-2"
    head = room.head(ChecksumMode="ENABLED")
    assert (head[f"Checksum{algorithm}"], head["ChecksumType"]) == (f"{whole}-2", "COMPOSITE")


@check
def parts_have_a_crc_of_the_whole_where_that_is_asked_for(room: Room) -> None:
    answer = upload(room, [PART, b"end"], "CRC32", ChecksumType="FULL_OBJECT")
    whole = base64.b64encode(zlib.crc32(PART + b"end").to_bytes(4, "big")).decode()
    assert (answer["ChecksumCRC32"], answer["ChecksumType"]) == (whole, "FULL_OBJECT")


@cases(("SHA256", "FULL_OBJECT"), ("CRC64NVME", "COMPOSITE"))
def a_checksum_that_cannot_be_made_so_is_refused(room: Room, algorithm: str, kind: str) -> None:
    headers = {"x-amz-checksum-algorithm": algorithm, "x-amz-checksum-type": kind}
    answer = room.signed("POST", "/{bucket}/k?uploads", headers)
    assert (answer.status, answer.code) == (400, "InvalidRequest"), answer


@check
def a_part_has_the_checksum_of_its_upload(room: Room) -> None:
    begun = room.begin(ChecksumAlgorithm="SHA256")
    headers = {"x-amz-checksum-sha1": HELLO["SHA1"]}
    answer = room.signed("PUT", f"/{{bucket}}/k?partNumber=1&uploadId={begun}", headers, b"hello")
    assert (answer.status, answer.code) == (400, "InvalidRequest"), answer


@check
def a_wrong_checksum_refuses_a_part(room: Room) -> None:
    headers = {"x-amz-checksum-sha256": WRONG["SHA256"]}
    answer = room.signed("PUT", f"/{{bucket}}/k?partNumber=1&uploadId={room.begin()}", headers, b"hello")
    assert (answer.status, answer.code) == (400, "BadDigest"), answer


@check
def a_wrong_checksum_of_a_part_refuses_the_completion(room: Room) -> None:
    begun = room.begin(ChecksumAlgorithm="SHA256")
    etag = room.part(begun, 1, b"hello", ChecksumAlgorithm="SHA256")["ETag"]
    part = {"PartNumber": 1, "ETag": etag, "ChecksumSHA256": WRONG["SHA256"]}
    refused("InvalidPart", 400, lambda: room.complete(begun, [part]))


@check
def a_copy_has_a_checksum_of_its_own(room: Room) -> None:
    room.put(ChecksumSHA1=HELLO["SHA1"])
    answer = room.call("copy_object", Key="copy", CopySource=f"{room.bucket}/k", ChecksumAlgorithm="SHA256")
    assert answer["CopyObjectResult"]["ChecksumSHA256"] == HELLO["SHA256"]


@check
def attributes_tell_a_checksum(room: Room) -> None:
    room.put(ChecksumSHA256=HELLO["SHA256"])
    told = room.call("get_object_attributes", Key="k", ObjectAttributes=["Checksum"])
    assert told["Checksum"]["ChecksumSHA256"] == HELLO["SHA256"]
