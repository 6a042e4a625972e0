"""Requests as octets, signed by botocore but sent as they are: what no client library would send."""

import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from botocore.auth import SIGV4_TIMESTAMP, S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from tests.storage.service import SECRET, Service


@dataclass(frozen=True)
class Answer:
    """An answer, and the code of its error document."""

    status: int
    headers: dict[str, str]
    body: bytes
    code: str = field(default="")

    def element(self, name: str) -> str | None:
        found = re.search(f"<{name}>([^<]*)</{name}>", self.body.decode())
        return found[1] if found else None


def send(
    service: Service, method: str, target: str, headers: dict[str, str] | None = None, body: bytes = b""
) -> Answer:
    """Send a request as it is."""
    connection = http.client.HTTPConnection(urlsplit(service.url).netloc, timeout=20)
    try:
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in ({"content-length": str(len(body))} | (headers or {})).items():
            if value:
                connection.putheader(name, value.encode())
        connection.endheaders(body or None)
        answer = connection.getresponse()
        given = {name.lower(): value for name, value in answer.getheaders()}
        content = answer.read()
    finally:
        connection.close()
    found = re.search(rb"<Code>(\w+)</Code>", content)
    return Answer(answer.status, given, content, found[1].decode() if found else "")


def auth(region: str = "us-east-1") -> S3SigV4Auth:
    return S3SigV4Auth(Credentials("imageflow", SECRET), "s3", region)


def prepared(
    service: Service, method: str, target: str, headers: dict[str, str] | None = None, body: bytes = b""
) -> AWSRequest:
    """Give a request that is ready to be signed at the run's time; `x-amz-content-sha256` may be given."""
    request = AWSRequest(method, service.url + target, headers or {}, body)
    stamp = service.runtime.clock.now().strftime(SIGV4_TIMESTAMP)
    request.context["timestamp"] = stamp
    request.headers["x-amz-date"] = stamp
    if "x-amz-content-sha256" not in request.headers:
        request.headers["x-amz-content-sha256"] = auth().payload(request)
    return request


def signature_of(request: AWSRequest, signer: S3SigV4Auth) -> str:
    signature: str = signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request)
    return signature


def signed(
    service: Service,
    method: str,
    target: str,
    headers: dict[str, str] | None = None,
    body: bytes = b"",
    *,
    signer: S3SigV4Auth | None = None,
) -> Answer:
    """Sign a request and send it."""
    signer = signer or auth()
    request = prepared(service, method, target, headers, body)
    names = signer.signed_headers(signer.headers_to_sign(request))
    request.headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={signer.scope(request)}, SignedHeaders={names}, "
        f"Signature={signature_of(request, signer)}"
    )
    return send(service, method, target, {n: v for n, v in request.headers.items() if n != "host"}, body)
