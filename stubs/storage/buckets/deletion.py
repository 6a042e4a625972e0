"""DeleteObjects: many keys in one request.

Source: Amazon S3 API reference, `DeleteObjects`.
"""

from dataclasses import dataclass

from starlette.responses import Response

from stubs.storage.bodies import checksums
from stubs.storage.calls import Call, check_key
from stubs.storage.documents import Elements, read, read_groups
from stubs.storage.errors import S3Error
from stubs.storage.objects.conditions import check_match
from stubs.storage.objects.versions import check_version
from stubs.storage.responses import document
from stubs.storage.store.objects import ObjectStore

MOST_KEYS = 1000
KNOWN = {"Key", "VersionId", "ETag"}
LACKED = {"LastModifiedTime", "Size"}


@dataclass(frozen=True, slots=True)
class Deletion:
    """The operation, from a call to its answer; raises `S3Error`."""

    store: ObjectStore

    def delete_objects(self, call: Call) -> Response:
        """Remove the objects that the body names, each on its own; keys that are not there count as removed."""
        self.store.bucket(call.bucket)
        body = call.payload.data
        if not checksums.verify(call.headers, [body]) and "content-md5" not in call.headers:
            why = "Missing required header for this request: Content-MD5 OR x-amz-checksum-*"
            raise S3Error("InvalidRequest", why)
        named = _read(body)
        quiet = any(path == "Delete/Quiet" and text.strip() == "true" for path, text in read(body))
        results = [self._delete(call.bucket, each) for each in named]
        return document("DeleteResult", [each for each in results if each[0] == "Error" or not quiet])

    def _delete(self, bucket: str, named: dict[str, str]) -> tuple[str, Elements]:
        version: Elements = [("VersionId", named["VersionId"])] if "VersionId" in named else []
        try:
            check_key(named["Key"])
            check_version({"versionId": named.get("VersionId", "null")})
            check_match(named.get("ETag"), self.store.find(bucket, named["Key"]))
            self.store.delete(bucket, named["Key"])
        except S3Error as error:
            return "Error", [("Key", named["Key"]), *version, ("Code", error.code), ("Message", error.message)]
        return "Deleted", [("Key", named["Key"]), *version]


def _read(body: bytes) -> list[dict[str, str]]:
    groups = read_groups(body, "Delete/Object")
    # A key's spaces are part of it.
    keys = [text for path, text in read(body) if path == "Delete/Object/Key"]
    if not 0 < len(groups) == len(keys) <= MOST_KEYS or not all(keys):
        raise S3Error("MalformedXML")
    for name in sorted({name for group in groups for name, _ in group} - KNOWN):
        if name in LACKED:
            raise S3Error("NotImplemented", f"Delete/Object/{name} is not implemented.")
        raise S3Error("MalformedXML")
    if any([name for name, _ in group].count("Key") != 1 for group in groups):
        raise S3Error("MalformedXML")
    return [dict(group) | {"Key": key} for group, key in zip(groups, keys, strict=True)]
