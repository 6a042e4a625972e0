"""Who may do something: Signature Version 4, verified over real sockets."""

import base64
import hashlib
import zlib
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from tests.storage.raw import auth, prepared, send, signature_of, signed
from tests.storage.service import Service
from tests.storage.test_objects import BUCKET, code_of

EMPTY = hashlib.sha256(b"").hexdigest()


def test_a_wrong_secret_is_no_signature(service: Service) -> None:
    """A request signed with another secret is SignatureDoesNotMatch, and what was to be signed is shown."""
    with pytest.raises(ClientError) as refused:
        service.client(secret_key="another").list_buckets()
    assert code_of(refused) == "SignatureDoesNotMatch"
    assert "imageflow-secret" not in str(refused.value.response)
    assert "'CanonicalRequest': 'GET\\n/\\n" in str(refused.value.response)


def test_an_unknown_access_key_is_invalid(service: Service) -> None:
    """A key id that nobody has is InvalidAccessKeyId."""
    with pytest.raises(ClientError) as refused:
        service.client(access_key="stranger").list_buckets()
    assert code_of(refused) == "InvalidAccessKeyId"


@pytest.mark.parametrize("minutes", [-16, 16])
def test_a_request_of_another_time_is_too_skewed(service: Service, minutes: int) -> None:
    """More than a quarter of an hour off, either way, by the run's clock, is RequestTimeTooSkewed."""
    service.runtime.clock.move_on(minutes * 60)
    with pytest.raises(ClientError) as refused:
        service.client().list_buckets()
    assert code_of(refused) == "RequestTimeTooSkewed"


@pytest.mark.parametrize("minutes", [-14, 14])
def test_a_quarter_of_an_hour_is_allowed_for(service: Service, minutes: int) -> None:
    """Less than that is taken."""
    service.runtime.clock.set(service.runtime.clock.now() + timedelta(minutes=minutes))
    assert service.client().list_buckets()["Buckets"]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_an_anonymous_request_is_denied(service: Service, method: str) -> None:
    """Without a signature nothing is told and nothing is done."""
    answer = send(service, method, "/imageflow/k", body=b"x" if method == "PUT" else b"")
    assert (answer.status, answer.code) == (403, "AccessDenied")
    assert service.stub.store.bucket(BUCKET).keys == []


def test_a_signature_for_another_region_names_the_right_one(service: Service) -> None:
    """AuthorizationHeaderMalformed tells the region that is expected."""
    answer = signed(service, "GET", "/", signer=auth(region="eu-west-1"))
    assert (answer.status, answer.code) == (400, "AuthorizationHeaderMalformed")
    assert answer.element("Region") == "us-east-1"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Basic aW1hZ2VmbG93Og==", "InvalidRequest"),
        ("AWS imageflow:c2lnbmF0dXJl", "InvalidRequest"),
        ("AWS4-HMAC-SHA256 nonsense", "AuthorizationHeaderMalformed"),
        ("AWS4-HMAC-SHA256 Credential=imageflow, SignedHeaders=host, Signature=0", "AuthorizationHeaderMalformed"),
        ("AWS4-HMAC-SHA256 Credential=a/b/c/s3/aws4_request, SignedHeaders=, Signature=", "InvalidAccessKeyId"),
        ("AWS4-HMAC-SHA256 Credential=ü/b/c/s3/aws4_request, SignedHeaders=;ü, Signature=ü", "InvalidAccessKeyId"),
    ],
)
def test_an_authorization_that_makes_no_sense_is_refused(service: Service, header: str, code: str) -> None:
    """What is no Signature Version 4 is a 4xx with its own code."""
    stamp = service.runtime.clock.now().strftime("%Y%m%dT%H%M%SZ")
    assert send(service, "GET", "/", {"authorization": header, "x-amz-date": stamp}).code == code


@pytest.mark.parametrize("stamp", ["", "yesterday", "20261122T120000", "20269922T120000Z"])
def test_a_signature_needs_its_time(service: Service, stamp: str) -> None:
    """Without a readable x-amz-date there is nothing to verify against."""
    header = "AWS4-HMAC-SHA256 Credential=imageflow/20261122/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
    assert send(service, "GET", "/", {"authorization": header, "x-amz-date": stamp}).code == "AccessDenied"


def test_headers_that_matter_must_be_signed(service: Service) -> None:
    """An x-amz header that was slipped in beside the signature is denied by name."""
    request = prepared(service, "GET", "/")
    signer = auth()
    names = signer.signed_headers(signer.headers_to_sign(request))
    credential = f"Credential={signer.scope(request)}, SignedHeaders={names}, Signature={signature_of(request, signer)}"
    given = dict(request.headers.items()) | {"authorization": f"AWS4-HMAC-SHA256 {credential}", "x-amz-meta-a": "b"}
    answer = send(service, "GET", "/", given)
    assert (answer.code, answer.element("HeadersNotSigned")) == ("AccessDenied", "x-amz-meta-a")


def test_a_signature_holds_for_one_request_alone(service: Service) -> None:
    """The same headers on another path, method or query are SignatureDoesNotMatch."""
    request = prepared(service, "GET", "/imageflow")
    signer = auth()
    names = signer.signed_headers(signer.headers_to_sign(request))
    credential = f"Credential={signer.scope(request)}, SignedHeaders={names}, Signature={signature_of(request, signer)}"
    given = dict(request.headers.items()) | {"authorization": f"AWS4-HMAC-SHA256 {credential}"}
    assert send(service, "GET", "/imageflow", given).status == 200
    for method, target in (("GET", "/other"), ("DELETE", "/imageflow"), ("GET", "/imageflow?prefix=a")):
        assert send(service, method, target, given).code == "SignatureDoesNotMatch"


