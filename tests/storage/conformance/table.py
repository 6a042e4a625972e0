"""The table of checks, and what each is given."""

import http.client
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import boto3
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

Client: TypeAlias = Any
MIB = 1024 * 1024
PART = bytes(5 * MIB)
"""The smallest part that is not the last."""


class Signer(S3SigV4Auth):
    """Signs what a request says of its body, where it says something."""

    def payload(self, request: AWSRequest) -> str:
        given: str = request.context.get("payload") or super().payload(request)
        return given


@dataclass(frozen=True)
class Answer:
    """An answer over HTTP, as it came."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str:
        return self.element("Code") or ""

    def element(self, name: str) -> str | None:
        found = re.search(f"<{name}>([^<]*)</{name}>", self.body.decode("utf-8", "replace"))
        return found[1] if found else None


@dataclass
class Target:
    """A server that speaks S3, and the keys to it."""

    url: str
    access_key: str = "imageflow"
    secret_key: str = "imageflow-secret"
    names: Iterator[int] = field(default_factory=count)

    def client(self, **config: Any) -> Client:
        given: dict[str, Any] = {"retries": {"total_max_attempts": 1}, "s3": {"addressing_style": "path"}}
        return boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            config=Config(**given | config),
        )

    @cached_property
    def s3(self) -> Client:
        return self.client()

    @cached_property
    def presigner(self) -> Client:
        return self.client(signature_version="s3v4")

    @cached_property
    def presigner2(self) -> Client:
        """Signs links as boto3 does when nothing else is said."""
        return self.client()

    @cached_property
    def plain(self) -> Client:
        """Sends no checksums unless S3 demands them."""
        return self.client(request_checksum_calculation="when_required", response_checksum_validation="when_required")


def send(url: str, method: str, headers: dict[str, str] | None = None, body: bytes = b"") -> Answer:
    """Send a request as it is."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=30)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.putrequest(method, target, skip_accept_encoding=True, skip_host="host" in (headers or {}))
        for name, value in ({"content-length": str(len(body))} | (headers or {})).items():
            connection.putheader(name, value.encode())
        connection.endheaders(body or None)
        answer = connection.getresponse()
        return Answer(answer.status, {n.lower(): v for n, v in answer.getheaders()}, answer.read())
    finally:
        connection.close()


@dataclass
class Room:
    """A bucket of a check's own."""

    target: Target
    bucket: str

    @property
    def s3(self) -> Client:
        return self.target.s3

    def put(self, key: str = "k", body: bytes = b"hello", **more: Any) -> Any:
        return self.s3.put_object(Bucket=self.bucket, Key=key, Body=body, **more)

    def get(self, key: str = "k", **more: Any) -> Any:
        return self.s3.get_object(Bucket=self.bucket, Key=key, **more)

    def head(self, key: str = "k", **more: Any) -> Any:
        return self.s3.head_object(Bucket=self.bucket, Key=key, **more)

    def body(self, key: str = "k", **more: Any) -> bytes:
        content: bytes = self.get(key, **more)["Body"].read()
        return content

    def call(self, operation: str, **more: Any) -> Any:
        """Call an operation of boto3 on this bucket."""
        return getattr(self.s3, operation)(Bucket=self.bucket, **more)

    def signed(
        self, method: str, target: str, headers: dict[str, str] | None = None, body: bytes = b"", **signer: str
    ) -> Answer:
        """Sign a request (`{bucket}` in its target is this bucket) and send it."""
        url = self.target.url + target.replace("{bucket}", self.bucket)
        keys = Credentials(signer.get("access", self.target.access_key), signer.get("secret", self.target.secret_key))
        request = AWSRequest(method, url, dict(headers or {}), body)
        request.context["payload"] = (headers or {}).get("x-amz-content-sha256")
        Signer(keys, "s3", signer.get("region", "us-east-1")).add_auth(request)
        return send(url, method, dict(request.headers.items()), body)

    def anonymous(self, method: str, target: str, headers: dict[str, str] | None = None, body: bytes = b"") -> Answer:
        return send(self.target.url + target.replace("{bucket}", self.bucket), method, headers, body)

    def upload(self, parts: list[bytes], key: str = "k", **more: Any) -> Any:
        """Upload in parts, and give what the completion answered."""
        upload = self.call("create_multipart_upload", Key=key, **more)["UploadId"]
        done = [
            {"PartNumber": number, "ETag": self.part(upload, number, part, key)["ETag"]}
            for number, part in enumerate(parts, 1)
        ]
        return self.complete(upload, done, key)

    def begin(self, key: str = "k", **more: Any) -> str:
        upload: str = self.call("create_multipart_upload", Key=key, **more)["UploadId"]
        return upload

    def part(self, upload: str, number: int, body: bytes, key: str = "k", **more: Any) -> Any:
        return self.call("upload_part", Key=key, UploadId=upload, PartNumber=number, Body=body, **more)

    def complete(self, upload: str, parts: list[dict[str, Any]], key: str = "k", **more: Any) -> Any:
        return self.call(
            "complete_multipart_upload", Key=key, UploadId=upload, MultipartUpload={"Parts": parts}, **more
        )

    def keys(self, **more: Any) -> list[str]:
        return [each["Key"] for each in self.call("list_objects_v2", **more).get("Contents", [])]


def refused(code: str, status: int, work: Callable[[], Any]) -> dict[str, Any]:
    """Have a request refused, by its code (HEAD: its status alone); give the error document."""
    try:
        work()
    except ClientError as error:
        answer = error.response
        assert answer["Error"]["Code"] in {code, str(status)}, (answer["Error"], f"expected {code}")
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == status, answer["ResponseMetadata"]["HTTPStatusCode"]
        return dict(answer["Error"])
    raise AssertionError(f"was let in; expected {code}")


Check = Callable[[Room], None]
CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Enter a check by its name."""
    assert function.__name__ not in CHECKS
    CHECKS[function.__name__] = function
    return function


def cases(*given: tuple[Any, ...]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Enter a check once for each case."""

    def enter(function: Callable[..., None]) -> Callable[..., None]:
        for number, case in enumerate(given, 1):
            CHECKS[f"{function.__name__}[{number}]"] = lambda room, case=case: function(room, *case)  # type: ignore[misc]
        return function

    return enter


def room_of(target: Target) -> Room:
    """Make a fresh bucket for a check."""
    room = Room(target, f"conformance-{next(target.names)}")
    target.s3.create_bucket(Bucket=room.bucket)
    return room
