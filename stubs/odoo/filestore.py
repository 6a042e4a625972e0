"""I09: Odoo's client of file storage: S3 over path-style URLs, signed with Signature Version 4."""

from urllib.parse import urlsplit

from contracts import correlation
from contracts.kit.object_storage import (
    EMPTY_HASH,
    LARGEST_ANSWER,
    TIMEOUT_SECONDS,
    StorageRefused,
    StorageUnavailable,
    check_answer,
    object_headers,
    object_url,
)
from contracts.runtime import Clock
from contracts.wire import AnswerTooLarge, Headers, HttpAnswer, HttpRequest, Transport, WireError

ALGORITHM = "AWS4-HMAC-SHA256"


class S3FileStore:
    """Objects in one bucket."""

    def __init__(  # noqa: PLR0917 - the composition gives what the settings hold, in their order
        self,
        endpoint: str,
        access_key: str,
        secret_key: str,
        region: str,
        bucket: str,
        transport: Transport,
        clock: Clock,
    ) -> None:
        """Know the bucket; nothing is sent yet.

        Args:
            endpoint: base URL of the service; its host is what signatures cover, wherever the transport connects.
            access_key: key id.
            secret_key: its secret.
            region: what signatures are made for.
            bucket: its name.
            transport: how the service is reached.
            clock: the run's time, which signatures bear.
        """
        # Imported here: it takes a fifth of a second, which whoever has no file store need not wait.
        from botocore.auth import S3SigV4Auth  # noqa: PLC0415
        from botocore.credentials import ReadOnlyCredentials  # noqa: PLC0415

        self._auth = S3SigV4Auth(ReadOnlyCredentials(access_key, secret_key, None), "s3", region)
        self._endpoint, self._bucket = endpoint, bucket
        self._transport, self._clock = transport, clock

    async def put(self, key: str, data: bytes, media_type: str, *, sha256: str, request_id: str) -> None:
        """Store an object, in place of one under the same key.

        Args:
            key: its name.
            data: its bytes.
            media_type: what it is served as.
            sha256: hexadecimal hash of the bytes; the signature covers it, so storage verifies it.
            request_id: the request that it belongs to.

        Raises:
            StorageUnavailable: try again.
            StorageRefused: a final no.
        """
        headers = object_headers(media_type, sha256, request_id, data)
        await self._send("PUT", key, headers, data, sha256, beside=correlation.headers_of(request_id))

    async def get(self, key: str) -> bytes:
        """Give an object's bytes; raises as `put` does."""
        return (await self._send("GET", key)).body

    async def delete(self, key: str) -> None:
        """Remove an object, which need not be there; raises as `put` does."""
        await self._send("DELETE", key)

    async def _send(
        self,
        method: str,
        key: str,
        headers: Headers = (),
        body: bytes = b"",
        sha256: str = EMPTY_HASH,
        *,
        beside: Headers = (),
    ) -> HttpAnswer:
        # Trace headers stand beside the signature, since whoever passes a request on may renew them.
        url = object_url(self._endpoint, self._bucket, key)
        signed = self._sign(method, url, (("host", urlsplit(url).netloc), *headers), sha256)
        request = HttpRequest(method, url, signed + beside, body, body_limit=LARGEST_ANSWER)
        try:
            answer = await self._clock.within(TIMEOUT_SECONDS, self._transport.send(request))
        except AnswerTooLarge as error:
            raise StorageRefused(str(error)) from None
        except WireError as error:
            raise StorageUnavailable(f"File storage gave no answer: {error}") from None
        except TimeoutError:
            raise StorageUnavailable(f"File storage gave no answer within {TIMEOUT_SECONDS:g} s.") from None
        check_answer(method, answer)
        return answer

    def _sign(self, method: str, url: str, headers: Headers, sha256: str) -> Headers:
        """Sign with botocore's parts, one by one: as a whole it would take its time from the machine."""
        from botocore.auth import SIGV4_TIMESTAMP  # noqa: PLC0415
        from botocore.awsrequest import AWSRequest  # noqa: PLC0415

        stamp = self._clock.now().strftime(SIGV4_TIMESTAMP)
        headers = (*headers, ("x-amz-content-sha256", sha256), ("x-amz-date", stamp))
        request = AWSRequest(method, url, dict(headers))
        request.context["timestamp"] = stamp
        auth = self._auth
        signature = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
        names = auth.signed_headers(auth.headers_to_sign(request))
        credential = f"{ALGORITHM} Credential={auth.scope(request)}, SignedHeaders={names}, Signature={signature}"
        return (*headers, ("authorization", credential))
