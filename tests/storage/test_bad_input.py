"""Bad input gets one clear S3 document, never a 500."""

import base64
import contextlib
import hashlib
import re
import socket
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stubs.storage import documents
from stubs.storage.addresses import canonical_path, decode
from stubs.storage.errors import S3Error
from tests.storage.raw import send, signed
from tests.storage.service import Service


def test_health_needs_no_signature(service: Service) -> None:
    """`GET /health` tells that the stub is up, and bears a request id as every answer does."""
    answer = send(service, "GET", "/health")
    assert (answer.status, answer.body) == (200, b'{"status":"pass"}')
    assert re.fullmatch("[0-9A-F]{16}", answer.headers["x-amz-request-id"])


def test_an_error_is_the_document_that_s3_sends(service: Service) -> None:
    """Code, message, what it is about, and the request id of the headers."""
    answer = signed(service, "GET", "/imageflow/a%20%26b")
    error = ET.fromstring(answer.body)  # noqa: S314 - the stub's own document
    assert error.tag == "Error"
    assert {each.tag: each.text for each in error} == {
        "Code": "NoSuchKey",
        "Message": "The specified key does not exist.",
        "Key": "a &b",
        "Resource": "/imageflow/a%20%26b",
        "RequestId": answer.headers["x-amz-request-id"],
        "HostId": answer.headers["x-amz-id-2"],
    }
    assert answer.headers["content-type"] == "application/xml"


@pytest.mark.parametrize(
    "target",
    ["/imageflow/%ff", "/imageflow/a%00b", "/imageflow/%zz", "/%ff", "/imageflow?prefix=%ff", "/imageflow/%C3"],
)
def test_a_path_that_is_no_text_is_refused(service: Service, target: str) -> None:
    """Octets that are no UTF-8, NUL and broken escapes are InvalidURI."""
    answer = send(service, "GET", target)
    assert (answer.status, answer.code) == (400, "InvalidURI")


@pytest.mark.parametrize("octets", [b"/imageflow/\xff\xfe", b"/imageflow/" + b"a" * 10_000_000, b"nonsense"])
def test_a_request_line_that_is_none_is_refused_by_the_server(service: Service, octets: bytes) -> None:
    """The server answers 4xx or hangs up; the stub goes on."""
    parts = urlsplit(service.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), 20) as connection:
        try:
            connection.sendall(b"GET " + octets + b" HTTP/1.1\r\nHost: x\r\n\r\n")
            answer = connection.recv(100)
        except ConnectionError:
            answer = b""
    assert not answer or answer.startswith(b"HTTP/1.1 4")
    assert send(service, "GET", "/health").status == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD", "POST", "PATCH", "OPTIONS", "PROPFIND"])
@pytest.mark.parametrize("target", ["/", "/imageflow", "/imageflow/k", "/imageflow/", "//", "/a/b/../c"])
def test_every_method_has_an_answer(service: Service, method: str, target: str) -> None:
    """Whatever is asked for, signed, is answered by success or a 4xx of S3, never by a fault."""
    answer = signed(service, method, target)
    assert answer.status in {200, 204, 400, 404, 405, 409, 411}
    assert "x-amz-request-id" in answer.headers


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("/imageflow?session", "NotImplemented"),
        ("/imageflow/k?uploads", "NotImplemented"),
        ("/imageflow/k?torrent", "NotImplemented"),
        ("/imageflow?nonsense=1", ""),
        ("/imageflow?list-type=3", "InvalidArgument"),
        ("/imageflow?max-keys=99999999999999", "InvalidArgument"),
        ("/imageflow?max-keys=%C2%B2", "InvalidArgument"),
        ("/imageflow?x-id=ListObjects", ""),
    ],
)
def test_a_query_is_known_or_refused(service: Service, target: str, code: str) -> None:
    """What S3 has and the stub lacks is NotImplemented, what makes no sense InvalidArgument, the rest is ignored."""
    answer = signed(service, "GET", target)
    assert (answer.status, answer.code) == ({"NotImplemented": 501, "InvalidArgument": 400, "": 200}[code], code)


LAUGHS = (
    b'<!DOCTYPE Delete [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<Delete><Object><Key>&b;</Key></Object></Delete>"
)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no xml",
        b"<Delete><Object><Key>k</Key></Object>",
        b"<Delete></Delete>",
        b"<Delete><Object></Object></Delete>",
        b"<Delete><Object><Key></Key></Object></Delete>",
        b"<Other><Object><Key>k</Key></Object></Other>",
        b"<Delete><Object><Key>k</Key><Key>l</Key></Object></Delete>",
        b"<Delete>" + b"<Object><Key>k</Key></Object>" * 1001 + b"</Delete>",
        b"<a>" * 100_000,
        b"<Delete><Object><Key>\xff</Key></Object></Delete>",
        b'<?xml version="1.0" encoding="utf-16"?><Delete/>',
        LAUGHS,
        LAUGHS.decode().encode("utf-16"),
        b'<!DOCTYPE Delete SYSTEM "file:///etc/passwd"><Delete><Object><Key>k</Key></Object></Delete>',
    ],
)
def test_xml_that_is_none_is_malformed(service: Service, body: bytes) -> None:
    """What is no list of keys, or brings a document type, is MalformedXML and removes nothing."""
    signed(service, "PUT", "/imageflow/k", {}, b"x")
    digest = {"x-amz-checksum-sha256": base64.b64encode(hashlib.sha256(body).digest()).decode()}
    answer = signed(service, "POST", "/imageflow?delete", digest, body)
    assert (answer.status, answer.code) == (400, "MalformedXML")
    assert service.stub.store.bucket("imageflow").keys == ["k"]


def test_many_deletions_need_a_digest(service: Service) -> None:
    """DeleteObjects without Content-MD5 or a checksum is refused, as by S3."""
    answer = signed(service, "POST", "/imageflow?delete", {}, b"<Delete><Object><Key>k</Key></Object></Delete>")
    assert answer.code == "InvalidRequest"


def test_a_document_has_a_megabyte_at_most(service: Service) -> None:
    """A larger one is refused before it is read as XML."""
    answer = signed(service, "PUT", "/second", {}, b" " * (1024 * 1024 + 1))
    assert (answer.status, answer.code) == (400, "MaxMessageLengthExceeded")


def test_metadata_has_two_kilobytes_at_most(service: Service) -> None:
    """More is MetadataTooLarge."""
    assert signed(service, "PUT", "/imageflow/k", {"x-amz-meta-a": "b" * 2048}, b"x").code == "MetadataTooLarge"


def test_a_put_tells_its_length(service: Service) -> None:
    """A body of unknown length is MissingContentLength, as S3 has it."""
    answer = signed(service, "PUT", "/imageflow/k", {"content-length": ""})
    assert (answer.status, answer.code) == (411, "MissingContentLength")


@given(text=st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=20))
def test_every_text_survives_a_path(text: str) -> None:
    """A key that was percent-encoded is decoded to itself, and its canonical form is stable."""
    path = canonical_path("/" + "".join(f"%{octet:02x}" for octet in text.encode()))
    assert decode(path) == "/" + text
    assert canonical_path(path) == path


@given(body=st.binary(max_size=200))
def test_no_octets_break_the_reading_of_xml(body: bytes) -> None:
    """Any octets are read or are MalformedXML."""
    with contextlib.suppress(S3Error):
        documents.read(body)


@given(text=st.text(max_size=50))
def test_every_text_is_written_as_xml(text: str) -> None:
    """A document that holds any text is well formed."""
    ET.fromstring(documents.write("A", [("B", text)]))  # noqa: S314 - the stub's own document
