"""What S3 does with one object."""

from dataclasses import dataclass
from email.utils import format_datetime

from starlette.responses import Response

from contracts.runtime import Clock
from stubs.storage import checksums
from stubs.storage.calls import Call
from stubs.storage.errors import S3Error
from stubs.storage.objects import ObjectInfo, ObjectStore
from stubs.storage.ranges import read_range

META = "x-amz-meta-"
LARGEST_METADATA = 2048
KEPT = ("cache-control", "content-disposition", "content-language", "expires")
DEFAULT_TYPE = "binary/octet-stream"


@dataclass(frozen=True, slots=True)
class ObjectOperations:
    """The operations, each from a call to its answer; all raise `S3Error`."""

    store: ObjectStore
    clock: Clock

    def put_object(self, call: Call) -> Response:
        """Keep an object, and verify the digests that came with it; `If-None-Match: *` keeps none that is there."""
        self.store.bucket(call.bucket)
        if "content-length" not in call.headers:
            raise S3Error("MissingContentLength")
        condition = call.headers.get("if-none-match")
        if condition not in {None, "*"} or "if-match" in call.headers:
            raise S3Error("NotImplemented", "A put may be conditional on If-None-Match: * alone.")
        given = checksums.verify(call.headers, call.body)
        moment = self.clock.now().replace(microsecond=0)
        etag = checksums.md5(call.body).hex()
        info = ObjectInfo(call.key, len(call.body), etag, moment, _kept_headers(call.headers) | given)
        self.store.put(call.bucket, info, call.body, only_new=condition == "*")
        return Response(headers={"etag": f'"{etag}"'} | _shown(given))

    def get_object(self, call: Call) -> Response:
        """Give an object or a range of it."""
        return self._answer(call, with_body=True)

    def head_object(self, call: Call) -> Response:
        """Give what a get would, but for the bytes."""
        return self._answer(call, with_body=False)

    def delete_object(self, call: Call) -> Response:
        """Remove an object, which need not be there."""
        self.store.delete(call.bucket, call.key)
        return Response(status_code=204)

    def _answer(self, call: Call, *, with_body: bool) -> Response:
        info = self.store.info(call.bucket, call.key)
        headers = _headers_of(info)
        if _unchanged(call, info):
            return Response(status_code=304, headers={name: headers[name] for name in ("etag", "last-modified")})
        asked = read_range(call.headers.get("range"), info.size)
        first, last = asked or (0, info.size - 1)
        if asked:
            headers["content-range"] = f"bytes {first}-{last}/{info.size}"
        elif call.headers.get("x-amz-checksum-mode", "").upper() == "ENABLED":
            headers |= _shown(_checksums_of(info))
        headers["content-length"] = str(last - first + 1)
        body = self.store.read(call.bucket, call.key)[first : last + 1] if with_body else b""
        return Response(body, 206 if asked else 200, headers)


def _kept_headers(headers: dict[str, str]) -> dict[str, str]:
    metadata = {name: value for name, value in headers.items() if name.startswith(META)}
    if sum(len(name) - len(META) + len(value) for name, value in metadata.items()) > LARGEST_METADATA:
        raise S3Error("MetadataTooLarge")
    kept = {name: headers[name] for name in KEPT if name in headers}
    codings = [each.strip() for each in headers.get("content-encoding", "").split(",")]
    if coding := ", ".join(each for each in codings if each not in {"", "aws-chunked"}):
        kept["content-encoding"] = coding
    return {"content-type": headers.get("content-type") or DEFAULT_TYPE} | kept | metadata


def _headers_of(info: ObjectInfo) -> dict[str, str]:
    kept = {name: value for name, value in info.headers.items() if name not in _checksums_of(info)}
    return kept | {
        "etag": f'"{info.etag}"',
        "last-modified": format_datetime(info.modified, usegmt=True),
        "accept-ranges": "bytes",
    }


def _checksums_of(info: ObjectInfo) -> dict[str, str]:
    return {name: value for name, value in info.headers.items() if name.startswith(checksums.PREFIX)}


def _shown(given: dict[str, str]) -> dict[str, str]:
    return given | {"x-amz-checksum-type": "FULL_OBJECT"} if given else {}


def _unchanged(call: Call, info: ObjectInfo) -> bool:
    """Tell whether the client has the object; raises `S3Error` (PreconditionFailed) when it wants another."""
    wanted = _tags(call.headers.get("if-match"))
    if wanted and not wanted & {info.etag, "*"}:
        raise S3Error("PreconditionFailed", Condition="If-Match")
    return bool(_tags(call.headers.get("if-none-match")) & {info.etag, "*"})


def _tags(header: str | None) -> set[str]:
    return {tag.strip().removeprefix("W/").strip('"') for tag in (header or "").split(",")} - {""}