def test_a_body_must_be_the_one_that_was_signed(service: Service) -> None:
    """Another body under the same hash is XAmzContentSHA256Mismatch, and nothing is stored."""
    answer = signed(service, "PUT", "/imageflow/k", {"x-amz-content-sha256": EMPTY}, b"other")
    assert (answer.status, answer.code) == (400, "XAmzContentSHA256Mismatch")
    assert service.stub.store.bucket(BUCKET).keys == []


def test_a_client_may_leave_the_body_unsigned(service: Service) -> None:
    """UNSIGNED-PAYLOAD is taken; what is neither that nor a hash is InvalidArgument."""
    assert signed(service, "PUT", "/imageflow/k", {"x-amz-content-sha256": "UNSIGNED-PAYLOAD"}, b"x").status == 200
    assert signed(service, "PUT", "/imageflow/k", {"x-amz-content-sha256": "sha"}, b"x").code == "InvalidArgument"


def chunked(pieces: list[bytes], trailer: bytes) -> bytes:
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return chunks + b"0\r\n" + trailer + b"\r\n"


def streaming(data: bytes, payload: str = "STREAMING-UNSIGNED-PAYLOAD-TRAILER") -> dict[str, str]:
    return {
        "x-amz-content-sha256": payload,
        "x-amz-decoded-content-length": str(len(data)),
        "content-encoding": "aws-chunked",
        "x-amz-trailer": "x-amz-checksum-crc32",
    }


def crc32(data: bytes) -> bytes:
    return base64.b64encode(zlib.crc32(data).to_bytes(4, "big"))


def test_a_chunked_body_is_put_together(service: Service) -> None:
    """Chunks become the object, its trailer is verified, and `aws-chunked` is no part of what is kept."""
    body = chunked([b"hello ", b"world"], b"x-amz-checksum-crc32:" + crc32(b"hello world") + b"\r\n")
    assert signed(service, "PUT", "/imageflow/k", streaming(b"hello world"), body).status == 200
    got = service.client().get_object(Bucket=BUCKET, Key="k")
    assert got["Body"].read() == b"hello world"
    assert got["ChecksumCRC32"] == crc32(b"hello world").decode()
    assert "ContentEncoding" not in got


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (chunked([b"hello"], b"x-amz-checksum-crc32:AAAAAA==\r\n"), "BadDigest"),
        (chunked([b"hell"], b""), "IncompleteBody"),
        (b"5\r\nhel", "IncompleteBody"),
        (b"5\r\nhelloX\r\n0\r\n\r\n", "IncompleteBody"),
        (b"-5\r\nhello\r\n0\r\n\r\n", "IncompleteBody"),
        (b"ffffffffffffffff\r\nhello\r\n0\r\n\r\n", "IncompleteBody"),
        (b"", "IncompleteBody"),
    ],
)
def test_a_broken_chunked_body_is_refused(service: Service, body: bytes, code: str) -> None:
    """A body cut short, miscounted or with a wrong checksum is a 400, and nothing is stored."""
    answer = signed(service, "PUT", "/imageflow/k", streaming(b"hello"), body)
    assert (answer.status, answer.code) == (400, code)
    assert service.stub.store.bucket(BUCKET).keys == []


@pytest.mark.parametrize("forged", [False, True])
def test_signed_chunks_are_verified_one_by_one(service: Service, forged: bool) -> None:
    """Each chunk and the trailers bear a signature over the one before; a forged chunk refuses the put."""
    data, signer = b"hello", auth()
    headers = streaming(data, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")
    request = prepared(service, "PUT", "/imageflow/k", headers, b"")
    scope = signer.credential_scope(request)
    previous = signature_of(request, signer)
    body = b""
    for piece in (data, b""):
        head = ("AWS4-HMAC-SHA256-PAYLOAD", request.context["timestamp"], scope, previous, EMPTY)
        previous = signer.signature("\n".join((*head, hashlib.sha256(piece).hexdigest())), request)
        sent = b"jello" if forged and piece else piece
        body += b"%x;chunk-signature=%s\r\n%s" % (len(piece), previous.encode(), sent + b"\r\n" if piece else b"")
    trailer = b"x-amz-checksum-crc32:" + crc32(data) + b"\n"
    lines = ("AWS4-HMAC-SHA256-TRAILER", request.context["timestamp"], scope, previous)
    closing = signer.signature("\n".join((*lines, hashlib.sha256(trailer).hexdigest())), request)
    body += trailer[:-1] + b"\r\nx-amz-trailer-signature:" + closing.encode() + b"\r\n\r\n"
    answer = signed(service, "PUT", "/imageflow/k", headers, body)
    assert (answer.status, answer.code) == ((403, "SignatureDoesNotMatch") if forged else (200, ""))


def test_a_query_is_signed_in_the_order_of_its_names(s3):
    """A name that begins another comes first, as boto3 signs it: the stub gets as far as not knowing the operation."""
    with pytest.raises(ClientError) as raised:
        s3.select_object_content(
            Bucket="imageflow",
            Key="k",
            Expression="SELECT 1",
            ExpressionType="SQL",
            InputSerialization={"CSV": {}},
            OutputSerialization={"CSV": {}},
        )
    assert raised.value.response["Error"]["Code"] == "NotImplemented"
