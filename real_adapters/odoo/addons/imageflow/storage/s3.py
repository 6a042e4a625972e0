"""Images in one bucket of an S3 service, over path-style URLs, signed with Signature Version 4."""

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import ReadOnlyCredentials

from ..contracts import correlation
from ..contracts.kit.object_storage import (
    LARGEST_ANSWER,
    TIMEOUT_SECONDS,
    StorageRefused,
    StorageUnavailable,
    check_answer,
    object_headers,
    object_url,
)
from ..contracts.wire import AnswerTooLarge, HttpRequest, WireError
from ..services import transport


class S3:
    """Objects in one bucket; nothing is sent before something is asked for."""

    def __init__(self, bucket):
        """Know the bucket (`services.settings.Bucket`)."""
        self._bucket = bucket
        self._auth = S3SigV4Auth(ReadOnlyCredentials(bucket.access_key, bucket.secret_key, None), "s3", bucket.region)

    def put(self, key, data, media_type, *, sha256, request_id):
        """Store bytes; the signature and checksums cover their hash, so that the service verifies it."""
        headers = object_headers(media_type, sha256, request_id, data)
        self._send("PUT", key, headers, data, beside=correlation.headers_of(request_id))

    def get(self, key):
        """Give an image's bytes."""
        return self._send("GET", key).body

    def delete(self, key):
        """Remove an image, which need not be there."""
        self._send("DELETE", key)

    def _send(self, method, key, headers=(), body=b"", *, beside=()):
        # Trace headers stand beside the signature, since whoever passes a request on may renew them.
        url = object_url(self._bucket.endpoint, self._bucket.name, key)
        signed = AWSRequest(method, url, dict(headers), body)
        self._auth.add_auth(signed)
        request = HttpRequest(method, url, (*signed.headers.items(), *beside), body, body_limit=LARGEST_ANSWER)
        try:
            answer = transport.send(request, TIMEOUT_SECONDS)
        except AnswerTooLarge as error:
            raise StorageRefused(str(error)) from None
        except WireError as error:
            raise StorageUnavailable(f"File storage gave no answer: {error}") from None
        check_answer(method, answer)
        return answer
