"""Signed calls of an S3 service, with the headers that n8n's node sends, in their order."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from botocore.auth import SIGV4_TIMESTAMP, S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import ReadOnlyCredentials

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.node_type import Call
from stubs.n8n.nodes.sending import urls
from stubs.n8n.nodes.sending.api_error import api_error
from stubs.n8n.nodes.sending.asked import FORM, Asked
from stubs.n8n.nodes.sending.exchange import Answered, exchange
from stubs.n8n.nodes.sending.failures import ClientFailure
from stubs.n8n.nodes.sending.query import stringify, text_of
from stubs.n8n.server.xml_body import BadXml, read_xml

ALGORITHM = "AWS4-HMAC-SHA256"


class Storage:
    """An S3 service, as a credential names it."""

    def __init__(self, call: Call) -> None:
        """Read the credential; nothing is sent yet."""
        self._call = call
        self._held = call.credential("s3")

    @property
    def region(self) -> str:
        """Give the credential's region."""
        return str(self._held.get("region") or "us-east-1")

    async def region_of(self, bucket: str) -> str:
        """Ask for a bucket's region; it is the credential's where the answer does not name it with its namespace."""
        found = await self.document("GET", bucket, query={"location": ""})
        place = found.get("LocationConstraint") if isinstance(found, Mapping) else None
        return str((place.get("_") if isinstance(place, Mapping) else None) or self.region)

    async def document(self, method: str, bucket: str, path: str = "", **more: Any) -> Any:
        """Give the answer's XML as an object, and its text when it is none; raises `NodeApiError`."""
        answered = await self.send(method, bucket, path, **more)
        try:
            return read_xml(answered.body.decode("utf-8", "replace"), lower=False)
        except BadXml as error:
            return {"message": str(error)}

    async def listed(
        self, bucket: str, path: str, names: tuple[str, ...], query: dict[str, Any], region: str
    ) -> list[Any]:
        """Give what stands under some names in all pages of a list, or in as many as hold `limit` entries."""
        found: list[Any] = []
        while True:
            page = await self.document("GET", bucket, path, query=query, region=region)
            root = (page or {}).get(names[0])
            inner: Any = root if isinstance(root, Mapping) else {}
            if inner.get("NextContinuationToken"):
                query["continuation-token"] = inner["NextContinuationToken"]
            more = inner.get("IsTruncated", "false") != "false"
            for name in names[1:]:
                inner = inner.get(name) if isinstance(inner, Mapping) else None
            found += inner if isinstance(inner, list) else [inner] if inner else []
            if not more or 0 < query.get("limit", 0) <= len(found):
                return found

    async def send(
        self,
        method: str,
        bucket: str,
        path: str = "",
        *,
        body: bytes = b"",
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
        region: str | None = None,
    ) -> Answered:
        """Exchange one signed request; raises `NodeApiError`."""
        url = str(self._address(bucket, path))
        redirects = 21 if method in {"GET", "HEAD"} else 0
        given = {name: text_of(value) for name, value in (headers or {}).items()}
        asked = Asked(method, url, given, body or "", query=dict(query or {}), redirects=redirects)
        self._sign(asked, body, region or self.region)
        try:
            return await exchange(self._call, asked)
        except ClientFailure as failure:
            raise api_error(failure) from None

    def _address(self, bucket: str, path: str) -> urls.Url:
        endpoint = str(self._held.get("endpoint", ""))
        if not endpoint.startswith("http"):
            raise NodeOperationError("HTTP(S) Scheme is required in endpoint definition")
        url = urls.parse(endpoint)
        host = url.host
        if bucket and self._held.get("forcePathStyle"):
            path = f"/{bucket}{path}"
        elif bucket:
            host = f"{bucket}.{host}"
        whole = ("" if url.path == "/" else unquote(url.path)) + path
        return urls.Url(url.scheme, host, quote(whole, safe="/-_.~") or "/")

    def _sign(self, asked: Asked, body: bytes, region: str) -> None:
        """Sign with botocore's parts, one by one: as a whole it would ask the machine for the time."""
        headers = asked.headers
        headers["Host"] = urls.parse(asked.url).host
        if body:
            headers.setdefault("Content-Type", f"{FORM}; charset=utf-8")
            headers["Content-Length"] = str(len(body))
        stamp = self._call.clock.now().strftime(SIGV4_TIMESTAMP)
        headers |= {"X-Amz-Content-Sha256": hashlib.sha256(body).hexdigest(), "X-Amz-Date": stamp}
        key, secret = (str(self._held.get(each, "")).strip() for each in ("accessKeyId", "secretAccessKey"))
        auth = S3SigV4Auth(ReadOnlyCredentials(key, secret, None), "s3", region)
        request = AWSRequest(asked.method, urls.with_query(asked.url, stringify(asked.query)), headers)
        request.context["timestamp"] = stamp
        signature = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
        names = auth.signed_headers(auth.headers_to_sign(request))
        scope = f"Credential={auth.scope(request)}, SignedHeaders={names}"
        headers |= {"Authorization": f"{ALGORITHM} {scope}, Signature={signature}", "accept": "*/*"}


def kebab(text: str) -> str:
    """Write `publicRead` as `public-read`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[_\s]+", "-", text).lower()


def shouted(text: str) -> str:
    """Write `standardIA` as `STANDARD_IA`."""
    return kebab(text).replace("-", "_").upper()
