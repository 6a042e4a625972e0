"""DeleteObjects: many keys in one request.

Source: Amazon S3 API reference, `DeleteObjects`.
"""

from stubs.storage import checksums, documents
from stubs.storage.calls import Call
from stubs.storage.documents import Elements
from stubs.storage.errors import S3Error
from stubs.storage.objects import ObjectStore

MOST_KEYS = 1000
KNOWN = {"Delete", "Delete/Quiet", "Delete/Object", "Delete/Object/Key"}


def delete_objects(store: ObjectStore, call: Call) -> Elements:
    """Remove the objects that the body names; keys that are not there count as removed.

    Raises:
        S3Error: the body can't be read, or its integrity is not vouched for (Content-MD5 or a checksum).
    """
    store.bucket(call.bucket)
    if not checksums.verify(call.headers, call.body) and "content-md5" not in call.headers:
        why = "Missing required header for this request: Content-MD5 OR x-amz-checksum-*"
        raise S3Error("InvalidRequest", why)
    keys, quiet = _read(call.body)
    for key in keys:
        store.delete(call.bucket, key)
    return [] if quiet else [("Deleted", [("Key", key)]) for key in keys]


def _read(body: bytes) -> tuple[list[str], bool]:
    elements = documents.read(body)
    if unknown := sorted({path for path, _ in elements} - KNOWN):
        if unknown[0].startswith("Delete/Object/"):
            raise S3Error("NotImplemented", f"{unknown[0]} is not implemented.")
        raise S3Error("MalformedXML")
    keys = [text for path, text in elements if path == "Delete/Object/Key"]
    objects = sum(path == "Delete/Object" for path, _ in elements)
    if not 0 < len(keys) == objects <= MOST_KEYS or "" in keys:
        raise S3Error("MalformedXML")
    return keys, ("Delete/Quiet", "true") in [(path, text.strip()) for path, text in elements]
