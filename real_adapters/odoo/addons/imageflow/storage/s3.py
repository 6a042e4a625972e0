"""Images in an S3 bucket, signed with Signature Version 4."""

import re
from datetime import UTC, datetime
from urllib.parse import quote

import requests

from contracts import correlation

from ..parameters import Parameters
from .errors import StorageRefused, StorageUnavailable

SECONDS = 60
LATER = frozenset({408, 409, 425, 429})
"""Statuses below 500 that go away by themselves (409: OperationAborted)."""


class S3:
    """Objects in one bucket."""

    def __init__(self, bound: Parameters) -> None:
        """Know the bucket; nothing is sent yet."""
        self._bound = bound
        self._base = f"{bound.s3_endpoint.rstrip('/')}/{bound.s3_bucket}/"

    def put(self, key: str, data: bytes, media_type: str, *, sha256: str, request_id: str) -> None:
        """Store an object; the signature covers its hash, so storage verifies it."""
        headers = {
            "content-type": media_type,
            "x-amz-meta-sha256": sha256,
            "x-amz-meta-request-id": request_id,
            "x-amz-content-sha256": sha256,
        }
        self._send("PUT", key, headers, data, beside=dict(correlation.headers_of(request_id)))

    def get(self, key: str) -> bytes:
        """Give an object's bytes."""
        return self._send("GET", key)

    def delete(self, key: str) -> None:
        """Remove an object."""
        self._send("DELETE", key)

    def _send(
        self,
        method: str,
        key: str,
        headers: dict[str, str] | None = None,
        data: bytes = b"",
        beside: dict | None = None,
    ) -> bytes:
        try:
            with requests.Session() as session:
                session.trust_env = False
                url = self._base + quote(key, safe="/-_.~")
                # Trace headers stand beside the signature, since whoever passes a request on may renew them.
                signed = self._signed(method, url, headers or {}, data) | (beside or {})
                answer = session.request(
                    method, url, data=data or None, headers=signed, timeout=SECONDS, allow_redirects=False
                )
                body = answer.content
        except requests.RequestException as error:
            raise StorageUnavailable(f"File storage gave no answer: {type(error).__name__}.") from None
        if answer.ok:
            return body
        why = f"File storage answered {method} with {answer.status_code} {_code(body)}".strip() + "."
        later = answer.status_code >= 500 or answer.status_code in LATER
        raise StorageUnavailable(why) if later else StorageRefused(why)

    def _signed(self, method: str, url: str, headers: dict[str, str], data: bytes) -> dict[str, str]:
        # Imported here: whoever keeps images in the filestore need not have it.
        from botocore.auth import S3SigV4Auth  # noqa: PLC0415
        from botocore.awsrequest import AWSRequest  # noqa: PLC0415
        from botocore.credentials import ReadOnlyCredentials  # noqa: PLC0415

        bound = self._bound
        request = AWSRequest(method, url, headers, data)
        request.context["timestamp"] = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        keys = ReadOnlyCredentials(bound.s3_access_key, bound.s3_secret_key, None)
        S3SigV4Auth(keys, "s3", bound.s3_region).add_auth(request)
        return dict(request.headers.items())


def _code(body: bytes) -> str:
    found = re.search(rb"<Code>([^<]{1,100})</Code>", body[:10_000])
    return found[1].decode(errors="replace") if found else ""
