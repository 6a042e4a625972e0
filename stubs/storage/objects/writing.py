"""PutObject and DeleteObject."""

from dataclasses import dataclass

from starlette.responses import Response

from contracts.runtime import Clock
from stubs.storage.bodies import checksums, digests
from stubs.storage.calls import Call
from stubs.storage.objects.conditions import check_match, check_writing
from stubs.storage.objects.metadata import kept_headers
from stubs.storage.objects.tags import read_header
from stubs.storage.objects.versions import check_version
from stubs.storage.store.objects import ObjectStore
from stubs.storage.store.records import ObjectInfo


@dataclass(frozen=True, slots=True)
class Writing:
    """The operations, each from a call to its answer; all raise `S3Error`."""

    store: ObjectStore
    clock: Clock

    def put_object(self, call: Call) -> Response:
        """Keep an object, and verify the digests that came with it; conditions hold until it is kept."""
        there = self.store.find(call.bucket, call.key)
        check_writing(call.headers, there)
        pieces = call.payload.pieces
        given = checksums.verify(call.headers, pieces) or checksums.computed(digests.DEFAULT, pieces)
        etag, moment = digests.md5(pieces).hex(), self.clock.now().replace(microsecond=0)
        headers, tags = kept_headers(call.headers), read_header(call.headers)
        info = ObjectInfo(call.key, call.payload.size, etag, moment, headers, given, tags)
        self.store.put(call.bucket, info, pieces)
        return Response(headers={"etag": f'"{etag}"'} | checksums.shown(given) | _encryption(headers))

    def delete_object(self, call: Call) -> Response:
        """Remove an object, which need not be there unless `If-Match` names it."""
        check_version(call.query)
        check_match(call.headers.get("if-match"), self.store.find(call.bucket, call.key))
        self.store.delete(call.bucket, call.key)
        return Response(status_code=204)


def _encryption(headers: dict[str, str]) -> dict[str, str]:
    name = "x-amz-server-side-encryption"
    return {name: headers[name]} if name in headers else {}
